/*
 * reported: the outturn report of a period: as it was kept, if the period is closed, else as it stands now.
 *
 *     struct outturn_report report;
 *     if (run_report(casebook, &options, progress, &report, problem) == 0)
 *         use(&report.outturn, &report.kept.books);
 *     outturn_report_clear(&report);
 *
 * A kept report has the figures that were reported and the books as they were known then: the same bytes whatever has been
 * imported since, whatever paths and seed are asked for. The report of an open period tells its movement since that of the
 * last closed one before it. Includes: base, casebook, run/outturn.
 */
#ifndef RUN_REPORTED_H
#define RUN_REPORTED_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "run/outturn.h"

/*
 * Either, as above. OUTTURN_NEWEST_PERIOD asks how the year stands now, and a known_at other than CASEBOOK_NOW how it stood
 * then: never for a kept report. The problems of run_outturn; PROBLEM_VERIFY when a kept report is not what it was.
 */
int run_report(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
               struct outturn_report *out, struct problem *problem);

/* As it stands, kept or not; `options` name a year and how many periods count as closed. */
int run_report_afresh(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
                      struct outturn_report *out, struct problem *problem);

#endif
