#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void pieces_are_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 5000; size += 37) {
        unsigned char *piece = arena_take(&arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 64, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xA5, size);
    }
    arena_clear(&arena);
}

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *piece[200];
    enum { SIZE = 3000 }; /* 200 of them do not fit into one block */
    for (int i = 0; i < 200; i++) {
        piece[i] = arena_take(&arena, SIZE);
        assert_non_null(piece[i]);
        memset(piece[i], i, SIZE);
    }
    for (int i = 0; i < 200; i++) {
        assert_int_equal(piece[i][0], i);
        assert_int_equal(piece[i][SIZE - 1], i);
    }
    arena_clear(&arena);
}

static void a_piece_may_be_larger_than_a_block(void **state)
{
    (void)state;
    struct arena arena = {0};
    const size_t size = 3 * 1024 * 1024;
    char *small = arena_take(&arena, 10);
    char *large = arena_take(&arena, size);
    assert_non_null(small);
    assert_non_null(large);
    large[size - 1] = 'x';
    assert_int_equal(large[size - 1], 'x');
    arena_clear(&arena);
}

static void nothing_asked_for_is_still_a_piece(void **state)
{
    (void)state;
    struct arena arena = {0};
    void *first = arena_take(&arena, 0);
    assert_non_null(first);
    assert_ptr_not_equal(first, arena_take(&arena, 0));
    arena_clear(&arena);
}

static void the_impossible_is_refused_and_the_rest_stands(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *word = arena_text(&arena, "kept", 4);
    assert_null(arena_take(&arena, SIZE_MAX));
    assert_null(arena_take(&arena, SIZE_MAX / 2 + 1));
    assert_string_equal(word, "kept");
    arena_clear(&arena);
}

static void text_is_copied_and_ended(void **state)
{
    (void)state;
    struct arena arena = {0};
    char source[] = "Anyshire";
    const char *copy = arena_text(&arena, source, 3);
    source[0] = '?';
    assert_string_equal(copy, "Any");
    assert_string_equal(arena_text(&arena, source, 0), "");
    arena_clear(&arena);
}

static void the_total_counts_what_was_handed_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_take(&arena, 1);
    arena_take(&arena, 65);
    assert_int_equal(arena.total, 64 + 128); /* each piece takes whole steps of 64 bytes */
    arena_clear(&arena);
    assert_int_equal(arena.total, 0);
}

static void a_cleared_arena_is_usable_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_clear(&arena);
    assert_non_null(arena_take(&arena, 100));
    arena_clear(&arena);
    arena_clear(&arena);
    assert_null(arena.blocks);
    assert_string_equal(arena_text(&arena, "again", 5), "again");
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_and_aligned),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(a_piece_may_be_larger_than_a_block),
        cmocka_unit_test(nothing_asked_for_is_still_a_piece),
        cmocka_unit_test(the_impossible_is_refused_and_the_rest_stands),
        cmocka_unit_test(text_is_copied_and_ended),
        cmocka_unit_test(the_total_counts_what_was_handed_out),
        cmocka_unit_test(a_cleared_arena_is_usable_again),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
