/*
 * arena: memory that is dropped whole.
 *
 * A run (one forecast, one reading of a return) takes many small pieces and needs none of them afterwards. It takes them
 * from an arena and clears the arena once: nothing to free piece by piece, nothing to forget.
 *
 *     struct arena arena = {0};
 *     float *rates = arena_take(&arena, cells * sizeof *rates);   // zeroed, aligned to 64 bytes; NULL when memory is out
 *     arena_clear(&arena);
 *
 * A zeroed struct is an empty arena. May touch: the C library only.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first; owned */
    size_t total;               /* bytes handed out so far, for budgets and tests */
};

/* `size` zeroed bytes aligned to 64; NULL when memory is out. Lives until arena_clear. */
void *arena_take(struct arena *arena, size_t size);

/* A NUL-ended copy of the first `length` bytes of `string`; NULL when memory is out. */
char *arena_text(struct arena *arena, const char *string, size_t length);

/* Frees everything; safe on zeroes and twice. */
void arena_clear(struct arena *arena);

#endif
