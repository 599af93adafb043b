#include "casebook/settings.h"

#include <inttypes.h>
#include <string.h>

#include "casebook/authorities.h"
#include "casebook/yaml.h"
#include "money/money.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2200, PRICE_TEXT = 32, UPLIFT_MOST = 100, EFFECTS_CAP_MOST = 1000 };

static const double tolerance_least = 0.001, tolerance_most = 100; /* percent */

/* A YAML value in double quotes. */
static void append_quoted(struct text *out, const char *value)
{
    text_append_char(out, '"');
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            text_append_char(out, '\\');
        text_append_char(out, (unsigned char)*value < ' ' ? ' ' : *value);
    }
    text_append_char(out, '"');
}

int settings_check(const struct casebook_settings *settings, struct problem *problem)
{
    if (settings->council[strspn(settings->council, " \t")] == '\0') {
        problem_set(problem, PROBLEM_INPUT, "the council needs a name");
        problem_next(problem, "Give the name that should stand on tables and reports.");
        return problem_at(problem, NULL, 0, 0, "council");
    }
    return authority_check(settings->authority, problem);
}

static void append_population(struct text *out, const struct casebook_settings *settings)
{
    text_append(out, "\n# Children aged 0-17 who live in the area, the year of the figure and where it comes from (ONS "
                     "mid-year estimates,\n"
                     "# for example). Rates per 10,000 children need it and say so while it is not given.\n");
    if (settings->population <= 0) {
        text_append(out, "# population: {children: 112000, year: 2024, source: \"ONS mid-year estimates 2024\"}\n");
        return;
    }
    text_format(out, "population: {children: %" PRId64, settings->population);
    if (settings->population_year)
        text_format(out, ", year: %" PRId32, settings->population_year);
    if (settings->population_source[0]) {
        text_append(out, ", source: ");
        append_quoted(out, settings->population_source);
    }
    text_append(out, "}\n");
}

int settings_write(const struct casebook_settings *settings, struct text *out, struct problem *problem)
{
    text_append(
        out,
        "# The settings of this workspace. Homeward reads this file and never changes it; lines that begin with # are "
        "notes.\n"
        "# identity.key, beside it, is needed to recognise the same children in the next return: keep a copy apart from\n"
        "# the casebook, and do not send the two together.\n"
        "\n# The council's name as it should stand on tables and reports.\ncouncil: ");
    append_quoted(out, settings->council);
    text_append(out, "\n\n# Its code in the ONS Register of Geographic Codes (GSS). E10000099 stands for a made-up "
                     "authority.\nauthority: ");
    text_append(out, settings->authority);
    text_append_char(out, '\n');
    append_population(out, settings);
    text_append(
        out,
        "\n# Your own prices. Each line takes the place of the built-in one for that kind of placement, and of that of a "
        "price "
        "list\n"
        "# that was imported: pounds a week in the prices of the financial year that begins in `year`, raised by "
        "`uplift_percent`\n"
        "# each 1 April after that. `source` is printed beside every figure that uses it. The kinds: parents, "
        "connected_carer,\n"
        "# foster_inhouse, foster_agency, adoption, home_inhouse, home_external, secure, supported, other_residential, "
        "unregistered.\n"
        "# prices:\n"
        "#   - {state: foster_agency, per_week: 1043.50, year: 2025, uplift_percent: 3.5, source: \"Contract register, May "
        "2025\"}\n"
        "\n# The most by which a planned effect may stretch a rate (5 unless told): scenarios above it are refused.\n"
        "# effects_cap: 5\n"
        "\n# How tables write a variance: plusminus (+12 is over budget, -12 under), brackets_under, brackets_over, words.\n"
        "# signs: plusminus\n"
        "\n# How far over its budget, in percent of it, a year may end before the outturn says that it is beyond "
        "tolerance.\n"
        "# tolerance: 5\n"
        "\n# To change which codes mean which kind of placement, put a copy of systems/care.yaml into the folder `systems` "
        "here.\n");
    return text_check(out, problem);
}

static void read_population(struct yaml *yaml, struct fy_node *mapping, struct casebook_settings *settings)
{
    if (!mapping)
        return;
    yaml_only(yaml, mapping, (const char *const[]){"children", "year", "source", NULL});
    settings->population = yaml_whole(yaml, yaml_need(yaml, mapping, "children"), "children", 1, 100000000);
    struct fy_node *year = yaml_get(mapping, "year"), *source = yaml_get(mapping, "source");
    if (year)
        settings->population_year = (int32_t)yaml_whole(yaml, year, "year", YEAR_FIRST, YEAR_LAST);
    if (source)
        yaml_text(yaml, source, "source", settings->population_source, sizeof settings->population_source);
}

