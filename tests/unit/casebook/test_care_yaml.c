/* systems/care.yaml: the built-in one, and every way in which a copy of it can be wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "casebook/casebook.h"
#include "returns/codes.h"

/* Two states, two exits; every part of the format once. Lines are counted from 1. */
static const char *const small[] = {
    /*  1 */ "name: small",
    /*  2 */ "groups: [fostering, residential]",
    /*  3 */ "states:",
    /*  4 */ "  - {id: foster, title: \"Foster care\", group: fostering}",
    /*  5 */ "  - {id: children_home, title: \"Children's home\", group: residential}",
    /*  6 */ "exits:",
    /*  7 */ "  - {id: home, title: \"Returned home\"}",
    /*  8 */ "  - {id: aged_out, title: \"Turned 18\"}",
    /*  9 */ "final: {age: 18, exit: aged_out}",
    /* 10 */ "clocks:",
    /* 11 */ "  age: {from_years: [0, 10], names: [young, old]}",
    /* 12 */ "  time_in_care: {from_days: [0, 28, 91], names: [a, b, c]}",
    /* 13 */ "  time_in_placement: {from_days: [0, 28], names: [a, b]}",
    /* 14 */ "codes:",
    /* 15 */ "  place:",
    /* 16 */ "    - {place: U4, provider: PR1, state: foster}",
    /* 17 */ "    - {place: T0, temporary: true, state: children_home}",
    /* 18 */ "  rec: {E4A: home, E17: aged_out}",
    /* 19 */ "  otherwise: {state: children_home, exit: home}",
    /* 20 */ "entries:",
    /* 21 */ "  per_year: 220.5",
    /* 22 */ "  dispersion: 2",
    /* 23 */ "  dispersion_worth_quarters: 8",
    /* 24 */ "  strata_worth: 50",
    /* 25 */ "  first_state_worth: 20",
    /* 26 */ "  first_states:",
    /* 27 */ "    infant: {foster: .75, children_home: 0.25}",
    /* 28 */ "    uasc: {children_home: 1}",
    /* 29 */ "  strata:",
    /* 30 */ "    - {name: under_16, from_days: 0, to_days: 5844, share: .9, first: infant}",
    /* 31 */ "    - {name: uasc, from_days: 5844, to_days: 6209, share: .1, first: uasc, marked: true}",
    /* 32 */ "prior:",
    /* 33 */ "  source: \"made up\"",
    /* 34 */ "  rate_worth: 20",
    /* 35 */ "  factor_worth: 10",
    /* 36 */ "  rates_per_year:",
    /* 37 */ "    foster: {children_home: .125, home: 0.5}",
    /* 38 */ "  by_age: {home: [1.5, .5]}",
    /* 39 */ "  by_time_in_care: {children_home: [1, 2, 3]}",
    /* 40 */ "  by_time_in_placement: {fostering: [4, 5]}",
    /* 41 */ "drift: {exits: [home], group: residential}",
    /* 42 */ "capacity: {last: children_home, spill: {foster: [children_home]}}",
};

enum { LINES = sizeof small / sizeof *small };

/* The small system with one line (from 1) in other words; NULL leaves the line out. */
static int read_with(int line, const char *words, struct care_system *out, struct problem *problem)
{
    struct text yaml = {0};
    for (int i = 0; i < LINES; i++) {
        const char *text = i + 1 == line ? words : small[i];
        if (text)
            text_format(&yaml, "%s\n", text);
    }
    int code = casebook_read_system(text_string(&yaml), yaml.length, out, problem);
    text_clear(&yaml);
    return code;
}

