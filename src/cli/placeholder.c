#include "cli/placeholder.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "briefing/chart.h"
#include "briefing/tables.h"
#include "cli/commands.h"

struct choice {
    const char *word;    /* as it is typed */
    const char *meaning; /* in words */
};

static struct choice format_choice(int32_t number)
{
    static const struct choice all[] = {{"table", "for a terminal"},
                                        {"csv", "for a spreadsheet"},
                                        {"json", "for a program"},
                                        {"md", "Markdown"},
                                        {"html", "for a page"}};
    return number < (int32_t)(sizeof all / sizeof *all) ? all[number] : (struct choice){0};
}

static struct choice layout_choice(int32_t number)
{
    static const struct choice all[] = {{"wide", "for people"}, {"tidy", "one number a row"}};
    return number < (int32_t)(sizeof all / sizeof *all) ? all[number] : (struct choice){0};
}

static struct choice form_choice(int32_t number)
{
    static const struct choice all[] = {{"csv", "a folder a year, a file a table"},
                                        {"xml", "a file a year"},
                                        {"zip", "the folders in one archive"},
                                        {"merged", "a file a table over all years, with LA and YEAR"}};
    return number < (int32_t)(sizeof all / sizeof *all) ? all[number] : (struct choice){0};
}

static struct choice report_choice(int32_t number)
{
    static const struct choice all[] = {
        {"position", "Children in care: past, forecast, placements, cost, sources"},
        {"outturn", "Where the year will end: sentences, position, number and price, movement"}};
    return number < (int32_t)(sizeof all / sizeof *all) ? all[number] : (struct choice){0};
}

/* The tables of a run have ids such as T5; one that is named by a word belongs to a command of its own (history, rates). */
static struct choice table_choice(int32_t number)
{
    int32_t count;
    const struct table_definition *all = tables_all(&count);
    for (int32_t i = 0; i < count; i++)
        if (isupper((unsigned char)all[i].id[0]) && number-- == 0)
            return (struct choice){all[i].id, all[i].title};
    return (struct choice){0};
}

static struct choice chart_choice(int32_t number)
{
    int32_t count;
    const struct chart_definition *all = charts_all(&count);
    return number < count ? (struct choice){all[number].id, all[number].title} : (struct choice){0};
}

static struct choice command_choice(int32_t number)
{
    return number < commands_count ? (struct choice){commands[number]->name, commands[number]->summary} : (struct choice){0};
}

static struct choice data_choice(int32_t number)
{
    struct choice choice = {0};
    choice.word = data_word(number, &choice.meaning);
    return choice;
}

static struct choice scenario_choice(int32_t number)
{
    struct choice choice = {0};
    choice.word = scenario_word(number, &choice.meaning);
    return choice;
}

static struct choice budget_choice(int32_t number)
{
    struct choice choice = {0};
    choice.word = budget_word(number, &choice.meaning);
    return choice;
}

static struct choice period_choice(int32_t number)
{
    struct choice choice = {0};
    choice.word = period_word(number, &choice.meaning);
    return choice;
}

/* The words in capitals for which more can be said than their name. */
static const struct known {
    const char *word;                        /* "FILE" */
    enum placeholder_kind kind;              /* what stands for it */
    struct choice (*choice)(int32_t number); /* zeroes after the last; NULL: no choices */
} known[] = {
    {"FILE", PLACEHOLDER_FILE, NULL},
    {"PATH", PLACEHOLDER_FILE, NULL},
    {"DIR", PLACEHOLDER_FOLDER, NULL},
    {"FORMAT", PLACEHOLDER_CHOICE, format_choice},
    {"LAYOUT", PLACEHOLDER_CHOICE, layout_choice},
    {"FORM", PLACEHOLDER_CHOICE, form_choice},
    {"TABLE", PLACEHOLDER_CHOICE, table_choice},
    {"CHART", PLACEHOLDER_CHOICE, chart_choice},
    {"REPORT", PLACEHOLDER_CHOICE, report_choice},
    {"COMMAND", PLACEHOLDER_CHOICE, command_choice},
    {"WHAT", PLACEHOLDER_CHOICE, data_choice},
    {"TASK", PLACEHOLDER_CHOICE, budget_choice},
    {"ACTION", PLACEHOLDER_CHOICE, scenario_choice},
    {"STEP", PLACEHOLDER_CHOICE, period_choice},
};

static const struct known *known_word(const char *word)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].word, word) == 0)
            return &known[i];
    return NULL;
}

bool placeholder_next(const char **rest, struct placeholder *out)
{
    static const char more[] = "…";
    const char *at = *rest + strspn(*rest, " ");
    size_t length = strcspn(at, " ");
    *rest = at + length;
    *out = (struct placeholder){.optional = *at == '['};
    size_t kept = 0;
    for (size_t i = 0; i < length && kept < sizeof out->word - 1; i++) {
        if (strncmp(at + i, more, sizeof more - 1) == 0) {
            out->repeated = true;
            i += sizeof more - 2;
        } else if (at[i] != '[' && at[i] != ']') {
            out->word[kept++] = at[i];
        }
    }
    return length > 0;
}

enum placeholder_kind placeholder_kind(const char *word)
{
    const struct known *entry = known_word(word);
    if (entry)
        return entry->kind;
    return isupper((unsigned char)*word) ? PLACEHOLDER_FREE : PLACEHOLDER_LITERAL;
}

const char *placeholder_choice(const char *word, int32_t number, const char **meaning)
{
    const struct known *entry = known_word(word);
    const struct choice found = entry && entry->choice ? entry->choice(number) : (struct choice){0};
    if (meaning)
        *meaning = found.meaning;
    return found.word;
}

void placeholder_list_choices(const char *arguments, struct text *out)
{
    struct placeholder place;
    while (placeholder_next(&arguments, &place)) {
        const char *meaning, *choice;
        for (int32_t i = 0; (choice = placeholder_choice(place.word, i, &meaning)) != NULL; i++)
            text_format(out, "%s%s  %-10s  %s\n", i == 0 ? place.word : "", i == 0 ? " is one of:\n" : "", choice, meaning);
        if (placeholder_choice(place.word, 0, NULL))
            text_append_char(out, '\n');
    }
}
