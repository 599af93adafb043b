/*
 * panel_council: the engine's view of England at an origin, and councils made like authorities in it.
 *
 * From a view (panel_view.h) and nothing else:
 *
 *     levels     how starts and ceases of 148 units moved up to the origin, as priors (prior_fit.h); the residential prior
 * is the frozen proposal. The prior that the program ships is not used nation     a simulated nation of England's size, two
 * years told, its families weighed so that England's published ages, starts, ceases, reasons and placements of those two
 * years come out (synth/like.h) system     rates and entries learnt from children drawn from that nation: what a council's
 * own rates start from. What nothing published tells (how chances change with time in care or in a placement) stays as in
 *                systems/care.yaml
 *     council    an authority's stock, starts, ceases and placements of the two years, chosen from the nation; what its
 *                returns would tell (synth/told.h), as histories
 *
 *     panel_nation_open(&view, seed, &nation, problem);
 *     panel_council_make(&nation, authority, &council, problem);    // for one authority after another
 *     panel_council_clear(&council);
 *     panel_nation_clear(&nation);
 *
 * Includes: base, drift, flow, care, casebook, synth, bench/panel_view.
 */
#ifndef BENCH_PANEL_COUNCIL_H
#define BENCH_PANEL_COUNCIL_H

#include "care/system.h"
#include "flow/histories.h"
#include "panel_view.h"
#include "prior_fit.h"
#include "synth/codebook.h"
#include "synth/draft.h"
#include "synth/like_pool.h"

enum { PANEL_TOLD_YEARS = 2 };

struct panel_nation {
    const struct panel_view *view; /* borrowed */
    uint64_t seed;
    struct care_system shipped; /* systems/care.yaml */
    struct care_system system;  /* the same with the nation's rates and entries at the origin */
    struct synth_codebook book;
    struct synth_draft draft;
    struct synth_like_families families;
    double *weight;  /* [units]: of the nation's figures; in the families' arena */
    uint8_t *chosen; /* [units]: room */
    double worst;    /* farthest of the nation's figures, as a share */
    struct prior_fitted entries, exits, residential;
    struct drift_prior prior[FLOW_SERIES];
};

struct panel_council {
    int32_t number;                       /* DfE's */
    double stock;                         /* at the origin */
    double starts_published, starts_made; /* of both years: a published start counts a child once a year */
    struct synth_like wish;
    struct synth_like_match match;
    struct synth_like_choice choice;
    struct flow_histories histories; /* of two years, to 31 March of the origin */
};

int panel_nation_open(const struct panel_view *view, uint64_t seed, struct panel_nation *out, struct problem *problem);
void panel_nation_clear(struct panel_nation *nation); /* safe on zeroes and twice */

/* Whether an authority's figures tell what a council needs: stock, starts and ceases of both years, no stock below 30, and
 * how many children are placed where on the last day. */
bool panel_council_is_told(const struct panel_view *view, int32_t authority);

int panel_council_make(struct panel_nation *nation, int32_t authority, struct panel_council *out, struct problem *problem);
void panel_council_clear(struct panel_council *council); /* safe on zeroes and twice */

#endif
