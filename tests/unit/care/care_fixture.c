#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

enum { CELLS_MAX = 12 };

/* The cells of one line: blanks part them. */
struct line {
    char bytes[160];
    char *cell[CELLS_MAX];
    int count;
};

static const char *const states[] = {"parents",      "connected_carer", "foster_inhouse",    "foster_agency",
                                     "adoption",     "home_inhouse",    "home_external",     "secure",
                                     "supported",    "other_residential", "unregistered"};
static const char *const exits[] = {"home",    "sgo",      "adopted", "cao",      "independence",
                                    "custody", "transfer", "died",    "aged_out", "other_exit"};
static const int32_t group_of[] = {0, 0, 1, 1, 4, 2, 2, 2, 3, 4, 4};

static const struct {
    const char *place, *provider, *state;
} places[] = {
    {"U1", "", "connected_carer"}, {"U2", "", "connected_carer"},    {"U3", "", "connected_carer"},
    {"U4", "PR1", "foster_inhouse"}, {"U4", "PR2", "foster_agency"}, {"U4", "PR4", "foster_agency"},
    {"U4", "", "foster_agency"},     {"U6", "PR1", "foster_inhouse"}, {"U6", "PR4", "foster_agency"},
    {"U6", "", "foster_agency"},     {"A3", "", "adoption"},          {"A6", "", "adoption"},
    {"P1", "", "parents"},           {"K1", "", "secure"},            {"K2", "PR1", "home_inhouse"},
    {"K2", "PR4", "home_external"},  {"K2", "", "home_external"},     {"H5", "", "supported"},
    {"P2", "", "supported"},         {"K3", "", "supported"},         {"R1", "", "other_residential"},
    {"Z1", "", "other_residential"}, {"Z11", "", "other_residential"}, {"Z12", "", "other_residential"}, {"T0", "", "other_residential"}, {"T1", "", "other_residential"},
    {"T3", "", "other_residential"},
};

/* Codes that a later collection year gives to the same homes. */
static const struct {
    const char *place, *follows[CARE_FOLLOWS_MAX];
} recoded[] = {{"K3", {"H5", "P2"}}, {"Z11", {"Z1"}}, {"Z12", {"Z1"}}};

static const struct {
    const char *rec, *exit;
} recs[] = {
    {"E11", "adopted"}, {"E12", "adopted"},      {"E45", "sgo"},     {"E41", "cao"},      {"E4A", "home"}, {"E4B", "home"},
    {"E5", "independence"}, {"E9", "custody"},   {"E3", "transfer"}, {"E2", "died"},      {"E17", "aged_out"},
    {"E8", "other_exit"},   {"E16", "other_exit"},
};

static void name(char out[FLOW_NAME_MAX], const char *word)
{
    assert_true(strlen(word) < FLOW_NAME_MAX);
    memcpy(out, word, strlen(word) + 1);
}

static void bands(struct flow_bands *out, int32_t count, const int32_t *from)
{
    out->count = count;
    for (int32_t b = 0; b < count; b++)
        out->from[b] = from[b];
}

static void system_flow(struct flow_system *flow)
{
    name(flow->name, "care");
    flow->states = sizeof states / sizeof *states;
    flow->exits = sizeof exits / sizeof *exits;
    flow->groups = 5;
    for (int32_t s = 0; s < flow->states; s++) {
        name(flow->state[s], states[s]);
        flow->group_of[s] = group_of[s];
    }
    for (int32_t e = 0; e < flow->exits; e++)
        name(flow->exit[e], exits[e]);
    flow->final_age = 18;
    flow->final_exit = flow_exit_named(flow, "aged_out");
    bands(&flow->age, 5, (const int32_t[]){0, 1, 5, 10, 16});
    bands(&flow->time_in_system, 2, (const int32_t[]){0, 365});
    bands(&flow->time_in_state, 2, (const int32_t[]){0, 365});
    flow->strata = 1;
    flow->stratum[0] = (struct flow_stratum){.from_days = 0, .to_days = 6574, .prior_share = 1, .prior_first_state = {1}};
    flow->strength_rate = flow->strength_factor = flow->strength_strata = flow->strength_first_state = 20;
    flow->prior_dispersion = 2;
    flow->strength_dispersion = 8;
    flow->prior_entries_per_year = 220;
}

