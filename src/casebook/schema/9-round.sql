-- Versions of a budget round that are finished.

-- A frozen version takes no more items, by import or by command.
CREATE TABLE round_frozen (
    authority TEXT NOT NULL,          -- GSS code
    version TEXT NOT NULL,            -- "final"
    frozen_at TEXT NOT NULL,          -- UTC, from the door
    frozen_by TEXT NOT NULL,          -- the person, as the door knows them
    PRIMARY KEY (authority, version)
) STRICT, WITHOUT ROWID;
