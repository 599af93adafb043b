/*
 * outturn_words: the figures of the outturn as they stand in a sentence, and single sentences of
 * briefing/outturn_sentences.h.
 *
 * Inside of the room only. A sentence is false when it has nothing to say. Includes: briefing/outturn_sentences.
 */
#ifndef BRIEFING_OUTTURN_WORDS_H
#define BRIEFING_OUTTURN_WORDS_H

#include "briefing/outturn_sentences.h"

/* "£3.609m" from a million on, else "£341,000"; the size only, without a sign. Whole thousands, as tables show them. */
void outturn_words_pounds(struct text *out, int64_t pence);

/* "£5,150": whole pounds. */
void outturn_words_price(struct text *out, int64_t pence);

/* "8.6%" of thousandths of a percent, without a sign. */
void outturn_words_percent(struct text *out, int64_t thousandths);

/* "+7.6%", "-3.0%", "no change": how far `after` is from `before`; nothing when that is 0. */
void outturn_words_change(struct text *out, int64_t before, int64_t after);

void outturn_words_figure(struct outturn_said *said, const char *table, const char *row, const char *column, int64_t value);

/* Whether a publication keeps a count to itself: 1 to 5. */
bool outturn_words_few(const struct outturn_page *page, int64_t count);

typedef bool outturn_sentence(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said);

outturn_sentence outturn_sentence_position, outturn_sentence_range, outturn_sentence_basis, outturn_sentence_children,
    outturn_sentence_rate, outturn_sentence_savings, outturn_sentence_next_year, outturn_sentence_quality,
    outturn_sentence_trend;

/* N3 of a line that has prices; N9 of a figure that has changed. */
void outturn_sentence_price(const struct outturn_page *page, int64_t line, struct outturn_said *said);
void outturn_sentence_changed(const struct outturn_changed *changed, struct outturn_said *said);

#endif
