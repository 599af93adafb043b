#include "run/moved.h"

#include "casebook/books_in_force.h"
#include "casebook/outturn_store.h"

int run_movement(struct casebook *casebook, const struct outturn_report *report, struct movement *out,
                 struct problem *problem)
{
    struct casebook_kept_outturn last;
    struct casebook_books books;
    *out = (struct movement){0};
    if (report->last_period == 0 || report->outturn.total.last == OUTTURN_NONE)
        return 0;
    int code =
        casebook_find_outturn(casebook, report->outturn.year, report->last_period, CASEBOOK_NEWEST_VERSION, &last, problem);
    if (code < 0)
        return code;
    code = casebook_load_books_of(casebook, report->outturn.year, last.period.snapshot, report->snapshot, &books, problem);
    if (code == 0) {
        const struct movement_question question = {{&books.books, &last.outturn}, {&report->kept.books, &report->outturn}};
        code = movement_make(&question, out, problem);
        casebook_books_clear(&books);
    }
    casebook_kept_outturn_clear(&last);
    return code;
}
