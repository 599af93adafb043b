#include "casebook/code_meaning.h"

#include <string.h>

#include "base/code.h"
#include "base/text.h"
#include "casebook/store.h"
#include "returns/codes.h"

/* The care system as care.yaml has it: without what was said. */
static bool has_own_rule(const struct casebook *casebook, short_code place)
{
    for (int32_t i = 0; i < casebook->own_place_rules; i++)
        if (casebook->system.place_rule[i].place == place)
            return true;
    return false;
}

static int refuse_code(struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "that is no code of PLACE");
    return problem_next(problem, "A code is letters and digits without blanks, such as Q9: as homeward import names it.");
}

static int read_code(const char *given, short_code *out, struct problem *problem)
{
    bool packed = code_pack(given, strlen(given), out);
    return packed && *out != 0 && code_may_be_shown(*out) ? 0 : refuse_code(problem);
}

static int check_reason(const char *reason, struct problem *problem)
{
    bool line = true, blank = true;
    for (const char *at = reason; *at; at++) {
        line = line && (unsigned char)*at >= ' ' && *at != 0x7F;
        blank = blank && *at == ' ';
    }
    if (blank) {
        problem_set(problem, PROBLEM_USAGE, "a reason is needed: whoever reads the figures later will ask for it");
        return problem_next(problem, "For example: --reason \"Our code for taster flats\".");
    }
    if (!line || strlen(reason) > CODE_REASON_MAX) {
        problem_set(problem, PROBLEM_USAGE, "the reason is longer than one line of %d bytes", CODE_REASON_MAX);
        return problem_next(problem, "Say it shorter.");
    }
    return 0;
}

static int check_state(const struct flow_system *flow, const char *state, struct problem *problem)
{
    if (flow_state_named(flow, state) >= 0)
        return 0;
    struct text states = {0};
    for (int32_t i = 0; i < flow->states; i++)
        text_format(&states, "%s%s", i ? ", " : "", flow->state[i]);
    problem_set(problem, PROBLEM_INPUT, "there is no kind of placement called “%.60s”", state);
    problem_next(problem, "There are %s.", text_string(&states));
    text_clear(&states);
    return PROBLEM_INPUT;
}

static int check_unknown(const struct casebook *casebook, short_code place, struct problem *problem)
{
    char text[CODE_TEXT_SIZE];
    if (!has_own_rule(casebook, place) && !return_code_known(return_code_list("placement_type"), place))
        return 0;
    problem_set(problem, PROBLEM_INPUT, "%s is a code that the lists know", code_text(place, text));
    return problem_next(problem,
                        "To give it another meaning, put a copy of systems/care.yaml into the folder systems of the "
                        "workspace and change its rule there.");
}

static int keep(struct casebook *casebook, short_code code, const char *state, const char *reason,
                const struct casebook_speaker *speaker, struct problem *problem)
{
    sqlite3_stmt *insert;
    char text[CODE_TEXT_SIZE];
    int result = store_prepare(casebook->database,
                               "INSERT INTO code_meaning (code, state, reason, said_at, said_by)"
                               " VALUES (?1, ?2, ?3, ?4, ?5)",
                               &insert, problem);
    if (result == 0) {
        store_bind_text(insert, 1, code_text(code, text));
        store_bind_text(insert, 2, state ? state : "");
        store_bind_text(insert, 3, reason ? reason : "");
        store_bind_text(insert, 4, speaker->when);
        store_bind_text(insert, 5, speaker->who);
        result = store_do(insert, problem);
    }
    sqlite3_finalize(insert);
    return result;
}

/* Writes one word and puts what holds now into force: both or neither. */
static int say(struct casebook *casebook, short_code code, const char *state, const char *reason,
               const struct casebook_speaker *speaker, struct problem *problem)
{
    int result = store_begin(casebook->database, problem);
    if (result == 0)
        result = keep(casebook, code, state, reason, speaker, problem);
    if (result == 0)
        result = casebook_apply_code_meanings(casebook, problem);
    if (result == 0)
        result = store_commit(casebook->database, problem);
    store_rollback(casebook->database);
    if (result < 0)
        casebook_apply_code_meanings(casebook, NULL);
    return result;
}

