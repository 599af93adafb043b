-- Back-tests: forecasts from days in the past held against what came, under the hash of all that went into them.

-- What a run has in common with the back-tests that speak of it: data, system, prices, priors, engine; '' of older runs.
ALTER TABLE run ADD COLUMN basis TEXT NOT NULL DEFAULT '';

CREATE TABLE backtest (
    number INTEGER PRIMARY KEY,
    asked INTEGER NOT NULL,           -- rises each time one is asked for: the highest of a basis is the one that speaks
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    basis TEXT NOT NULL CHECK (length(basis) = 32),
    council TEXT NOT NULL,
    authority TEXT NOT NULL,
    made_at TEXT NOT NULL,            -- UTC, from the door; not part of the id
    as_at INTEGER NOT NULL,           -- the last month end of which what came is known
    origins INTEGER NOT NULL,
    wanted INTEGER NOT NULL,          -- origins that were asked for
    spacing INTEGER NOT NULL,         -- months between two of them
    horizon INTEGER NOT NULL,         -- months
    paths INTEGER NOT NULL,
    seed INTEGER NOT NULL,            -- 64 bits, as signed
    own_growth INTEGER NOT NULL,      -- thousandths
    -- The verdict: on the number of children, all origins and horizons together. Shares are thousandths of what came.
    outcomes INTEGER NOT NULL,
    held INTEGER NOT NULL,            -- thousandths of the outcomes that the 80% range held
    miss INTEGER NOT NULL, miss_no_change INTEGER NOT NULL, miss_markov INTEGER NOT NULL,
    bias INTEGER NOT NULL,
    outside INTEGER NOT NULL,         -- limits that it breaks, as bits
    knows_later INTEGER NOT NULL      -- origins whose prior knows years later than they
) STRICT;

CREATE INDEX backtest_basis ON backtest (basis, asked);

-- One number that was forecast, and what came. state and band are -1 for "all". Thousandths of a child, or pence.
CREATE TABLE backtest_outcome (
    backtest INTEGER NOT NULL REFERENCES backtest (number),
    position INTEGER NOT NULL,
    origin INTEGER NOT NULL, months INTEGER NOT NULL,
    measure TEXT NOT NULL, state INTEGER NOT NULL, band INTEGER NOT NULL, method TEXT NOT NULL,
    truth INTEGER NOT NULL, mean INTEGER NOT NULL, crps INTEGER NOT NULL,
    p2_5 INTEGER NOT NULL, p10 INTEGER NOT NULL, p25 INTEGER NOT NULL, p50 INTEGER NOT NULL,
    p75 INTEGER NOT NULL, p90 INTEGER NOT NULL, p97_5 INTEGER NOT NULL,
    held50 INTEGER NOT NULL, held80 INTEGER NOT NULL, held95 INTEGER NOT NULL, -- thousandths; -1 of a method without ranges
    PRIMARY KEY (backtest, position)
) STRICT, WITHOUT ROWID;
