/*
 * panel_gates: the gates that series and engine share, and the two lists. P1 to P14 are those of the study of the panel, R1
 * to R3 those of the study of calibration; METHODS section 11 has them in words.
 *
 * Includes: bench/panel_study.
 */
#ifndef BENCH_PANEL_GATES_H
#define BENCH_PANEL_GATES_H

#include "panel_study.h"

/* Of P3: the 80% range one year ahead and later, and the 95% range, in per cent. */
struct gates_limits {
    double low80, high80, low80_later, high80_later, low95, high95;
};

/* Every cell with all its scores, and the heading of the gates. */
void gates_print_cells(const struct study *study, const char *const *quantity, int32_t quantities);

/* Means over the origins (and the seeds of each) of one quantity so many years ahead; shares weighted by councils. False
 * when there is none. */
bool gates_pool(const struct study *study, const char *quantity, int32_t ahead, struct study_part part, struct score *out);

/* The same of one origin. */
bool gates_pool_from(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                     struct score *out);

bool gates_within(double share, double low, double high); /* of a share, in per cent */

void gates_wape(struct study *study);                                   /* P1 */
void gates_crps_from(struct study *study);                              /* P2, from 2022 and 2023 */
void gates_starts(struct study *study);                                 /* P9 */
void gates_own(struct study *study, const struct gates_limits *limits); /* P3 */
void gates_raw(struct study *study);                                    /* P4, P5 */
void gates_sizes(struct study *study);                                  /* P6 */
void gates_nation(struct study *study);                                 /* P13 */
void gates_joint(struct study *study);                                  /* the joint rank test */

void gates_series(struct study *study);
void gates_engine(struct study *study);

#endif
