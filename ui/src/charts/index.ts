/** charts: every chart by its id. */
import { fan } from './fan';
import type { Chart } from './frame';
import { mix } from './mix';

export const CHARTS: readonly Chart[] = [fan, mix];

/** The chart of an id in any case; the error names the ids there are. */
export function chartNamed(id: string): Chart {
  const found = CHARTS.filter((chart) => chart.id.toLowerCase() === id.toLowerCase())[0];
  if (!found) throw new Error(`there is no chart ${id}; there are ${CHARTS.map((chart) => chart.id).join(', ')}`);
  return found;
}
