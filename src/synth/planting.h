/*
 * planting: what the kinds of mistakes in synth/mistakes.c have in hand. Within this room, and within the planting alone.
 *
 * A kind is asked about one row after another, from a random one on, until a row suits it: then it changes that row (or
 * others of the child) and says so. A child with a mistake is spared all others, so that each can be found by itself.
 *
 * Includes: base, calendar, chance, returns.
 */
#ifndef SYNTH_PLANTING_H
#define SYNTH_PLANTING_H

#include "calendar/calendar.h"
#include "chance/stream.h"
#include "synth/mistakes.h"
#include "synth/particulars.h"
#include "synth/sheet.h"
#include "synth/year_files.h"

enum { PLANTING_NOBODY = -1 /* child_row of what is no child's */ };

struct planting {
    struct synth_year *year;                    /* [years], borrowed */
    int32_t years;                              /* how many */
    struct synth_sheet (*sheet)[RETURN_TABLES]; /* [years] */
    uint8_t *spared;                            /* [SYNTH_NAMES]: nobody, or a child with a mistake */
    uint8_t *known;                             /* [SYNTH_NAMES]: a child of the council */
    struct chance_stream luck;                  /* of this mistake */
    struct synth_planted at; /* what is being planted: filled by the kind, where it differs from the row */
    struct problem *problem; /* of what went wrong */
};

/* Which years a kind is asked about. */
enum planting_when {
    PLANT_ANY,          /* all */
    PLANT_NEWEST,       /* the last */
    PLANT_BEFORE_NEWEST /* the one before the last; not where there is one year only */
};

/* 1 when planted, 0 when the row does not suit, or a negative code. `y` is the number of the year, `line` of the row. */
typedef int planting_try(struct planting *self, int32_t y, int64_t line);

struct planting_kind {
    const char *word;        /* "overlap" */
    enum return_table table; /* whose rows it is asked about */
    enum planting_when when; /* and of which years */
    const char *field;       /* what is wrong, or "" */
    const char *found_by;    /* how it must be found: see synth/mistakes.h */
    planting_try *plant;     /* does it */
};

/* In rows of episodes (planting_episodes.c). */
planting_try plant_unreadable_date, plant_impossible_date, plant_dec_before_decom, plant_overlap, plant_gap, plant_two_open,
    plant_unknown_place, plant_place_of_another_year, plant_rec_without_dec, plant_wrong_rne, plant_same_row_twice,
    plant_no_provider, plant_short_row, plant_open_quote, plant_no_child, plant_need_changed, plant_unknown_rec,
    plant_nothing_follows, plant_over_eighteen;

/* In who a child is, in which years know it, and in other tables (planting_children.c). */
planting_try plant_no_header, plant_two_headers, plant_sex_changed, plant_born_changed, plant_ethnic_changed, plant_bad_upn,
    plant_born_after_start, plant_absent_next_year, plant_end_taken_back, plant_uasc_without_header, plant_stray_column,
    plant_unreadable_review;

/* A row of episodes with what stands beside it. */
struct planting_episode {
    day decom, dec;               /* dec is DAY_NONE when blank */
    short_code rne, place, rec;   /* RNE, PLACE, REC */
    bool first, last;             /* of the child's in this return */
    day before_decom, before_dec; /* of the row before, when it is not the first; before_dec DAY_NONE when blank */
    bool told_once;               /* it begins and ends in this return's year, so that no other tells it */
};

void planting_episode_read(const struct planting *self, int32_t y, int64_t line, struct planting_episode *out);

/* The number in CHILD of a row, -1 when there is none. */
int32_t planting_child(const struct planting *self, int32_t y, enum return_table table, int64_t line);

/* The first row of a child in a table, from line `from` on; 0 when there is none. */
int64_t planting_find(const struct planting *self, int32_t y, enum return_table table, int32_t child, int64_t from);

/* The date in a cell; DAY_NONE when blank. */
day planting_date(const struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column);

/* Puts a value into a cell and, where it is no identity, into what is told of the mistake. 1 or a negative code. */
int planting_set(struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column, const char *value);
int planting_set_date(struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column, day on);

/* Blanks the end of an episode: DEC, REC and the reason for the change. 1 or a negative code. */
int planting_open(struct planting *self, int32_t y, int64_t line);

#endif