static void every_part_lands_in_its_place(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    struct problem problem = {0};
    if (read_with(0, NULL, system, &problem) < 0)
        fail_msg("%s", problem.text);
    const struct flow_system *flow = &system->flow;
    assert_string_equal(flow->name, "small");
    assert_int_equal(flow->states, 2);
    assert_int_equal(flow->exits, 2);
    assert_int_equal(flow->groups, 2);
    assert_string_equal(flow->state[1], "children_home");
    assert_string_equal(system->state_title[1], "Children's home");
    assert_int_equal(flow->group_of[1], 1);
    assert_string_equal(system->exit_title[1], "Turned 18");
    assert_int_equal(flow->final_age, 18);
    assert_int_equal(flow->final_exit, 1);
    assert_int_equal(flow->age.count, 2);
    assert_int_equal(flow->age.from[1], 10);
    assert_string_equal(flow->age.name[1], "old");
    assert_int_equal(flow->time_in_system.count, 3);
    assert_int_equal(flow->time_in_state.from[1], 28);
    assert_int_equal(system->place_rules, 2);
    assert_true(system->place_rule[0].place == code_of("U4") && system->place_rule[0].provider == code_of("PR1"));
    assert_int_equal(system->place_rule[0].state, 0);
    assert_false(system->place_rule[0].temporary);
    assert_true(system->place_rule[1].provider == 0 && system->place_rule[1].temporary);
    assert_int_equal(system->exit_rules, 2);
    assert_true(system->exit_rule[1].rec == code_of("E17") && system->exit_rule[1].exit == 1);
    assert_int_equal(system->state_otherwise, 1);
    assert_int_equal(system->exit_otherwise, 0);
    assert_true(flow->prior_entries_per_year == 220.5 && flow->prior_dispersion == 2 && flow->strength_dispersion == 8);
    assert_true(flow->strength_strata == 50 && flow->strength_first_state == 20);
    assert_int_equal(flow->strata, 2);
    assert_string_equal(flow->stratum[1].name, "uasc");
    assert_true(flow->stratum[1].marked && !flow->stratum[0].marked);
    assert_int_equal(flow->stratum[1].from_days, 5844);
    assert_int_equal(flow->stratum[1].to_days, 6209);
    assert_true(flow->stratum[0].prior_share == 0.9 && flow->stratum[0].prior_first_state[0] == 0.75);
    assert_true(flow->stratum[1].prior_first_state[0] == 0 && flow->stratum[1].prior_first_state[1] == 1);
    assert_string_equal(system->prior_source, "made up");
    assert_true(flow->strength_rate == 20 && flow->strength_factor == 10);
    assert_true(flow->prior_rate[0][1] == 0.125 && flow->prior_rate[0][2] == 0.5 && flow->prior_rate[1][2] == 0);
    assert_true(flow->prior_by_age[2][0] == 1.5 && flow->prior_by_age[2][1] == 0.5);
    assert_true(flow->prior_by_age[3][0] == 1);
    assert_true(flow->prior_by_time_in_system[1][2] == 3 && flow->prior_by_time_in_system[2][2] == 1);
    assert_int_equal(system->spill.last, 1);
    assert_int_equal(system->spill.count[0], 1);
    assert_int_equal(system->spill.next[0][0], 1);
    assert_int_equal(system->spill.count[1], 0);
    assert_true(flow->prior_by_time_in_state[0][1] == 5 && flow->prior_by_time_in_state[1][1] == 1);
    free(system);
}

static void what_is_wrong_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        int line;
        const char *words;
        const char *about;
    } wrong[] = {
        {1, "nmae: small", "no setting called nmae"},
        {1, "name: [a]", "name needs a value"},
        {2, "groups: fostering", "a list is expected"},
        {2, "groups: [fostering, fostering]", "group fostering is there twice"},
        {4, "  - {id: foster, title: x, group: family}", "no group called family"},
        {4, "  - {id: foster, group: fostering}", "title is missing"},
        {4, "  - {id: an_id_that_is_longer_than_31_bytes, title: x, group: fostering}", "longer than 31 bytes"},
        {5, "  - {id: foster, title: x, group: fostering}", "state foster is there twice"},
        {9, "final: {age: eighteen, exit: aged_out}", "whole number"},
        {9, "final: {age: 18, exit: died}", "no exit called died"},
        {11, "  age: {from_years: [0, 10], names: [young]}", "1 names for 2 bands"},
        {11, "  age: {from_years: [1, 10], names: [young, old]}", "from 0 to 0"},
        {11, "  age: {from_years: [0, 0], names: [young, old]}", "from 1 to"},
        {12, "  time_in_care: {from_days: [0,1,2,3,4,5,6,7,8], names: [a]}", "more than 8 bands"},
        {16, "    - {place: U4, provider: PR1, state: fosterr}", "no state called fosterr"},
        {16, "    - {place: LONGERTHAN8, state: foster}", "longer than 8 bytes"},
        {16, "    - {place: U4, follows: T0, state: children_home}", "a list is expected"},
        {16, "    - {place: U4, follows: [T0, T1, T2, T3, T4], state: children_home}", "at most 4"},
        {17, "    - {place: U4, provider: PR1, state: children_home}", "there twice"},
        {17, "    - {place: T0, temporary: perhaps, state: children_home}", "true or false"},
        {18, "  rec: {E4A: nowhere}", "no exit called nowhere"},
        {21, "  per_year: 220,5", "number like 0.25"},
        {22, "  dispersion: 0.5", "between 1 and"},
        {27, "    infant: {foster: .75, children_home: 0.2}", "add up to 0.950000"},
        {27, "    infant: {foster: .75, hotel: 0.25}", "no state called hotel"},
        {30, "    - {name: under_16, from_days: 0, to_days: 5844, share: .8, first: infant}", "add up to 0.900000"},
        {30, "    - {name: under_16, from_days: 0, to_days: 5844, share: .9, first: toddler}",
         "first_states has no toddler"},
        {30, "    - {name: under_16, from_days: 10, to_days: 10, share: .9, first: infant}", "from 11 to"},
        {37, "    foster: {hotel: .125}", "no state or exit called hotel"},
        {37, "    hotel: {foster: .125}", "no state called hotel"},
        {37, "    foster: {children_home: -1}", "between 0 and"},
        {38, "  by_age: {home: [1.5]}", "1 factors for 2 bands"},
        {38, "  by_age: {home: [1, 2, 3]}", "3 factors for 2 bands"},
        {40, "  by_time_in_placement: {family: [4, 5]}", "no group called family"},
        {41, "drift: {exits: [died], group: residential}", "no exit called died"},
        {41, "drift: {exits: [home], group: homes}", "no group called homes"},
        {41, "drift: {exits: [home]}", "group is missing"},
        {42, "capacity: {last: hotel, spill: {}}", "no state called hotel"},
        {42, "capacity: {last: children_home, spill: {hotel: [foster]}}", "no state called hotel"},
        {42, "capacity: {last: children_home, spill: {foster: [hotel]}}", "no state called hotel"},
        {42, "capacity: {last: children_home, spill: {foster: children_home}}", "a list is expected"},
        {42, "capacity: {last: children_home, order: {}}", "no setting called order"},
        {42, "capacity: {last: children_home}", "spill is missing"},
    };
    struct care_system *system = malloc(sizeof *system);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct problem problem = {0};
        assert_int_equal(read_with(wrong[i].line, wrong[i].words, system, &problem), PROBLEM_INPUT);
        if (!strstr(problem.text, wrong[i].about) || problem.row != wrong[i].line)
            fail_msg("%s: line %d was meant, %s", problem.text, wrong[i].line, wrong[i].about);
        assert_string_equal(problem.file, "care.yaml");
    }
    free(system);
}

