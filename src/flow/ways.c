#include "flow/ways.h"

#include <stdlib.h>
#include <string.h>

int flow_ways_make(struct flow_ways *ways, int32_t replicates, int64_t room, struct problem *problem)
{
    ways->replicates = replicates;
    ways->first = calloc((size_t)replicates, sizeof(struct flow_ways_piece *));
    ways->left = calloc((size_t)replicates, sizeof *ways->left);
    if (!ways->first || !ways->left) {
        flow_ways_clear(ways);
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the paths");
    }
    for (int32_t r = 0; r < replicates; r++)
        ways->left[r] = room / replicates;
    return 0;
}

void flow_ways_free(struct flow_ways_piece *first)
{
    for (struct flow_ways_piece *next; first; first = next) {
        next = first->next;
        free(first);
    }
}

void flow_ways_clear(struct flow_ways *ways)
{
    for (int32_t r = 0; r < ways->replicates && ways->first; r++)
        flow_ways_free(ways->first[r]);
    free(ways->first);
    free(ways->left);
    *ways = (struct flow_ways){0};
}

struct flow_ways_piece flow_ways_view(const struct flow_foresight *foresight, int32_t units, bool enter)
{
    return (struct flow_ways_piece){.units = units,
                                    .each = FORESIGHT_TURNS,
                                    .turns = foresight->turns,
                                    .turn = foresight->turn,
                                    .entrant = enter ? foresight->entrant : NULL,
                                    .age = enter ? foresight->age : NULL};
}

/* All turns of a piece that are written down. */
static int64_t turns_of(const struct flow_ways_piece *piece)
{
    int64_t turns = 0;
    for (int32_t i = 0; i < piece->units; i++)
        turns += piece->turns[i] > FORESIGHT_TURNS ? 0 : piece->turns[i];
    return turns;
}

/* Lays a piece and its columns out in one block: the widest numbers first. */
static void copy(const struct flow_ways_piece *piece, int64_t turns, struct flow_ways_piece *out)
{
    struct flow_foreseen *turn = (void *)(out + 1);
    struct flow_entrant *entrant = (void *)(turn + turns);
    uint8_t *count = piece->entrant ? (uint8_t *)(entrant + piece->units) : (uint8_t *)entrant;
    *out = (struct flow_ways_piece){.units = piece->units, .turns = count, .turn = turn};
    memcpy(count, piece->turns, (size_t)piece->units);
    if (piece->entrant) {
        out->entrant = memcpy(entrant, piece->entrant, (size_t)piece->units * sizeof *entrant);
        out->age = memcpy(count + piece->units, piece->age, (size_t)piece->units);
    }
    const struct flow_foreseen *from = piece->turn;
    for (int32_t i = 0; i < piece->units; i++) {
        const int32_t many = flow_ways_step(out, piece->turns[i]);
        memcpy(turn, from, (size_t)many * sizeof *turn);
        turn += many;
        from += piece->each;
    }
}

void flow_ways_keep(const struct flow_ways_piece *piece, int64_t *left, struct flow_ways_piece **end)
{
    const int64_t turns = turns_of(piece);
    const size_t each = sizeof *piece->turns + (piece->entrant ? sizeof *piece->entrant + sizeof *piece->age : 0);
    const size_t size = sizeof *piece + (size_t)turns * sizeof *piece->turn + (size_t)piece->units * each;
    if (*left < (int64_t)size || !(*end = malloc(size)))
        return;
    *left -= (int64_t)size;
    copy(piece, turns, *end);
}
