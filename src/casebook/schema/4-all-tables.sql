-- The nine tables of the return that step 1 only named, and what codes mean where no list knows them.
--
-- `return_file` is rebuilt, because step 1 held `form` to three words. Its rows keep their ids.

CREATE TABLE return_file_of_all_tables (
    id INTEGER PRIMARY KEY,
    brought_by INTEGER NOT NULL REFERENCES snapshot (id),
    superseded_by INTEGER REFERENCES snapshot (id),
    authority TEXT NOT NULL,          -- GSS code
    form TEXT NOT NULL CHECK (form IN ('header', 'episodes', 'reviews', 'uasc', 'oc2', 'oc3', 'ad1', 'placed_adoption',
                                       'previous_permanence', 'missing', 'social_worker', 'dolo')),
    year INTEGER NOT NULL,            -- collection year: 2020 for 2020-21
    annual INTEGER NOT NULL CHECK (annual IN (0, 1)),
    last_date INTEGER,                -- latest day within the year of which its episodes speak
    name TEXT NOT NULL,               -- with the folder that it lies in: 2019/episodes.csv
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- keyed BLAKE2b-256 of the bytes; one file may bring several of these
    content BLOB CHECK (length(content) = 32), -- keyed hash of what its rows say, in whatever form they came; null before step 4
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    extra_columns TEXT,               -- names of columns that no layout knows
    extra_sealed BLOB                 -- their cells: XChaCha20-Poly1305 under a key that is not in here
) STRICT;

INSERT INTO return_file_of_all_tables SELECT id, brought_by, superseded_by, authority, form, year, annual, last_date, name,
    hash, NULL, rows_read, rows_kept, extra_columns, extra_sealed FROM return_file;
DROP TABLE return_file;
ALTER TABLE return_file_of_all_tables RENAME TO return_file;
CREATE UNIQUE INDEX return_file_in_force ON return_file (authority, form, year) WHERE superseded_by IS NULL;
CREATE INDEX return_file_hash ON return_file (hash);

-- Which UPN it is, without the UPN: a keyed hash of 64 bits, as of postcodes. Null unless `upn` is 'valid'. Two years can be
-- held against one another (rule 208) and two children told apart (rule 444); the number itself is not kept.
ALTER TABLE header_row ADD COLUMN upn_hash INTEGER;

CREATE TABLE review (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    review INTEGER, review_code TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE oc2_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    sdq_score TEXT, sdq_reason TEXT, convicted TEXT, health_check TEXT, immunisations TEXT, teeth_check TEXT,
    health_assessment TEXT, substance_misuse TEXT, intervention_received TEXT, intervention_offered TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE oc3_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    in_touch TEXT, activ TEXT, accom TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE ad1_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    date_int INTEGER, date_match INTEGER, foster_care TEXT, nb_adoptr TEXT, sex_adoptr TEXT, ls_adoptr TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE placed_adoption_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    date_placed INTEGER, date_placed_ceased INTEGER, reason_placed_ceased TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE previous_permanence_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    prev_perm TEXT, la_perm TEXT,
    date_perm TEXT,                   -- dd/mm/yyyy, of which day, month or all may be ZZ: not known
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE missing_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    missing TEXT, mis_start INTEGER, mis_end INTEGER,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE social_worker_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    sw_form TEXT,                     -- 'SW' (a Social Work England number), 'XX' or 'other'
    sw_hash INTEGER,                  -- which social worker it is: a keyed hash of 64 bits; the number itself is not kept
    sw_decom TEXT, sw_dec TEXT,       -- dd/mm/yyyy, of which parts may be ZZ: not known
    sw_reason TEXT,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE dolo_row (
    file INTEGER NOT NULL REFERENCES return_file (id),
    line INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    dolo_start INTEGER, dolo_end INTEGER,
    PRIMARY KEY (file, line)
) STRICT, WITHOUT ROWID;

-- What the council says that an unknown code of PLACE stands for: a kind of placement of the care system. A later line for a
-- code takes the place of the earlier, which stays; one without a state takes the meaning back.
CREATE TABLE code_meaning (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,               -- "Q9"
    state TEXT,                       -- id of the kind of placement: "other_residential"
    reason TEXT CHECK (state IS NULL OR coalesce(length(trim(reason)), 0) > 0),
    said_at TEXT NOT NULL,            -- UTC, from the door
    said_by TEXT NOT NULL
) STRICT;