static void every_line_that_is_left_out_is_missed_or_may_be(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    for (int line = 1; line <= LINES; line++) {
        bool may_be =
            line == 16 || line == 17 || line == 42 || (line >= 38 && line <= 40); /* one rule of two; factors of 1; spill */
        assert_int_equal(read_with(line, NULL, system, NULL), may_be ? 0 : PROBLEM_INPUT);
    }
    free(system);
}

/* A copy of an older care.yaml, without the line, spills as the built-in one says; one that leads to itself is refused. */
static void a_spill_order_is_read_or_is_the_built_in_one(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct care_system *system = malloc(sizeof *system), *older = malloc(sizeof *older);
    assert_int_equal(read_with(42, "capacity: {last: children_home, spill: {foster: [foster]}}", system, &problem),
                     PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "comes to foster itself"));
    assert_int_equal(read_with(42, NULL, system, NULL), 0);
    assert_int_equal(system->spill.last, 1); /* where unknown codes go: there is no unregistered */
    struct file_bytes bytes = {0};
    assert_int_equal(file_read("systems/care.yaml", 1 << 20, &bytes, NULL), 0);
    assert_int_equal(casebook_read_system(bytes.bytes, bytes.length, system, NULL), 0);
    char *from = strstr(bytes.bytes, "\ncapacity:"), *to = strstr(bytes.bytes, "\ncodes:");
    assert_true(from && to && from < to);
    memmove(from, to, strlen(to) + 1);
    assert_int_equal(casebook_read_system(bytes.bytes, strlen(bytes.bytes), older, NULL), 0);
    assert_memory_equal(&system->spill, &older->spill, sizeof system->spill);
    assert_string_equal(system->flow.state[system->spill.last], "unregistered");
    file_bytes_clear(&bytes);
    free(system);
    free(older);
}

static void the_built_in_system_can_be_read(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    struct problem problem = {0};
    if (casebook_default_system(system, &problem) < 0)
        fail_msg("%s", problem.text);
    static const char *const states[] = {"parents",   "connected_carer",   "foster_inhouse", "foster_agency",
                                         "adoption",  "home_inhouse",      "home_external",  "secure",
                                         "supported", "other_residential", "unregistered"};
    static const char *const exits[] = {"home",    "sgo",      "adopted", "cao",      "independence",
                                        "custody", "transfer", "died",    "aged_out", "other_exit"};
    for (int32_t i = 0; i < 11; i++)
        assert_int_equal(flow_state_named(&system->flow, states[i]), i);
    for (int32_t i = 0; i < 10; i++)
        assert_int_equal(flow_exit_named(&system->flow, exits[i]), i);
    assert_int_equal(system->flow.states, 11);
    assert_int_equal(system->flow.exits, 10);
    free(system);
}