static void place_recoded(struct care_place_rule *rule)
{
    for (size_t i = 0; i < sizeof recoded / sizeof *recoded; i++)
        for (int k = 0; k < CARE_FOLLOWS_MAX && recoded[i].follows[k]; k++)
            if (code_of(recoded[i].place) == rule->place)
                rule->follows[k] = code_of(recoded[i].follows[k]);
}

void care_fixture_system(struct care_system *out)
{
    *out = (struct care_system){0};
    system_flow(&out->flow);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        out->place_rule[out->place_rules] = (struct care_place_rule){
            .place = code_of(places[i].place),
            .provider = code_of(places[i].provider),
            .state = (int8_t)flow_state_named(&out->flow, places[i].state),
            .temporary = places[i].place[0] == 'T',
        };
        place_recoded(&out->place_rule[out->place_rules++]);
    }
    for (size_t i = 0; i < sizeof recs / sizeof *recs; i++)
        out->exit_rule[out->exit_rules++] =
            (struct care_exit_rule){code_of(recs[i].rec), (int8_t)flow_exit_named(&out->flow, recs[i].exit)};
    out->state_otherwise = (int8_t)flow_state_named(&out->flow, "other_residential");
    out->exit_otherwise = (int8_t)flow_exit_named(&out->flow, "other_exit");
    for (int32_t s = 0; s < out->flow.states; s++)
        name(out->state_title[s], out->flow.state[s]);
    for (int32_t e = 0; e < out->flow.exits; e++)
        name(out->exit_title[e], out->flow.exit[e]);
}

day care_fixture_day(const char *iso)
{
    day on = DAY_NONE;
    if (strcmp(iso, "-") != 0 && !calendar_parse(iso, strlen(iso), &on))
        fail_msg("%s is no date", iso);
    return on;
}

static short_code cell_code(const char *cell)
{
    return strcmp(cell, "-") == 0 ? 0 : code_of(cell);
}

static int32_t cell_number(const char *cell)
{
    return (int32_t)strtol(cell, NULL, 10);
}

