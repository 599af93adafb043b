/*
 * luck: the chance streams of a synthetic council, each thing its own.
 *
 * What a person is (their way through care comes from `flow`) hangs on the person's number and on what is being drawn, so
 * that a new particular (another code, another column) moves none of the others. The council has an authority number that no
 * real one has: a forecast with the same seed does not meet the very entrants that the council's own future holds.
 *
 *     struct chance_stream luck = synth_luck_of(seed, number, SYNTH_LUCK_HOME);
 *     int32_t sector = synth_luck_below(&luck, 10);
 *
 * Inside synth/. Includes: chance.
 */
#ifndef SYNTH_LUCK_H
#define SYNTH_LUCK_H

#include <stdbool.h>
#include <stdint.h>

#include "chance/stream.h"

enum { SYNTH_AUTHORITY = 0x73796e74 /* "synt" */ };

/* What is drawn. A number is part of every council made so far: append, never change. */
enum synth_luck {
    SYNTH_LUCK_FAMILY = 1,      /* how many brothers and sisters come, whether the council has the family at all */
    SYNTH_LUCK_RETURN = 2,      /* whether an entrant has been in care before */
    SYNTH_LUCK_HOME = 3,        /* the postcode of a family */
    SYNTH_LUCK_CHILD = 4,       /* sex, UPN */
    SYNTH_LUCK_LEGAL = 5,       /* legal statuses of a period */
    SYNTH_LUCK_PLACES = 6,      /* kinds of placement, providers, postcodes of a period, spell after spell */
    SYNTH_LUCK_NAMES = 7,       /* CHILD */
    SYNTH_LUCK_KIN = 8,         /* what brothers and sisters share besides: ethnic group, need */
    SYNTH_LUCK_STAYS = 9,       /* temporary placements of a period, spell after spell */
    SYNTH_LUCK_TELLING = 10,    /* reasons and ways out of a period, episode after episode */
    SYNTH_LUCK_PRICES = 11,     /* the price of a kind of placement, by its state */
    SYNTH_LUCK_ARRIVALS = 12,   /* how many families arrive in a month, and their sizes */
    SYNTH_LUCK_KIN_LEGAL = 13,  /* legal statuses of brothers and sisters who arrived together */
    SYNTH_LUCK_MOTHER = 14,     /* whether a girl becomes a mother, and when */
    SYNTH_LUCK_REVIEWS = 15,    /* days of the reviews of a period, and how the child takes part */
    SYNTH_LUCK_MISSING = 16,    /* when a child goes missing in a period */
    SYNTH_LUCK_WORKERS = 17,    /* social workers of a child, one after another */
    SYNTH_LUCK_LIBERTY = 18,    /* deprivation of liberty orders of a period, episode after episode */
    SYNTH_LUCK_DECISION = 19,   /* decisions about adoption in a period, and the adopters */
    SYNTH_LUCK_PERMANENCE = 20, /* what a child had before it came into care */
    SYNTH_LUCK_OC2 = 21,        /* health and conviction in a year (synth_luck_in_year) */
    SYNTH_LUCK_OC3 = 22,        /* what a care leaver does in a year (synth_luck_in_year) */
    SYNTH_LUCK_PACKAGE = 23,    /* prices and terms of a period's placements, one after another */
    SYNTH_LUCK_POST = 24,       /* who is in a post */
    SYNTH_LUCK_PAYMENT = 25,    /* what is paid in a month beside packages and posts */
    SYNTH_LUCK_MISBOOKED = 26   /* where a mistake is planted in the books, one after another */
};

static inline struct chance_stream synth_luck_of(uint64_t seed, uint32_t number, enum synth_luck what)
{
    struct chance_stream luck;
    chance_stream_start(&luck, chance_key_of(seed, SYNTH_AUTHORITY), number, (uint32_t)what, CHANCE_SYNTHETIC);
    return luck;
}

/* What is drawn anew every year. */
static inline struct chance_stream synth_luck_in_year(uint64_t seed, uint32_t number, enum synth_luck what, int32_t year)
{
    struct chance_stream luck;
    chance_stream_start(&luck, chance_key_of(seed, SYNTH_AUTHORITY), number, (uint32_t)what | (uint32_t)year << 8,
                        CHANCE_SYNTHETIC);
    return luck;
}

/* One of from … to. */
static inline int32_t synth_luck_between(struct chance_stream *luck, int32_t from, int32_t to)
{
    return from + (int32_t)((uint64_t)chance_word(luck) * (uint64_t)(to - from + 1) >> 32);
}

/* One of 0 … count - 1. */
static inline int32_t synth_luck_below(struct chance_stream *luck, int32_t count)
{
    return (int32_t)((uint64_t)chance_word(luck) * (uint64_t)count >> 32);
}

/* True `per_mille` times in 1,000. */
static inline bool synth_luck_comes(struct chance_stream *luck, int32_t per_mille)
{
    return synth_luck_below(luck, 1000) < per_mille;
}

/* One of 0 … count - 1 with these weights, of which one at least is above 0. */
static inline int32_t synth_luck_weighted(struct chance_stream *luck, const int32_t *weight, int32_t count)
{
    int32_t total = 0, chosen = 0;
    for (int32_t i = 0; i < count; i++)
        total += weight[i];
    int32_t left = synth_luck_below(luck, total);
    while (chosen < count - 1 && left >= weight[chosen])
        left -= weight[chosen++];
    return chosen;
}

#endif
