/*
 * table_builders: the functions behind the list in tables.c, by family: one file each.
 *
 * tables.h is for callers; this is for tables.c. To add a table: write its builder in the file of its family (or a new one),
 * declare it here, and give it a line in the array of tables.c. Includes: briefing/tables.
 */
#ifndef BRIEFING_TABLE_BUILDERS_H
#define BRIEFING_TABLE_BUILDERS_H

#include "table/table.h"
#include "briefing/tables.h"

#define TABLE_BUILDER(name) int name(const struct table_sources *sources, struct table *out, struct problem *problem)

TABLE_BUILDER(table_forecast_short);   /* F1, tables_short.c */
TABLE_BUILDER(table_stocks_and_flows); /* T5, tables_children.c */
TABLE_BUILDER(table_forecast_tidy);    /* T5 tidy, tables_tidy.c */
TABLE_BUILDER(table_placement_mix);    /* T6, tables_mix.c */
TABLE_BUILDER(table_placement_cost);   /* T3f, tables_money.c */
TABLE_BUILDER(table_sufficiency);      /* T9, tables_sufficiency.c */
TABLE_BUILDER(table_sufficiency_tidy); /* T9 tidy, tables_sufficiency.c */
TABLE_BUILDER(table_spread);           /* U1, tables_spread.c */
TABLE_BUILDER(table_provenance);       /* A1, tables_provenance.c */
TABLE_BUILDER(table_findings);         /* A2, tables_findings.c */
TABLE_BUILDER(table_findings_tidy);    /* A2 tidy, tables_findings.c */
TABLE_BUILDER(table_chart_stock);      /* C1, tables_charts.c */
TABLE_BUILDER(table_chart_mix);        /* C5, tables_charts.c */
TABLE_BUILDER(table_history);          /* history, tables_history.c */
TABLE_BUILDER(table_history_tidy);     /* history tidy, tables_tidy.c */
TABLE_BUILDER(table_rates);            /* rates, tables_rates.c */
TABLE_BUILDER(table_rates_tidy);       /* rates tidy, tables_rates.c */
TABLE_BUILDER(table_backtest);         /* B1, tables_backtest.c */
TABLE_BUILDER(table_backtest_tidy);    /* B1 tidy, tables_backtest.c */
TABLE_BUILDER(table_fates);            /* fates, tables_fates.c */
TABLE_BUILDER(table_fates_summary);    /* fates_summary, tables_fates.c */

TABLE_BUILDER(table_outturn_short); /* outturn, tables_outturn.c */
TABLE_BUILDER(table_outturn_tidy);  /* outturn and T1 tidy, tables_outturn_tidy.c */
TABLE_BUILDER(table_position);      /* T1: of a paper, or of the outturn, tables_outturn.c */
TABLE_BUILDER(table_causes);        /* T2: the same, tables_outturn_causes.c */
TABLE_BUILDER(table_splits);        /* splits, tables_outturn.c */
TABLE_BUILDER(table_unit_costs);    /* T3, tables_outturn_prices.c */
TABLE_BUILDER(table_movement);      /* T4, tables_outturn_moves.c */
TABLE_BUILDER(table_movement_tidy); /* T4 tidy, tables_outturn_moves.c */
TABLE_BUILDER(table_said);          /* said, tables_outturn_said.c */
TABLE_BUILDER(table_dearest);       /* H1, tables_outturn_lists.c */
TABLE_BUILDER(table_exposures);     /* exposures, tables_outturn_lists.c */
TABLE_BUILDER(table_contributions); /* contributions, tables_outturn_lists.c */

TABLE_BUILDER(table_pressures); /* T7, tables_round.c: of the round, or of a paper */
TABLE_BUILDER(table_savings);   /* T8, the same */
TABLE_BUILDER(table_grants);    /* grants, the same */

TABLE_BUILDER(table_paper_position);    /* T1, tables_paper.c */
TABLE_BUILDER(table_paper_causes);      /* T2, tables_paper.c */
TABLE_BUILDER(table_paper_pressures);   /* T7, tables_paper.c */
TABLE_BUILDER(table_paper_savings);     /* T8, tables_paper.c */
TABLE_BUILDER(table_paper_grants);      /* grants, tables_paper_people.c */
TABLE_BUILDER(table_paper_posts);       /* posts, tables_paper_people.c */
TABLE_BUILDER(table_paper_activity);    /* activity, tables_paper_people.c */
TABLE_BUILDER(table_paper_initiatives); /* initiatives, tables_paper_people.c */
TABLE_BUILDER(table_paper_stated);      /* stated, tables_paper_findings.c */
TABLE_BUILDER(table_paper_findings);    /* findings, tables_paper_findings.c */

TABLE_BUILDER(table_reconcile);      /* reconcile, tables_reconcile.c */
TABLE_BUILDER(table_reconcile_tidy); /* reconcile tidy, tables_reconcile.c */
TABLE_BUILDER(table_periods);        /* periods, tables_periods.c */
TABLE_BUILDER(table_periods_tidy);   /* periods tidy, tables_periods.c */
TABLE_BUILDER(table_restated);       /* restated, tables_periods.c */

/* Begins a table: council, then `what` it shows, as subtitle; the run's id. */
void table_begin_for(struct table *out, const struct table_sources *sources, const char *id, const char *title,
                     const char *what);

/* The notes that stand beside every range: what it holds (TABLES_BAND_WARNING), and how it did in back-tests. */
void table_note_ranges(const struct run_result *run, struct table *out);

/* "31 March 2026" in a text of the caller's. */
const char *table_words_of(struct text *scratch, day on);

#endif
