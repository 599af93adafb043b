-- What people know of the variances of a year: the rows of causes.csv. A file is in force for its year (7-books.sql).

CREATE TABLE books_causes (
    part INTEGER NOT NULL REFERENCES books_part (id),
    line INTEGER NOT NULL,
    budget_line TEXT NOT NULL, cause TEXT NOT NULL, amount INTEGER, recurrent INTEGER, note TEXT, owner TEXT, due INTEGER,
    year INTEGER, source TEXT,
    PRIMARY KEY (part, line)
) STRICT, WITHOUT ROWID;
