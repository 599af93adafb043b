-- Periods of a financial year that were closed, and the outturn report that was kept of each closing.
--
-- A period without a row is open. A closing is a row that is never taken away: reopening says so in it, and closing again is
-- a row of the next version. What is kept of the report is never changed.

CREATE TABLE period_closing (
    id INTEGER PRIMARY KEY,
    authority TEXT NOT NULL,          -- GSS code
    year INTEGER NOT NULL,            -- financial year: 2025 for 2025-26
    period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 12),
    version INTEGER NOT NULL CHECK (version >= 1),
    snapshot INTEGER NOT NULL REFERENCES snapshot (id), -- what was known
    run TEXT NOT NULL,                -- id of the run behind the expected figures, '' when there was none
    closed_at TEXT NOT NULL,          -- UTC, from the door
    closed_by TEXT NOT NULL,
    unexplained INTEGER NOT NULL,     -- pence between ledger and packages that nothing explains, over and under together
    unexplained_reason TEXT,          -- why it was closed with them
    report_hash TEXT NOT NULL CHECK (length(report_hash) = 32), -- of the kept report
    reopened_at TEXT, reopened_by TEXT, reopen_reason TEXT,
    CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL)),
    CHECK (unexplained = 0 OR unexplained_reason IS NOT NULL),
    UNIQUE (authority, year, period, version)
) STRICT;

CREATE UNIQUE INDEX period_closed ON period_closing (authority, year, period) WHERE reopened_at IS NULL;

CREATE TABLE outturn_report (
    closing INTEGER PRIMARY KEY REFERENCES period_closing (id),
    tolerance INTEGER NOT NULL,       -- thousandths of a percent
    replicates INTEGER NOT NULL,      -- simulated futures, 0 for none
    lines INTEGER NOT NULL,           -- without the total
    seed INTEGER NOT NULL,            -- of the futures; 64 bits, as signed
    as_at INTEGER,                    -- the last night that the returns knew
    walked INTEGER NOT NULL, running INTEGER NOT NULL, -- packages that were simulated, and those that ran on
    run_on_because TEXT               -- why there were no futures
) STRICT;

-- A line of the report by its position; the total stands after the last.
CREATE TABLE outturn_line (
    closing INTEGER NOT NULL REFERENCES period_closing (id),
    position INTEGER NOT NULL,
    line TEXT NOT NULL, service TEXT NOT NULL,
    kind INTEGER NOT NULL,            -- 0 placements, 1 staff, 2 payments
    state INTEGER NOT NULL,           -- kind of placement, -1 for none
    restated INTEGER NOT NULL,
    PRIMARY KEY (closing, position)
) STRICT, WITHOUT ROWID;

-- Its figures under the names that they have in the program: pence, thousandths. One that could not be told has no row.
CREATE TABLE outturn_figure (
    closing INTEGER NOT NULL,
    position INTEGER NOT NULL,
    figure TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (closing, position, figure),
    FOREIGN KEY (closing, position) REFERENCES outturn_line (closing, position)
) STRICT, WITHOUT ROWID;
