#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_ALIGN = 64, ARENA_BLOCK_LEAST = 4 * 1024, ARENA_BLOCK_MOST = 256 * 1024 };

struct arena_block {
    struct arena_block *older; /* the block before this one */
    size_t size, used;         /* bytes of room behind the head, and how many are taken */
};

static size_t arena_round(size_t size)
{
    return (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

void *arena_take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t room = arena_round(size ? size : 1);
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < room) {
        /* As much again as was handed out so far: thousands of small arenas stay small. */
        size_t usual = arena->total < ARENA_BLOCK_LEAST ? ARENA_BLOCK_LEAST : arena->total;
        usual = usual > ARENA_BLOCK_MOST ? ARENA_BLOCK_MOST : usual;
        size_t fresh = room > usual ? room : usual;
        block = aligned_alloc(ARENA_ALIGN, arena_round(sizeof *block) + fresh);
        if (!block)
            return NULL;
        *block = (struct arena_block){.older = arena->blocks, .size = fresh};
        arena->blocks = block;
    }
    char *piece = (char *)block + arena_round(sizeof *block) + block->used;
    block->used += room;
    arena->total += room;
    return memset(piece, 0, room);
}

char *arena_text(struct arena *arena, const char *string, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (copy)
        memcpy(copy, string, length);
    return copy;
}

void arena_clear(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *older = arena->blocks->older;
        free(arena->blocks);
        arena->blocks = older;
    }
    arena->total = 0;
}
