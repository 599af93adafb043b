-- Results of runs, under the hash of all that went into them.

CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    asked INTEGER NOT NULL,           -- rises each time a run is asked for: the highest is the run that tables show
    snapshot INTEGER NOT NULL,        -- the newest snapshot when it was last asked for; 0 before any
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    council TEXT NOT NULL,
    authority TEXT NOT NULL,
    made_at TEXT NOT NULL,            -- UTC, from the door; not part of the id
    as_at INTEGER NOT NULL,
    months INTEGER NOT NULL,
    paths INTEGER NOT NULL,
    seed INTEGER NOT NULL,            -- 64 bits, as signed
    population INTEGER NOT NULL
) STRICT;

-- state and band are -1 for "all". Means are thousandths of a child, or pence.
CREATE TABLE run_history (
    run INTEGER NOT NULL REFERENCES run (number),
    position INTEGER NOT NULL,
    measure TEXT NOT NULL, date INTEGER NOT NULL, state INTEGER NOT NULL, band INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_forecast (
    run INTEGER NOT NULL REFERENCES run (number),
    position INTEGER NOT NULL,
    measure TEXT NOT NULL, date INTEGER NOT NULL, state INTEGER NOT NULL, band INTEGER NOT NULL,
    mean INTEGER NOT NULL,
    p2_5 INTEGER NOT NULL, p10 INTEGER NOT NULL, p25 INTEGER NOT NULL, p50 INTEGER NOT NULL,
    p75 INTEGER NOT NULL, p90 INTEGER NOT NULL, p97_5 INTEGER NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_provenance (
    run INTEGER NOT NULL REFERENCES run (number),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
