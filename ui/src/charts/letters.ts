/**
 * letters: how wide a text is, without a browser.
 *
 * Advance widths of Arial (the same as Helvetica's and Liberation Sans's) in thousandths of the size, for U+0020 to
 * U+007E. Where a line breaks must not depend on the machine that draws, so nothing is measured on a screen.
 */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const OTHER = 600; // letters with accents are narrower, signs as wide
const IDEOGRAM = 1000;
const BOLD = 1.08; // bold letters are wider by 5 to 8 per cent

/** Width in pixels of one line of text at `size` pixels. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    sum += WIDTHS[code - 32] ?? (code < 0x2e80 ? OTHER : IDEOGRAM);
  }
  return (sum * size * (bold ? BOLD : 1)) / 1000;
}

/**
 * Breaks a text at spaces into lines no wider than `width` pixels; a single word wider than that stands alone on its
 * line.
 */
export function wrapText(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}

/** The text, or as much of it as fits with "…" after. */
export function fitText(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size, bold) > width) kept = kept.slice(0, -1);
  return `${kept.replace(/[ ,;:]+$/, '')}…`;
}
