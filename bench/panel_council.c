#include "panel_council.h"

#include <stdlib.h>
#include <string.h>

#include "care/history.h"
#include "casebook/casebook.h"
#include "flow/posterior.h"
#include "synth/like_figures.h"
#include "synth/told.h"

enum {
    NATION_CHILDREN = 82000, /* about England's */
    LEARNT_CHILDREN = 15000, /* that the nation's rates are learnt from */
    WARM_YEARS = 25,
    BEYOND_MONTHS = 12,
    FEWEST_CHILDREN = 30
};

/* Runs the draft of a nation under the shipped system. */
static int draft_nation(struct panel_nation *nation, struct problem *problem)
{
    const int32_t last = nation->view->to - 1, first = last - PANEL_TOLD_YEARS + 1; /* collection years */
    const day begins = calendar_year_start(first - WARM_YEARS), opens = calendar_year_start(first),
              horizon = calendar_month_end(calendar_month(calendar_year_end(last)) + BEYOND_MONTHS);
    double stay;
    int code = synth_mean_stay(&nation->shipped, nation->seed, &stay, problem);
    if (code == 0) {
        const struct synth_draft_plan plan = {.seed = nation->seed,
                                              .entries_per_year = NATION_CHILDREN * FLOW_YEAR_DAYS / stay,
                                              .begins = begins,
                                              .opens = opens,
                                              .horizon = horizon};
        code = synth_draft_open(&nation->shipped, &plan, &nation->draft, problem);
    }
    for (int32_t month = calendar_month(begins); month <= calendar_month(horizon) && code == 0; month++)
        code = synth_draft_month(&nation->draft, month, problem);
    return code;
}

/* Weighs the families so that England's figures come out. */
static int weigh_nation(struct panel_nation *nation, struct problem *problem)
{
    const struct panel_view *view = nation->view;
    const int32_t opens = view->to - PANEL_TOLD_YEARS, england = published_named(&view->areas, "England");
    struct synth_like wish;
    int code = synth_like_families_make(&nation->draft, opens, view->to, &nation->families, problem);
    if (code < 0)
        return code;
    const size_t units = (size_t)nation->families.pool.units;
    nation->weight = arena_take(&nation->families.arena, units * sizeof *nation->weight);
    nation->chosen = arena_take(&nation->families.arena, units);
    if (!nation->weight || !nation->chosen)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to weigh a nation");
    for (size_t i = 0; i < units; i++)
        nation->weight[i] = 1;
    synth_like_of_published(&view->areas, england, opens, view->to, &wish);
    nation->worst = synth_like_rake(&nation->families.pool, &wish, false, nation->weight);
    return 0;
}

/* The children of the families chosen, as their returns tell them. The draft is as it was afterwards. */
static int tell_chosen(struct panel_nation *nation, const uint8_t *chosen, int32_t in_care, struct flow_histories *out,
                       struct problem *problem)
{
    struct synth_draft copy = nation->draft;
    struct synth_council council = {.system = &nation->shipped,
                                    .seed = nation->seed,
                                    .first_year = nation->view->to - PANEL_TOLD_YEARS,
                                    .last_year = nation->view->to - 1,
                                    .opens = nation->draft.opens,
                                    .as_at = calendar_year_end(nation->view->to - 1),
                                    .horizon = nation->draft.horizon};
    struct care_records records = {0};
    struct care_fates fates = {0};
    council.truth_to = council.as_at;
    copy.spell = malloc((size_t)copy.spells * sizeof *copy.spell);
    int code = copy.spell ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for a council");
    if (code == 0)
        memcpy(copy.spell, nation->draft.spell, (size_t)copy.spells * sizeof *copy.spell);
    for (int64_t i = 0; i < copy.persons; i++) {
        const int32_t unit = nation->families.unit_of[i];
        copy.person[i].ticket = unit >= 0 && chosen[unit] ? 0 : UINT32_MAX;
    }
    if (code == 0)
        code = synth_council_choose(&copy, in_care, &council, problem);
    free(copy.spell);
    if (code == 0)
        code = synth_told_records(&council, &nation->book, &records, problem);
    if (code == 0)
        code = care_history_build(&nation->system, &records, council.as_at, out, &fates, NULL, problem);
    care_fates_clear(&fates);
    care_records_clear(&records);
    synth_council_clear(&council);
    return code;
}

/* Puts the mean of what was learnt in the place of the prior's centre. */
static void take_system(const struct flow_posterior *learnt, struct flow_system *system)
{
    const struct flow_rates *rates = &learnt->mean_rates;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < system->states + system->exits; d++)
            system->prior_rate[s][d] = rates->base[s][d] * FLOW_YEAR_DAYS;
    memcpy(system->prior_by_age, rates->by_age, sizeof system->prior_by_age);
    memcpy(system->prior_by_time_in_system, rates->by_time_in_system, sizeof system->prior_by_time_in_system);
    memcpy(system->prior_by_time_in_state, rates->by_time_in_state, sizeof system->prior_by_time_in_state);
    for (int32_t i = 0; i < system->strata; i++) {
        system->stratum[i].prior_share = learnt->mean_entries.share[i];
        memcpy(system->stratum[i].prior_first_state, learnt->mean_entries.first_state[i],
               sizeof system->stratum[i].prior_first_state);
    }
}

