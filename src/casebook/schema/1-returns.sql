-- What councils send, row by row as it came, and which import brought it.

-- One import. A later one supersedes; nothing is ever taken away.
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,            -- UTC, from the door
    made_by TEXT NOT NULL             -- the person, as the door knows them
) STRICT;

-- One file of an import. In force while superseded_by is NULL.
CREATE TABLE return_file (
    id INTEGER PRIMARY KEY,
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    superseded_by INTEGER REFERENCES snapshot (id),
    authority TEXT NOT NULL,          -- GSS code
    form TEXT NOT NULL CHECK (form IN ('header', 'episodes', 'uasc')),
    year INTEGER NOT NULL,            -- collection year: 2020 for 2020-21
    annual INTEGER NOT NULL CHECK (annual IN (0, 1)),
    last_date INTEGER,                -- latest day within the year of which its episodes speak
    name TEXT NOT NULL,               -- with the folder that it lies in: 2019/episodes.csv
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- keyed BLAKE2b-256 of the bytes
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    extra_columns TEXT,               -- names of columns that no layout knows
    extra_sealed BLOB                 -- their cells: XChaCha20-Poly1305 under a key that is not in here
) STRICT;

CREATE UNIQUE INDEX return_file_in_force ON return_file (authority, form, year) WHERE superseded_by IS NULL;
CREATE INDEX return_file_hash ON return_file (hash);

CREATE TABLE child (
    id INTEGER PRIMARY KEY,
    authority TEXT NOT NULL,
    pseudonym BLOB NOT NULL UNIQUE CHECK (length(pseudonym) = 16) -- keyed BLAKE2b-128 of AUTHORITY|CHILD
) STRICT;

-- The only place of dates of birth (days since 1970): never exported.
CREATE TABLE child_birth (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    born INTEGER,                     -- DOB
    own_child_born INTEGER,           -- MC_DOB: the child that this child has
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE header_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    sex TEXT, ethnic TEXT,
    upn TEXT CHECK (upn IN ('valid', 'invalid', 'UN1', 'UN2', 'UN3', 'UN4', 'UN5')),
    mother TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE episode (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    decom INTEGER NOT NULL, dec INTEGER,
    rne TEXT, ls TEXT, cin TEXT, place TEXT, place_provider TEXT, rec TEXT, reason_place_change TEXT,
    home_hash INTEGER, home_district TEXT,   -- keyed hash of the whole postcode; its district
    place_hash INTEGER, place_district TEXT,
    urn TEXT,                         -- Ofsted's number; a text without the form of one is left out, as it may be a name
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE uasc_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    sex TEXT, duc INTEGER,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

-- Rows that could not be read; the excerpt has identities masked.
CREATE TABLE quarantined (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    field TEXT, reason TEXT NOT NULL, excerpt TEXT NOT NULL
) STRICT;

CREATE INDEX quarantined_file ON quarantined (file, line);