static const char *line_read(const char *from, struct line *line)
{
    size_t length = strcspn(from, "\n");
    assert_true(length < sizeof line->bytes);
    memcpy(line->bytes, from, length);
    line->bytes[length] = '\0';
    line->count = 0;
    for (char *at = line->bytes; *at;) {
        at += strspn(at, " ");
        if (!*at)
            break;
        assert_true(line->count < CELLS_MAX);
        line->cell[line->count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return from + length + (from[length] == '\n');
}

static void read_return(struct care_fixture *fixture, const struct line *line)
{
    struct care_records *records = &fixture->records;
    assert_in_range(line->count, 3, 4);
    int64_t i = care_records_add_return(records, NULL);
    assert_true(i >= 0);
    records->return_of[i].year = cell_number(line->cell[1]);
    records->return_of[i].children = cell_number(line->cell[2]);
    records->return_of[i].authority = line->count > 3 ? cell_number(line->cell[3]) : 0;
    records->return_of[i].annual = true;
    day end = calendar_year_end(records->return_of[i].year);
    if (i == 0 || end > records->known_to)
        records->known_to = end;
}

static void read_child(struct care_fixture *fixture, const struct line *line)
{
    struct care_records *records = &fixture->records;
    assert_true(line->count >= 4 && records->children < CARE_FIXTURE_CHILDREN);
    assert_true(strlen(line->cell[1]) < CARE_FIXTURE_NAME);
    int64_t i = care_records_add_child(records, NULL);
    memcpy(fixture->child[i], line->cell[1], strlen(line->cell[1]) + 1);
    records->born[i] = care_fixture_day(line->cell[2]);
    records->sex[i] = (uint8_t)line->cell[3][0];
    for (int c = 4; c < line->count; c++) {
        if (strcmp(line->cell[c], "uasc") == 0)
            records->uasc[i] = 1;
        else if (strcmp(line->cell[c], "authority") == 0 && c + 1 < line->count)
            records->authority[i] = cell_number(line->cell[++c]);
        else
            fail_msg("%s says nothing of a child", line->cell[c]);
    }
}

static int32_t child_named(const struct care_fixture *fixture, const char *wanted)
{
    for (int64_t i = 0; i < fixture->records.children; i++)
        if (strcmp(fixture->child[i], wanted) == 0)
            return (int32_t)i;
    fail_msg("no child is called %s", wanted);
    return -1;
}

/* "unlisted:LS" or "year:PLACE" as a bit of records->odd. */
static uint8_t cell_odd(const char *cell)
{
    static const char *const fields[] = {"PLACE", "PROVIDER", "REC", "LS"};
    for (int field = 0; field < CARE_FIELDS; field++) {
        const char *colon = strchr(cell, ':');
        if (!colon || strcmp(colon + 1, fields[field]) != 0)
            continue;
        if (strncmp(cell, "unlisted:", 9) == 0)
            return care_odd(CARE_IN_NO_LIST, (enum care_field)field);
        if (strncmp(cell, "year:", 5) == 0)
            return care_odd(CARE_OF_ANOTHER_YEAR, (enum care_field)field);
    }
    fail_msg("%s says nothing of a row", cell);
    return 0;
}

static void read_row(struct care_records *records, int32_t child, const struct line *line)
{
    int64_t i = care_records_add_row(records, NULL);
    records->child[i] = child;
    records->year[i] = cell_number(line->cell[1]);
    records->decom[i] = care_fixture_day(line->cell[2]);
    records->rne[i] = cell_code(line->cell[3]);
    records->ls[i] = cell_code(line->cell[4]);
    records->place[i] = cell_code(line->cell[5]);
    records->provider[i] = cell_code(line->cell[6]);
    records->dec[i] = care_fixture_day(line->cell[7]);
    records->rec[i] = cell_code(line->cell[8]);
    for (int c = 9; c < line->count; c++)
        records->odd[i] |= cell_odd(line->cell[c]);
}

/* What a line of a row is sorted by. */
struct row_key {
    int32_t child, year;
    day decom;
};

/* Whether the line tells the row with the smallest key that is not below `least`; ties in the order of lines. */
static bool row_line(const struct care_fixture *fixture, const struct line *line, struct row_key *key)
{
    if (line->count == 0 || strcmp(line->cell[0], "return") == 0 || strcmp(line->cell[0], "child") == 0 ||
        strcmp(line->cell[0], "known_to") == 0)
        return false;
    assert_true(line->count >= 9);
    key->child = child_named(fixture, line->cell[0]);
    key->year = cell_number(line->cell[1]);
    key->decom = care_fixture_day(line->cell[2]);
    return true;
}

static int compare_keys(const struct row_key *a, const struct row_key *b)
{
    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return (a->decom > b->decom) - (a->decom < b->decom);
}

/* Adds the rows in the order of the contract, by passing over the lines once a distinct key. */
static void read_rows(struct care_fixture *fixture, const char *table)
{
    struct row_key done = {-1, 0, 0}, next = {0}, key;
    struct line line;
    for (bool found = true; found;) {
        found = false;
        for (const char *at = table; *at;) {
            at = line_read(at, &line);
            if (row_line(fixture, &line, &key) && compare_keys(&key, &done) > 0 &&
                (!found || compare_keys(&key, &next) < 0)) {
                next = key;
                found = true;
            }
        }
        for (const char *at = table; found && *at;) {
            at = line_read(at, &line);
            if (row_line(fixture, &line, &key) && compare_keys(&key, &next) == 0)
                read_row(&fixture->records, key.child, &line);
        }
        if (found)
            done = next;
    }
}

void care_fixture_read(struct care_fixture *fixture, const char *table)
{
    *fixture = (struct care_fixture){0};
    care_fixture_system(&fixture->system);
    struct line line;
    for (const char *at = table; *at;) {
        at = line_read(at, &line);
        if (line.count > 0 && strcmp(line.cell[0], "return") == 0)
            read_return(fixture, &line);
        else if (line.count > 0 && strcmp(line.cell[0], "child") == 0)
            read_child(fixture, &line);
    }
    for (const char *at = table; *at;) {
        at = line_read(at, &line);
        if (line.count == 2 && strcmp(line.cell[0], "known_to") == 0)
            fixture->records.known_to = care_fixture_day(line.cell[1]);
    }
    read_rows(fixture, table);
}

void care_fixture_build(struct care_fixture *fixture, const char *as_at)
{
    struct problem problem = {0};
    int result = care_history_build(&fixture->system, &fixture->records, care_fixture_day(as_at), &fixture->histories,
                                    &fixture->fates, &fixture->of_child, &problem);
    if (result < 0)
        fail_msg("the history could not be built: %s", problem.text);
}

void care_fixture_clear(struct care_fixture *fixture)
{
    care_records_clear(&fixture->records);
    flow_histories_clear(&fixture->histories);
    care_fates_clear(&fixture->fates);
    free(fixture->of_child);
    fixture->of_child = NULL;
}

void care_fixture_spells(const struct care_fixture *fixture, struct text *out)
{
    const struct flow_histories *histories = &fixture->histories;
    const struct flow_system *flow = &fixture->system.flow;
    for (int64_t i = 0; i < histories->spells; i++) {
        text_format(out, "%s %s%s ", fixture->child[fixture->of_child[histories->person[i]]],
                    histories->first[i] ? "* " : "", flow->state[histories->state[i]]);
        calendar_append(out, histories->from[i]);
        text_append(out, " ");
        if (histories->next[i] == FLOW_CENSORED) {
            assert_int_equal(histories->to[i], DAY_OPEN);
            text_append(out, "open\n");
            continue;
        }
        calendar_append(out, histories->to[i]);
        text_format(out, " %s\n", flow_destination_name(flow, histories->next[i]));
    }
}

static const char *reason_name(enum care_reason reason)
{
    static const char *const names[] = {
#define CARE_REASON_NAME(name, text) #name,
        CARE_REASONS(CARE_REASON_NAME)
#undef CARE_REASON_NAME
    };
    return names[reason] + strlen("CARE_");
}

void care_fixture_fates(const struct care_fixture *fixture, struct text *out)
{
    const struct care_records *records = &fixture->records;
    const struct care_fates *fates = &fixture->fates;
    for (int64_t row = 0; row < fates->rows; row++) {
        text_format(out, "%s %d ", fixture->child[records->child[row]], records->year[row]);
        calendar_append(out, records->decom[row]);
        text_format(out, " %s", care_fate_word((enum care_fate)fates->fate[row]));
        if (fates->reason[row] != CARE_NO_REASON)
            text_format(out, " %s", reason_name((enum care_reason)fates->reason[row]));
        if (fates->warning[row] != CARE_NO_REASON)
            text_format(out, " (%s)", reason_name((enum care_reason)fates->warning[row]));
        text_append(out, "\n");
    }
}

void care_fixture_expect(const char *table, const char *as_at, const char *spells, const char *fates)
{
    struct care_fixture fixture;
    struct text got = {0};
    care_fixture_read(&fixture, table);
    care_fixture_build(&fixture, as_at);
    if (spells) {
        care_fixture_spells(&fixture, &got);
        assert_string_equal(text_string(&got), spells);
    }
    text_reset(&got);
    if (fates) {
        care_fixture_fates(&fixture, &got);
        assert_string_equal(text_string(&got), fates);
    }
    int64_t counted = 0;
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++)
        counted += fixture.fates.count[fate];
    assert_int_equal(counted, fixture.records.rows);
    text_clear(&got);
    care_fixture_clear(&fixture);
}
