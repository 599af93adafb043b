-- The homes and beds that the council can count on, list by list, and which import brought it.

-- One capacity list. In force while superseded_by is NULL; an authority has one at a time.
CREATE TABLE capacity_list (
    id INTEGER PRIMARY KEY,
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    superseded_by INTEGER REFERENCES snapshot (id),
    authority TEXT NOT NULL,          -- GSS code
    name TEXT NOT NULL,               -- with the folder that it lies in: lists/capacity.csv
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- keyed BLAKE2b-256 of the bytes
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    extra_columns TEXT                -- names of columns that are none of the list; their cells are not kept
) STRICT;

CREATE UNIQUE INDEX capacity_list_in_force ON capacity_list (authority) WHERE superseded_by IS NULL;
CREATE INDEX capacity_list_hash ON capacity_list (hash);

CREATE TABLE capacity (
    list INTEGER NOT NULL REFERENCES capacity_list (id),
    line INTEGER NOT NULL,
    state TEXT NOT NULL,              -- id of the kind of placement in the care system of the import
    owner INTEGER NOT NULL,           -- 0 council, 1 block, 2 framework, 3 spot
    places INTEGER,                   -- NULL: as many as can be bought
    holds_from INTEGER,               -- day; NULL: they have always been there
    holds_to INTEGER,                 -- first day without them; NULL: no end is known
    provider TEXT,
    urn TEXT, grade TEXT, district TEXT,
    PRIMARY KEY (list, line)
) STRICT, WITHOUT ROWID;

-- Rows that could not be read or whose kind is no kind of placement.
CREATE TABLE capacity_quarantined (
    list INTEGER NOT NULL REFERENCES capacity_list (id),
    line INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    field TEXT, reason TEXT NOT NULL, excerpt TEXT NOT NULL
) STRICT;

CREATE INDEX capacity_quarantined_list ON capacity_quarantined (list, line);
