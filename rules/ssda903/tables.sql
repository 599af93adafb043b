-- The tables that a rule sees: one collection year of one authority, and the year before it (names ending in _last).
--
-- They live in memory while `homeward check data` runs. Columns have the names of the return. `row` is the line of the file.
-- Dates are day numbers (days since 1 January 1970), codes are text in capitals, blank is NULL, CHILD is the child's number in
-- the casebook. Postcodes and UPNs are not kept: HOME_POST, PL_POST and UPN_HASH are keyed hashes, good for "the same" alone;
-- UPN is 'valid', 'invalid', 'UN1' … 'UN5' or NULL. Dates of which parts may be unknown have a text column beside the day.
--
-- Functions: birthday(born, n) is the day on which a person is n (born on 29 February: 1 March; NULL in, NULL out);
-- add_months(day, n) the same day n months on, or the last of the month.

-- One row: what is being checked.
CREATE TABLE collection (
    year INTEGER NOT NULL,            -- 2025 for 2025-26
    first_day INTEGER NOT NULL,       -- 1 April
    last_day INTEGER NOT NULL,        -- 31 March
    authority TEXT,                   -- DfE number
    has_last INTEGER NOT NULL         -- 1 when the year before is there
);

-- Code lists with the collection years in which each code is valid: list is "rne", "placement_type" and so on, as
-- src/returns/codes.h names them.
CREATE TABLE code (list TEXT NOT NULL, code TEXT NOT NULL, first_year INTEGER NOT NULL, last_year INTEGER NOT NULL,
                   PRIMARY KEY (list, code)) WITHOUT ROWID;

-- The tables that came, by their names below, each with its file. What `-- tables:` of a rule names must be here for it to run.
CREATE TABLE came (name TEXT PRIMARY KEY, file INTEGER) WITHOUT ROWID;

-- Rows that could not be read, by the field that stopped them: they are in none of the tables below. `form` is the name of a
-- table as below: 'Episodes'.
CREATE TABLE unreadable (form TEXT NOT NULL, row INTEGER NOT NULL, field TEXT);

CREATE TABLE Header (row INTEGER PRIMARY KEY, CHILD INTEGER, SEX TEXT, DOB INTEGER, ETHNIC TEXT, UPN TEXT, UPN_HASH INTEGER,
                     MOTHER TEXT, MC_DOB INTEGER,
                     UASC INTEGER);   -- 1 when the UASC table names the child, else 0

-- In the order of the file. A child's episodes in order of DECOM (blank last), then row, are its chain: `place_in_chain` is 1, 2, 3 …
-- in it, `previous` and `next` are the rows before and behind, NULL at the ends. `born` is DOB of the child's first header.
CREATE TABLE Episodes (row INTEGER PRIMARY KEY, CHILD INTEGER, DECOM INTEGER, RNE TEXT, LS TEXT, CIN TEXT, PLACE TEXT,
                       PLACE_PROVIDER TEXT, DEC INTEGER, REC TEXT, REASON_PLACE_CHANGE TEXT, HOME_POST INTEGER,
                       PL_POST INTEGER, URN TEXT,
                       place_in_chain INTEGER, previous INTEGER, next INTEGER, born INTEGER);

CREATE TABLE Reviews (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, REVIEW INTEGER, REVIEW_CODE TEXT);
CREATE TABLE UASC (row INTEGER PRIMARY KEY, CHILD INTEGER, SEX TEXT, DOB INTEGER, DUC INTEGER);
CREATE TABLE OC2 (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, SDQ_SCORE TEXT, SDQ_REASON TEXT, CONVICTED TEXT,
                  HEALTH_CHECK TEXT, IMMUNISATIONS TEXT, TEETH_CHECK TEXT, HEALTH_ASSESSMENT TEXT, SUBSTANCE_MISUSE TEXT,
                  INTERVENTION_RECEIVED TEXT, INTERVENTION_OFFERED TEXT);
CREATE TABLE OC3 (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, IN_TOUCH TEXT, ACTIV TEXT, ACCOM TEXT);
CREATE TABLE AD1 (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, DATE_INT INTEGER, DATE_MATCH INTEGER,
                  FOSTER_CARE TEXT, NB_ADOPTR TEXT, SEX_ADOPTR TEXT, LS_ADOPTR TEXT);
CREATE TABLE PlacedAdoption (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, DATE_PLACED INTEGER,
                             DATE_PLACED_CEASED INTEGER, REASON_PLACED_CEASED TEXT);
CREATE TABLE PrevPerm (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, PREV_PERM TEXT, LA_PERM TEXT,
                       DATE_PERM INTEGER, DATE_PERM_TEXT TEXT);
CREATE TABLE Missing (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, MISSING TEXT, MIS_START INTEGER, MIS_END INTEGER);
CREATE TABLE SWEpisodes (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, SW_ID INTEGER, SW_FORM TEXT,
                         SW_DECOM INTEGER, SW_DECOM_TEXT TEXT, SW_DEC INTEGER, SW_DEC_TEXT TEXT, SW_REASON TEXT);
CREATE TABLE DoLo (row INTEGER PRIMARY KEY, CHILD INTEGER, DOB INTEGER, DOLO_START INTEGER, DOLO_END INTEGER);

-- Only the year before's tables that some rule looks at.
CREATE TABLE Header_last AS SELECT * FROM Header WHERE 0;
CREATE TABLE Episodes_last AS SELECT * FROM Episodes WHERE 0;
CREATE TABLE UASC_last AS SELECT * FROM UASC WHERE 0;
CREATE TABLE OC3_last AS SELECT * FROM OC3 WHERE 0;
CREATE TABLE AD1_last AS SELECT * FROM AD1 WHERE 0;
CREATE TABLE PlacedAdoption_last AS SELECT * FROM PlacedAdoption WHERE 0;
CREATE TABLE PrevPerm_last AS SELECT * FROM PrevPerm WHERE 0;
CREATE TABLE Missing_last AS SELECT * FROM Missing WHERE 0;
CREATE TABLE SWEpisodes_last AS SELECT * FROM SWEpisodes WHERE 0;