static void a_code_names_those_that_it_follows(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    struct problem problem = {0};
    const char *line = "    - {place: U4, state: children_home, follows: [T0]}";
    if (read_with(16, line, system, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(system->place_rule[0].follows[0] == code_of("T0") && system->place_rule[0].follows[1] == 0);
    assert_true(system->place_rule[1].follows[0] == 0);
    assert_int_equal(read_with(16, "    - {place: U4, state: foster, follows: [T0]}", system, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "PLACE U4 follows T0, which is another kind of home");
    free(system);
}

static const struct return_code_entry *entry_of(const char *list, short_code value)
{
    const struct return_code_list *codes = return_code_list(list);
    for (int32_t i = 0; i < codes->count; i++)
        if (code_of(codes->entry[i].code) == value)
            return &codes->entry[i];
    return NULL;
}

/* No code of the return, of whatever year, is unknown to the built-in system; nor has it one that no year has. */
static void the_built_in_system_knows_the_codes_of_every_year(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    bool known;
    assert_int_equal(casebook_default_system(system, NULL), 0);
    const struct return_code_list *places = return_code_list("placement_type"), *recs = return_code_list("rec");
    for (int32_t i = 0; i < places->count; i++)
        if (!care_place_known(system, code_of(places->entry[i].code)))
            fail_msg("PLACE %s has no rule", places->entry[i].code);
    for (int32_t i = 0; i < recs->count; i++) {
        care_exit_of(system, code_of(recs->entry[i].code), &known);
        if (!known)
            fail_msg("REC %s has no rule", recs->entry[i].code);
    }
    for (int32_t i = 0; i < system->place_rules; i++)
        assert_non_null(entry_of("placement_type", system->place_rule[i].place));
    for (int32_t i = 0; i < system->exit_rules; i++)
        assert_non_null(entry_of("rec", system->exit_rule[i].rec));
    free(system);
}

/* What a code of one year means, those of the years before and after it mean too. */
static void codes_of_all_years_lead_to_the_same_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *code, *meaning;
    } places[] = {{"P2", "supported"},          {"H5", "supported"},          {"K3", "supported"},
                  {"Z1", "other_residential"},  {"Z11", "other_residential"}, {"Z12", "other_residential"},
                  {"Z13", "other_residential"}, {"Z14", "other_residential"}},
      recs[] = {{"E43", "sgo"}, {"E44", "sgo"}, {"E45", "sgo"}, {"E46", "sgo"}, {"E47", "sgo"}, {"E48", "sgo"}};
    struct care_system *system = malloc(sizeof *system);
    bool temporary, known;
    assert_int_equal(casebook_default_system(system, NULL), 0);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int32_t found = care_state_of(system, code_of(places[i].code), 0, &temporary, &known);
        assert_string_equal(system->flow.state[found], places[i].meaning);
        assert_true(known && !temporary);
    }
    for (size_t i = 0; i < sizeof recs / sizeof *recs; i++)
        assert_string_equal(system->flow.exit[care_exit_of(system, code_of(recs[i].code), &known)], recs[i].meaning);
    free(system);
}

/* K3 took over from H5 and P2 in 2024-25, Z11 to Z14 from Z1 in 2025-26: the year after the last of what they follow. */
static void what_follows_begins_the_year_after_what_it_follows(void **state)
{
    (void)state;
    struct care_system *system = malloc(sizeof *system);
    int32_t following = 0;
    assert_int_equal(casebook_default_system(system, NULL), 0);
    for (int32_t i = 0; i < system->place_rules; i++)
        for (int k = 0; k < CARE_FOLLOWS_MAX && system->place_rule[i].follows[k]; k++, following++)
            assert_int_equal(entry_of("placement_type", system->place_rule[i].place)->first_year,
                             entry_of("placement_type", system->place_rule[i].follows[k])->last_year + 1);
    assert_int_equal(following, 6);
    assert_true(care_place_same(system, code_of("K3"), code_of("P2")));
    assert_true(care_place_same(system, code_of("Z14"), code_of("Z1")));
    free(system);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_lands_in_its_place),
        cmocka_unit_test(what_is_wrong_is_named_with_its_line),
        cmocka_unit_test(every_line_that_is_left_out_is_missed_or_may_be),
        cmocka_unit_test(the_built_in_system_can_be_read),
        cmocka_unit_test(a_spill_order_is_read_or_is_the_built_in_one),
        cmocka_unit_test(a_code_names_those_that_it_follows),
        cmocka_unit_test(the_built_in_system_knows_the_codes_of_every_year),
        cmocka_unit_test(codes_of_all_years_lead_to_the_same_kinds),
        cmocka_unit_test(what_follows_begins_the_year_after_what_it_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
