-- What the council pays a week for each kind of placement, list by list, and which import brought it.

-- One price list. In force while superseded_by is NULL; an authority has one at a time.
CREATE TABLE price_list (
    id INTEGER PRIMARY KEY,
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    superseded_by INTEGER REFERENCES snapshot (id),
    authority TEXT NOT NULL,          -- GSS code
    name TEXT NOT NULL,               -- with the folder that it lies in: returns/price-list.csv
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- keyed BLAKE2b-256 of the bytes
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    extra_columns TEXT                -- names of columns that are none of a price list; their cells are not kept
) STRICT;

CREATE UNIQUE INDEX price_list_in_force ON price_list (authority) WHERE superseded_by IS NULL;
CREATE INDEX price_list_hash ON price_list (hash);

CREATE TABLE price (
    list INTEGER NOT NULL REFERENCES price_list (id),
    line INTEGER NOT NULL,
    state TEXT NOT NULL,              -- id of the kind of placement in the care system of the import
    per_week INTEGER NOT NULL,        -- pence
    holds_from INTEGER NOT NULL,      -- day
    uplift INTEGER NOT NULL,          -- thousandths of a percent each 1 April after that
    source TEXT,
    PRIMARY KEY (list, line)
) STRICT, WITHOUT ROWID;

-- Rows that could not be read or whose type is no kind of placement.
CREATE TABLE price_quarantined (
    list INTEGER NOT NULL REFERENCES price_list (id),
    line INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    field TEXT, reason TEXT NOT NULL, excerpt TEXT NOT NULL
) STRICT;

CREATE INDEX price_quarantined_list ON price_quarantined (list, line);
