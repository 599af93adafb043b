/*
 * panel_moves: how far figures of councils move from year to year, in the futures and in what was published up to the
 * origin.
 *
 *     move        log(figure k years on / figure now), less the mean move of all councils in those years
 *     variance    mean square of moves, over councils (and over years, or paths)
 *
 * A move from a stock or count of nothing is left out.
 *
 * Includes: bench/panel_study.
 */
#ifndef BENCH_PANEL_MOVES_H
#define BENCH_PANEL_MOVES_H

#include "panel_study.h"

/* Variance of moves of a unit's published figure ("stock_own", "starts", "ceases") over `lag` years, all within PANEL_FIRST
 * … `to`; of units of one size class by stock at the beginning, or STUDY_ALL. */
double moves_published(const struct study *study, const char *quantity, int32_t to, int32_t lag, int32_t size);

/* The same of the futures of an origin: from what was published there to each path's figure `lag` years on. */
double moves_simulated(const struct study *study, const char *quantity, int32_t origin, int32_t lag, int32_t size);

void gates_moves(struct study *study); /* P7 */
void gates_slope(struct study *study); /* P8 */

#endif