/* Rates and entries of children drawn from the nation. */
static int learn_system(struct panel_nation *nation, struct problem *problem)
{
    const struct synth_like_pool *pool = &nation->families.pool;
    const struct flow_fit_plan plan = {.draws = 1, .sweeps_before = 0, .sweeps_between = 1};
    struct synth_like none = {.opens = pool->opens, .last = pool->last};
    struct synth_like_match match = {0};
    struct synth_like_choice drawn;
    struct flow_histories histories = {0};
    struct flow_exposure exposure = {0};
    struct flow_posterior learnt = {0};
    match.weight = arena_take(&match.arena, (size_t)pool->units * sizeof *match.weight);
    int code = match.weight ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory to learn a nation's rates");
    for (int64_t i = 0; i < pool->units && code == 0; i++)
        match.weight[i] = nation->weight[i] * LEARNT_CHILDREN / NATION_CHILDREN;
    if (code == 0)
        code = synth_like_choose(pool, &none, &match, nation->seed, nation->chosen, &drawn, problem);
    if (code == 0)
        code =
            tell_chosen(nation, nation->chosen, (int32_t)drawn.got[SYNTH_LIKE_STOCK][PANEL_TOLD_YEARS], &histories, problem);
    if (code == 0)
        code = flow_exposure_count(&nation->system.flow, &histories, &exposure, problem);
    if (code == 0)
        code = flow_posterior_fit(&nation->system.flow, &exposure, &plan, NULL, &learnt, problem);
    if (code == 0)
        take_system(&learnt, &nation->system.flow);
    flow_posterior_clear(&learnt);
    flow_exposure_clear(&exposure);
    flow_histories_clear(&histories);
    synth_like_match_clear(&match);
    return code;
}

static void fit_levels(struct panel_nation *nation)
{
    static struct prior_counts counts;
    panel_units_counts(nation->view, PANEL_STARTS, &counts);
    prior_fit("starts", &counts, &nation->entries);
    panel_units_counts(nation->view, PANEL_CEASES, &counts);
    prior_fit("ceases", &counts, &nation->exits);
    prior_residential(&nation->residential);
    nation->prior[FLOW_ENTRIES] = prior_of(&nation->entries, PRIOR_LEVEL_SD_ENTRIES, PRIOR_SEASON_SD_ENTRIES);
    nation->prior[FLOW_WAYS_OUT] = prior_of(&nation->exits, PRIOR_LEVEL_SD_EVENTS, PRIOR_SEASON_SD_EVENTS);
    for (int32_t k = FLOW_INTO_GROUP; k <= FLOW_OUT_OF_GROUP; k++)
        nation->prior[k] = prior_of(&nation->residential, PRIOR_LEVEL_SD_EVENTS, PRIOR_SEASON_SD_EVENTS);
}

int panel_nation_open(const struct panel_view *view, uint64_t seed, struct panel_nation *out, struct problem *problem)
{
    memset(out, 0, sizeof *out);
    out->view = view;
    out->seed = seed;
    int code = casebook_default_system(&out->shipped, problem);
    out->system = out->shipped;
    if (code == 0)
        code = synth_codebook_make(&out->shipped, &out->book, problem);
    if (code == 0)
        code = draft_nation(out, problem);
    if (code == 0)
        code = weigh_nation(out, problem);
    if (code == 0)
        code = learn_system(out, problem);
    if (code == 0)
        fit_levels(out);
    else
        panel_nation_clear(out);
    return code;
}

void panel_nation_clear(struct panel_nation *nation)
{
    synth_draft_clear(&nation->draft);
    synth_like_families_clear(&nation->families);
    memset(nation, 0, sizeof *nation);
}

static int32_t figure(const struct panel_view *view, int32_t authority, enum published_figure_kind kind, int32_t year)
{
    return published_figure(&view->authorities, authority, kind, year);
}

bool panel_council_is_told(const struct panel_view *view, int32_t authority)
{
    bool told = figure(view, authority, PUBLISHED_STOCK, view->to - PANEL_TOLD_YEARS) >= 0 &&
                figure(view, authority, PUBLISHED_STOCK, view->to) >= FEWEST_CHILDREN &&
                figure(view, authority, PUBLISHED_FOSTER, view->to) >= 0;
    for (int32_t year = view->to - PANEL_TOLD_YEARS + 1; year <= view->to; year++)
        told = told && figure(view, authority, PUBLISHED_STOCK, year) >= 0 &&
               figure(view, authority, PUBLISHED_STARTS, year) >= 0 && figure(view, authority, PUBLISHED_CEASES, year) >= 0;
    return told;
}

int panel_council_make(struct panel_nation *nation, int32_t authority, struct panel_council *out, struct problem *problem)
{
    const struct panel_view *view = nation->view;
    const struct synth_like_pool *pool = &nation->families.pool;
    memset(out, 0, sizeof *out);
    out->number = view->authorities.authority[authority].number;
    out->stock = figure(view, authority, PUBLISHED_STOCK, view->to);
    synth_like_of_published(&view->authorities, authority, pool->opens, pool->last, &out->wish);
    int code = synth_like_match(pool, &out->wish, nation->weight, &out->match, problem);
    if (code == 0)
        code = synth_like_choose(pool, &out->wish, &out->match, nation->seed + (uint64_t)out->number * 1000, nation->chosen,
                                 &out->choice, problem);
    if (code == 0)
        code = tell_chosen(nation, nation->chosen, (int32_t)out->choice.got[SYNTH_LIKE_STOCK][PANEL_TOLD_YEARS],
                           &out->histories, problem);
    for (int32_t at = 1; at <= PANEL_TOLD_YEARS; at++) {
        out->starts_published += figure(view, authority, PUBLISHED_STARTS, pool->opens + at);
        out->starts_made += out->choice.got[SYNTH_LIKE_STARTS][at];
    }
    if (code < 0)
        panel_council_clear(out);
    return code;
}

void panel_council_clear(struct panel_council *council)
{
    synth_like_match_clear(&council->match);
    flow_histories_clear(&council->histories);
    memset(council, 0, sizeof *council);
}
