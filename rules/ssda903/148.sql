-- code: 148
-- message: Of the end date and the reason for ending, one is filled in and the other is blank.
-- fields: DEC, REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE (DEC IS NULL) <> (REC IS NULL);
