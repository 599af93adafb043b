#include "money/signs.h"

#include <string.h>

/* What stands before and behind the digits of each profile, above and below 0. */
static const struct {
    const char *word, *before_over, *behind_over, *before_under, *behind_under, *convention;
} profiles[SIGNS_COUNT] = {
    [SIGNS_NONE] = {"", "", "", "-", "", ""},
    [SIGNS_PLUSMINUS] = {"plusminus", "+", "", "-", "",
                         "Variance is forecast less budget: + is more than the budget (adverse), - is less (favourable)."},
    [SIGNS_BRACKETS_UNDER] = {"brackets_under", "", "", "(", ")",
                              "Variance is forecast less budget: brackets are less than the budget (favourable), figures "
                              "without are more (adverse)."},
    [SIGNS_BRACKETS_OVER] = {"brackets_over", "(", ")", "", "",
                             "Variance is forecast less budget: brackets are more than the budget (adverse), figures "
                             "without are less (favourable)."},
    [SIGNS_WORDS] = {"words", "", " adverse", "", " favourable",
                     "Variance is forecast less budget: adverse is more than the budget, favourable is less."},
};

enum money_signs signs_named(const char *word)
{
    for (int i = SIGNS_PLUSMINUS; i < SIGNS_COUNT; i++)
        if (strcmp(profiles[i].word, word) == 0)
            return (enum money_signs)i;
    return SIGNS_NONE;
}

const char *signs_convention(enum money_signs signs)
{
    return profiles[signs].convention;
}

void signs_append(struct text *out, enum money_signs signs, int64_t value, const char *digits)
{
    text_append(out, value > 0 ? profiles[signs].before_over : value < 0 ? profiles[signs].before_under : "");
    text_append(out, digits);
    text_append(out, value > 0 ? profiles[signs].behind_over : value < 0 ? profiles[signs].behind_under : "");
}
