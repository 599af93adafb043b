#include "synth/like_council.h"

#include "synth/like_pool.h"

/* The draft has so many times the council's children, within these: rare kinds of child must be among them. */
static const double times = 40, fewest = 20000, most = 190000;

double synth_like_wanted(const struct synth_like *like)
{
    const double wanted = times * like->count[SYNTH_LIKE_STOCK][like->last - like->opens];
    return wanted < fewest ? fewest : wanted > most ? most : wanted;
}

int synth_like_tickets(struct synth_draft *draft, const struct synth_like *like, uint64_t seed,
                       struct synth_like_choice *out, struct problem *problem)
{
    struct synth_like_families families;
    struct synth_like_match match = {0};
    *out = (struct synth_like_choice){0};
    int code = synth_like_families_make(draft, like->opens, like->last, &families, problem);
    if (code < 0)
        return code;
    uint8_t *chosen = arena_take(&families.arena, (size_t)families.pool.units + 1);
    if (!chosen)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory to choose among families");
    if (code == 0)
        code = synth_like_match(&families.pool, like, NULL, &match, problem);
    if (code == 0)
        code = synth_like_choose(&families.pool, like, &match, seed, chosen, out, problem);
    for (int64_t i = 0; i < draft->persons && code == 0; i++)
        draft->person[i].ticket = families.unit_of[i] >= 0 && chosen[families.unit_of[i]] ? 0 : UINT32_MAX;
    synth_like_match_clear(&match);
    synth_like_families_clear(&families);
    return code;
}