int casebook_say_code(struct casebook *casebook, const char *code, const char *state, const char *reason,
                      const struct casebook_speaker *speaker, struct problem *problem)
{
    short_code place = 0;
    int result = read_code(code, &place, problem);
    if (result == 0)
        result = check_reason(reason, problem);
    if (result == 0)
        result = check_state(&casebook->system.flow, state, problem);
    if (result == 0)
        result = check_unknown(casebook, place, problem);
    return result < 0 ? result : say(casebook, place, state, reason, speaker, problem);
}

/* The last word about each code, by code. */
static const char what_holds[] =
    "SELECT code, state, reason, said_at, said_by FROM code_meaning AS last WHERE state IS NOT NULL"
    " AND id = (SELECT max(id) FROM code_meaning WHERE code = last.code) ORDER BY code";

static struct casebook_code_meaning meaning_at(const struct casebook *casebook, sqlite3_stmt *row)
{
    struct casebook_code_meaning meaning = {
        .code = store_text(row, 0),
        .state = store_text(row, 1),
        .reason = store_text(row, 2),
        .said_at = store_text(row, 3),
        .said_by = store_text(row, 4),
    };
    meaning.state_id = flow_state_named(&casebook->system.flow, meaning.state);
    meaning.own_rule = has_own_rule(casebook, code_of(meaning.code));
    return meaning;
}

int casebook_each_code_meaning(struct casebook *casebook,
                               int (*each)(void *self, const struct casebook_code_meaning *meaning, struct problem *problem),
                               void *self, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, what_holds, &statement, problem);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        struct casebook_code_meaning meaning = meaning_at(casebook, statement);
        code = each(self, &meaning, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

/* A code that care.yaml knows by now keeps its rule there; a kind of placement that is gone leaves the code unknown. */
static int apply(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    struct care_system *system = self;
    if (meaning->own_rule || meaning->state_id < 0)
        return 0;
    if (system->place_rules >= CARE_PLACE_RULES_MAX) {
        problem_set(problem, PROBLEM_LIMIT, "there are more than %d rules for codes of PLACE", CARE_PLACE_RULES_MAX);
        return problem_next(problem, "Take back a code (homeward data map drop) or leave out a rule in systems/care.yaml.");
    }
    system->place_rule[system->place_rules++] =
        (struct care_place_rule){.place = code_of(meaning->code), .state = (int8_t)meaning->state_id};
    return 0;
}

int casebook_apply_code_meanings(struct casebook *casebook, struct problem *problem)
{
    casebook->system.place_rules = casebook->own_place_rules;
    return casebook_each_code_meaning(casebook, apply, &casebook->system, problem);
}

static int find(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    (void)problem;
    short_code *wanted = self;
    if (*wanted == code_of(meaning->code))
        *wanted = 0;
    return 0;
}

int casebook_take_back_code(struct casebook *casebook, const char *code, const char *reason,
                            const struct casebook_speaker *speaker, struct problem *problem)
{
    short_code place = 0;
    char text[CODE_TEXT_SIZE];
    int result = read_code(code, &place, problem);
    if (result == 0 && reason)
        result = check_reason(reason, problem);
    short_code wanted = place;
    if (result == 0)
        result = casebook_each_code_meaning(casebook, find, &wanted, problem);
    if (result == 0 && wanted) {
        problem_set(problem, PROBLEM_NOT_FOUND, "nobody has said what %s stands for", code_text(place, text));
        return problem_next(problem, "homeward data map list shows what was said.");
    }
    return result < 0 ? result : say(casebook, place, NULL, reason, speaker, problem);
}