static void read_signs(struct yaml *yaml, struct fy_node *node, struct casebook_settings *settings)
{
    char word[PRICE_TEXT];
    if (!node)
        return;
    yaml_text(yaml, node, "signs", word, sizeof word);
    settings->signs = yaml->code < 0 ? SIGNS_NONE : signs_named(word);
    if (yaml->code == 0 && settings->signs == SIGNS_NONE)
        yaml_complain(yaml, node, "signs", "signs is plusminus, brackets_under, brackets_over or words");
}

static struct money read_price(struct yaml *yaml, struct fy_node *node)
{
    char value[PRICE_TEXT];
    struct money price = {0};
    yaml_text(yaml, node, "per_week", value, sizeof value);
    if (yaml->code == 0 && (!money_parse(value, strlen(value), &price) || price.pence < 0))
        yaml_complain(yaml, node, "per_week", "per_week needs pounds and pence like 1043.50");
    return price;
}

/* "3.5" percent as 3500 thousandths of a percent. */
static int32_t read_percent(struct yaml *yaml, struct fy_node *node, const char *field, double low, double high)
{
    double percent = yaml_decimal(yaml, node, field, low, high);
    double thousandths = percent * 1000;
    int32_t nearest = (int32_t)(thousandths < 0 ? thousandths - 0.5 : thousandths + 0.5);
    double miss = thousandths - nearest;
    if (miss > 1e-6 || miss < -1e-6)
        yaml_complain(yaml, node, field, "%s takes at most three decimals", field);
    return nearest;
}

static void read_line(struct yaml *yaml, struct fy_node *item, const struct care_system *system, bool *given,
                      struct tariff *tariff)
{
    char name[FLOW_NAME_MAX];
    yaml_only(yaml, item, (const char *const[]){"state", "per_week", "year", "uplift_percent", "source", "published", NULL});
    struct fy_node *node = yaml_need(yaml, item, "state");
    yaml_text(yaml, node, "state", name, sizeof name);
    int32_t state = yaml->code < 0 ? -1 : flow_state_named(&system->flow, name);
    if (state < 0) {
        yaml_complain(yaml, node, "state", "there is no kind of placement called %s", name);
        return;
    }
    if (given[state])
        yaml_complain(yaml, node, "state", "there are two prices for %s", name);
    given[state] = true;
    struct tariff_line line = {.given = true, .own = true, .uplift = tariff->line[state].uplift};
    line.per_week = read_price(yaml, yaml_need(yaml, item, "per_week"));
    line.price_year = (int32_t)yaml_whole(yaml, yaml_need(yaml, item, "year"), "year", YEAR_FIRST, YEAR_LAST);
    if (yaml_get(item, "uplift_percent"))
        line.uplift = read_percent(yaml, yaml_get(item, "uplift_percent"), "uplift_percent", -UPLIFT_MOST, UPLIFT_MOST);
    line.published = yaml_flag(yaml, yaml_get(item, "published"), "published");
    if (yaml_get(item, "source"))
        yaml_text(yaml, yaml_get(item, "source"), "source", line.source, sizeof line.source);
    else
        memcpy(line.source, "homeward.yaml", sizeof "homeward.yaml");
    tariff->line[state] = line;
}

int settings_read(const char *bytes, size_t length, const struct care_system *system, struct casebook_settings *settings,
                  struct tariff *tariff, struct problem *problem)
{
    *settings = (struct casebook_settings){0};
    bool given[FLOW_STATES_MAX] = {false};
    struct yaml yaml;
    yaml_open(&yaml, bytes, length, "homeward.yaml", problem);
    struct fy_node *root = yaml_root(&yaml), *authority = yaml_need(&yaml, root, "authority"), *item;
    yaml_only(
        &yaml, root,
        (const char *const[]){"council", "authority", "population", "effects_cap", "signs", "tolerance", "prices", NULL});
    yaml_text(&yaml, yaml_need(&yaml, root, "council"), "council", settings->council, sizeof settings->council);
    yaml_text(&yaml, authority, "authority", settings->authority, sizeof settings->authority);
    struct problem unknown = {0};
    if (yaml.code == 0 && authority_check(settings->authority, &unknown) < 0) {
        yaml_complain(&yaml, authority, "authority", "%s", unknown.text);
        problem_next(yaml.problem, "%s", unknown.next);
    }
    read_population(&yaml, yaml_get(root, "population"), settings);
    struct fy_node *cap = yaml_get(root, "effects_cap");
    if (cap)
        settings->effects_cap = yaml_decimal(&yaml, cap, "effects_cap", 1, EFFECTS_CAP_MOST);
    read_signs(&yaml, yaml_get(root, "signs"), settings);
    struct fy_node *tolerance = yaml_get(root, "tolerance");
    if (tolerance)
        settings->tolerance = read_percent(&yaml, tolerance, "tolerance", tolerance_least, tolerance_most);
    void *at = NULL;
    struct fy_node *prices = yaml_get(root, "prices");
    while ((item = yaml_item(&yaml, prices, &at)))
        read_line(&yaml, item, system, given, tariff);
    return yaml_close(&yaml);
}
