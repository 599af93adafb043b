/*
 * panel_prior: how levels move in English councils' care, as weights of points (drift/process.h).
 *
 *     entries       starts a year of 148 comparable authorities, 2016 to 2025 (DfE, Children looked after in England)
 *     ways home     children who went home or left on a special guardianship or child arrangements order, over the mean
 *                   stock, 2021 to 2025
 *     residential   a proposal, fitted to nothing: no flows into and out of children's homes are published. It holds what
 * the published stocks of homes show together (variance of log ratios over one to three years)
 *
 * panel_prior.c is made by bench/drift_prior and never by hand. It knows years up to 2025. A back-test from an earlier day
 * takes the prior of what had been published of years up to then (panel_prior_past.c, 2019 to 2024; before 2024 reasons for
 * ceasing had too few years, and all ceases stand in for ways home). One from before 2019 knows years later than its own,
 * and says so. The residential prior is the same in every year.
 *
 * Constant data. Pure. Includes: drift, flow.
 */
#ifndef CARE_PANEL_PRIOR_H
#define CARE_PANEL_PRIOR_H

#include "drift/process.h"
#include "flow/levels.h"

/* The prior of each series of flow/levels.h. Borrowed, constant. */
const struct drift_prior *care_panel_prior(enum flow_series series);

enum { CARE_PANEL_PRIOR_FIRST = 2019 }; /* the first year whose prior is carried */

/* The prior by what is known of the years to 31 March `year`; years before the first take the first's. */
struct drift_prior care_panel_prior_of(int32_t year, enum flow_series series);

#endif
