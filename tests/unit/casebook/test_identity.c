/* Pseudonyms, postcodes, UPNs and sealing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/identity.h"

static const struct identity anybody = {
    .pseudonym_key = {1}, .postcode_key = {2}, .file_key = {3}, .sealing_key = {4}, .upn_key = {5}, .worker_key = {6}};
static const struct identity somebody = {
    .pseudonym_key = {9}, .postcode_key = {9}, .file_key = {9}, .sealing_key = {9}, .upn_key = {9}, .worker_key = {9}};

static struct return_text cell(const char *text)
{
    return (struct return_text){.bytes = text, .length = (uint32_t)strlen(text)};
}

static bool same_child(const struct identity *left_key, const char *left_authority, const char *left,
                       const struct identity *right_key, const char *right_authority, const char *right)
{
    uint8_t first[IDENTITY_PSEUDONYM_BYTES], second[IDENTITY_PSEUDONYM_BYTES];
    identity_pseudonym(left_key, left_authority, cell(left), first);
    identity_pseudonym(right_key, right_authority, cell(right), second);
    return memcmp(first, second, sizeof first) == 0;
}

static void a_child_has_one_pseudonym_however_it_is_written(void **state)
{
    (void)state;
    assert_true(same_child(&anybody, "E10000099", "ab12", &anybody, "E10000099", " AB12\t"));
    assert_false(same_child(&anybody, "E10000099", "AB12", &anybody, "E10000099", "AB 12"));
    assert_false(same_child(&anybody, "E10000099", "012", &anybody, "E10000099", "12"));
}

static void authority_and_key_are_part_of_the_pseudonym(void **state)
{
    (void)state;
    assert_false(same_child(&anybody, "E10000099", "12", &anybody, "E08000025", "12"));
    assert_false(same_child(&anybody, "E10000099", "12", &somebody, "E10000099", "12"));
    assert_false(same_child(&anybody, "E1|2", "3", &anybody, "E1", "3")); /* the parts do not run together */
}

static void a_long_child_is_hashed_whole(void **state)
{
    (void)state;
    char left[200], right[200];
    memset(left, 'a', sizeof left - 1);
    left[sizeof left - 1] = '\0';
    memcpy(right, left, sizeof right);
    right[190] = 'b';
    assert_false(same_child(&anybody, "E10000099", left, &anybody, "E10000099", right));
}

static void a_postcode_is_its_district_and_a_hash(void **state)
{
    (void)state;
    static const char *const whole[][2] = {{"B1 1AA", "B1"}, {"B12 9XQ", "B12"},   {"ec1a1bb", "EC1A"}, {"W1A 0AX", "W1A"},
                                           {"m1 1ae", "M1"}, {" CR2 6XH ", "CR2"}, {"DN551PT", "DN55"}};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct identity_postcode found = identity_postcode(&anybody, cell(whole[i][0]));
        assert_string_equal(found.district, whole[i][1]);
        assert_true(found.hash != 0);
    }
    uint64_t hash = identity_postcode(&anybody, cell("B12 9XQ")).hash;
    assert_true(hash == identity_postcode(&anybody, cell("b129xq")).hash);
    assert_true(hash != identity_postcode(&anybody, cell("B12 9XR")).hash);
    assert_true(hash != identity_postcode(&somebody, cell("B12 9XQ")).hash);
}

static void a_district_alone_has_no_hash(void **state)
{
    (void)state;
    struct identity_postcode found = identity_postcode(&anybody, cell("B12"));
    assert_string_equal(found.district, "B12");
    assert_true(found.hash == 0); /* or all children of B12 would be brothers and sisters */
}

static void what_is_no_postcode_is_not_kept(void **state)
{
    (void)state;
    static const char *const other[] = {"",         "unknown",  "12 High St", "1AA",      "B",
                                        "BBB1 1AA", "B123 1AA", "B1 11A",     "B12 9XQQ", "Z9Z9 9ZZ"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        struct identity_postcode found = identity_postcode(&anybody, cell(other[i]));
        assert_string_equal(found.district, "");
        assert_true(found.hash == 0);
    }
}

