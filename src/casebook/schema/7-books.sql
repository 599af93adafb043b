-- The books of the council: ledger, payments, explanations, budget, staffing, and the items of a budget round.
--
-- A file falls into parts, and a part is in force until a later import brings one of the same kind and scope: a ledger and a
-- staffing list as a whole, a budget for its year, payments and explanations for each period that they tell, items of a round
-- for each version. Two files of one import may not tell of the same: which of them is right, only the person knows. Nothing
-- is taken away: what was paid by period 3 as known in August stays known.

-- One file. `kind` is a number of casebook/own_list.h.
CREATE TABLE books_file (
    id INTEGER PRIMARY KEY,
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    authority TEXT NOT NULL,          -- GSS code
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,               -- with the folder that it lies in: books/ledger.csv
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- keyed BLAKE2b-256 of the bytes
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    pence INTEGER NOT NULL,           -- control total of the rows kept
    extra_columns TEXT                -- names of columns that are none of the kind; their cells are not kept
) STRICT;

CREATE INDEX books_file_hash ON books_file (hash);

CREATE TABLE books_part (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES books_file (id),
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    superseded_by INTEGER REFERENCES snapshot (id),
    authority TEXT NOT NULL,
    kind INTEGER NOT NULL,
    year INTEGER,                     -- financial year of a budget, of payments and explanations
    period INTEGER,                   -- of payments and explanations: 1 to 12
    item_kind INTEGER,                -- of items: 0 pressure, 1 saving, 2 grant
    version TEXT                      -- of items: "draft 1"
) STRICT;

CREATE INDEX books_part_in_force ON books_part (authority, kind, year, period, item_kind, version) WHERE superseded_by IS NULL;
CREATE INDEX books_part_file ON books_part (file);

-- Columns have the names of the file's. Pounds are pence, shares thousandths of a percent, counts thousandths, dates days.

CREATE TABLE books_ledger (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    child BLOB NOT NULL CHECK (length(child) = 16), -- pseudonym, as in table child: the returns may know it, now or later
    "start" INTEGER NOT NULL, "end" INTEGER, planned_end INTEGER,
    type TEXT, provider TEXT, weekly_price INTEGER, health_share INTEGER, education_share INTEGER,
    cost_centre TEXT, in_house INTEGER, review_due INTEGER, unregistered INTEGER,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE books_explained (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    cost_centre TEXT, budget_line TEXT, period INTEGER NOT NULL, amount INTEGER NOT NULL, reason TEXT, owner TEXT,
    year INTEGER,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE books_actuals (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    cost_centre TEXT, budget_line TEXT, period INTEGER NOT NULL, amount INTEGER NOT NULL, year INTEGER,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE books_budget (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    budget_line TEXT NOT NULL, service TEXT, cost_centre TEXT, original INTEGER, approved INTEGER NOT NULL,
    year INTEGER NOT NULL, type TEXT, number INTEGER, weekly_price INTEGER,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE books_staffing (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    post TEXT NOT NULL, team TEXT NOT NULL, role TEXT, grade TEXT, fte INTEGER NOT NULL, "start" INTEGER, "end" INTEGER,
    contract INTEGER, annual_cost INTEGER, weekly_cost INTEGER, vacancy INTEGER, planned_end INTEGER,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE books_items (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    ref TEXT, kind INTEGER NOT NULL, budget_line TEXT NOT NULL, category TEXT, version TEXT NOT NULL,
    y1 INTEGER, y2 INTEGER, y3 INTEGER, y4 INTEGER, y5 INTEGER, recurrent INTEGER, owner TEXT, note TEXT, evidence TEXT,
    type INTEGER, status INTEGER, delivered INTEGER, forecast INTEGER, in_year_pressure INTEGER, "group" TEXT, joint INTEGER,
    years INTEGER, conditions TEXT, pays_for TEXT,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;

-- Rows that could not be read.
CREATE TABLE books_quarantined (
    file INTEGER NOT NULL REFERENCES books_file (id),
    line INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    field TEXT, reason TEXT NOT NULL, excerpt TEXT NOT NULL
) STRICT;

CREATE INDEX books_quarantined_file ON books_quarantined (file, line);
