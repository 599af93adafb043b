#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "chance/stream.h"

static void assert_block(struct chance_block block, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    assert_int_equal(block.word[0], a);
    assert_int_equal(block.word[1], b);
    assert_int_equal(block.word[2], c);
    assert_int_equal(block.word[3], d);
}

/* Known answers of philox4x32-10: kat_vectors of Random123. */
static void philox_gives_the_known_answers(void **state)
{
    (void)state;
    const struct chance_key none = {{0, 0}}, all = {{UINT32_MAX, UINT32_MAX}}, pi = {{0xa4093822, 0x299f31d0}};
    assert_block(chance_block_at(none, 0, 0, 0, (enum chance_domain)0), 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assert_block(chance_block_at(all, UINT32_MAX, UINT32_MAX, UINT32_MAX, (enum chance_domain)UINT32_MAX), 0x408f276d,
                 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assert_block(chance_block_at(pi, 0x243f6a88, 0x85a308d3, 0x13198a2e, (enum chance_domain)0x03707344), 0xd16cfe09,
                 0x94fdcceb, 0x5001e420, 0x24126ea1);
}

static void every_part_of_an_address_matters(void **state)
{
    (void)state;
    const struct chance_key key = chance_key_of(7, 1);
    const struct chance_block here = chance_block_at(key, 1, 2, 3, CHANCE_PATH);
    const struct chance_block others[] = {
        chance_block_at(key, 2, 2, 3, CHANCE_PATH),
        chance_block_at(key, 1, 3, 3, CHANCE_PATH),
        chance_block_at(key, 1, 2, 4, CHANCE_PATH),
        chance_block_at(key, 1, 2, 3, CHANCE_RATES),
        chance_block_at(chance_key_of(8, 1), 1, 2, 3, CHANCE_PATH),
        chance_block_at(chance_key_of(7, 2), 1, 2, 3, CHANCE_PATH),
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_not_equal(memcmp(&here, &others[i], sizeof here), 0);
}

static void a_stream_walks_the_blocks_of_its_address(void **state)
{
    (void)state;
    const struct chance_key key = chance_key_of(7, 1);
    struct chance_stream stream;
    chance_stream_start(&stream, key, 5, 6, CHANCE_ENTRY_COUNT);
    for (uint32_t block = 0; block < 3; block++) {
        const struct chance_block expected = chance_block_at(key, block, 5, 6, CHANCE_ENTRY_COUNT);
        for (int word = 0; word < 4; word++)
            assert_int_equal(chance_word(&stream), expected.word[word]);
    }
}

static void domains_have_numbers_of_their_own(void **state)
{
    (void)state;
    static const int numbers[] = {
#define DOMAIN_NUMBER(name, number, meaning) number,
        CHANCE_DOMAINS(DOMAIN_NUMBER)
#undef DOMAIN_NUMBER
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(numbers[i], numbers[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_known_answers),
        cmocka_unit_test(every_part_of_an_address_matters),
        cmocka_unit_test(a_stream_walks_the_blocks_of_its_address),
        cmocka_unit_test(domains_have_numbers_of_their_own),
    };
    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