static void of_a_upn_its_kind_is_kept(void **state)
{
    (void)state;
    static const char *const kinds[][2] = {
        {"", ""},
        {"UN1", "UN1"},
        {"un5", "UN5"},
        {"UN6", "invalid"}, /* of the CIN census only */
        {"A123456789012", "valid"},
        {"a12345678901b", "valid"}, /* a temporary one */
        {"S123456789012", "invalid"}, /* I, O and S are no check letters */
        {"i123456789012", "invalid"},
        {"A12345678901", "invalid"},
        {"1123456789012", "invalid"},
        {"A12345X789012", "invalid"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct identity_upn upn = identity_upn(&anybody, cell(kinds[i][0]));
        assert_string_equal(upn.kind, kinds[i][1]);
        assert_int_equal(upn.hash != 0, strcmp(upn.kind, "valid") == 0);
    }
}

static void two_upns_are_the_same_when_their_hashes_are(void **state)
{
    (void)state;
    uint64_t hash = identity_upn(&anybody, cell("A12345678901B")).hash;
    assert_true(hash == identity_upn(&anybody, cell("a12345678901b")).hash);
    assert_true(hash != identity_upn(&anybody, cell("A12345678901C")).hash);
    assert_true(hash != identity_upn(&somebody, cell("A12345678901B")).hash);
}

static void of_a_social_worker_the_form_of_the_number_is_kept(void **state)
{
    (void)state;
    static const char *const forms[][2] = {{"", ""},          {"  ", ""},      {"SW123", "SW"},
                                           {"sw 123", "SW"},  {"XX000", "XX"}, {"SW", "other"},
                                           {"aa00", "other"}, {"XX", "other"}, {"Jo Bloggs", "other"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct identity_worker worker = identity_worker(&anybody, cell(forms[i][0]));
        assert_string_equal(worker.form, forms[i][1]);
        assert_int_equal(worker.hash != 0, forms[i][1][0] != '\0');
    }
    uint64_t hash = identity_worker(&anybody, cell("SW123")).hash;
    assert_true(hash == identity_worker(&anybody, cell("sw 123")).hash);
    assert_true(hash != identity_worker(&anybody, cell("SW124")).hash);
    assert_true(hash != identity_worker(&somebody, cell("SW123")).hash);
}

static void what_is_sealed_comes_back_only_whole_and_with_the_key(void **state)
{
    (void)state;
    struct text box = {0}, back = {0};
    struct problem problem = {0};
    assert_int_equal(identity_seal(&anybody, "Jo Bloggs", 9, &box, &problem), 0);
    assert_null(memmem(box.bytes, box.length, "Bloggs", 6));
    assert_int_equal(identity_unseal(&anybody, box.bytes, box.length, &back, &problem), 0);
    assert_string_equal(text_string(&back), "Jo Bloggs");
    assert_int_equal(identity_unseal(&somebody, box.bytes, box.length, &back, &problem), PROBLEM_VERIFY);
    for (size_t i = 0; i < box.length; i++) {
        box.bytes[i] ^= 1;
        assert_int_equal(identity_unseal(&anybody, box.bytes, box.length, &back, &problem), PROBLEM_VERIFY);
        box.bytes[i] ^= 1;
    }
    for (size_t length = 0; length < box.length; length++)
        assert_int_equal(identity_unseal(&anybody, box.bytes, length, &back, &problem), PROBLEM_VERIFY);
    text_clear(&box);
    text_clear(&back);
}

static void the_same_bytes_have_the_same_hash_under_one_key(void **state)
{
    (void)state;
    uint8_t first[IDENTITY_HASH_BYTES], second[IDENTITY_HASH_BYTES], other[IDENTITY_HASH_BYTES];
    identity_file_hash(&anybody, "abc", 3, first);
    identity_file_hash(&anybody, "abc", 3, second);
    identity_file_hash(&somebody, "abc", 3, other);
    assert_memory_equal(first, second, sizeof first);
    assert_memory_not_equal(first, other, sizeof first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_has_one_pseudonym_however_it_is_written),
        cmocka_unit_test(authority_and_key_are_part_of_the_pseudonym),
        cmocka_unit_test(a_long_child_is_hashed_whole),
        cmocka_unit_test(a_postcode_is_its_district_and_a_hash),
        cmocka_unit_test(a_district_alone_has_no_hash),
        cmocka_unit_test(what_is_no_postcode_is_not_kept),
        cmocka_unit_test(of_a_upn_its_kind_is_kept),
        cmocka_unit_test(two_upns_are_the_same_when_their_hashes_are),
        cmocka_unit_test(of_a_social_worker_the_form_of_the_number_is_kept),
        cmocka_unit_test(what_is_sealed_comes_back_only_whole_and_with_the_key),
        cmocka_unit_test(the_same_bytes_have_the_same_hash_under_one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
