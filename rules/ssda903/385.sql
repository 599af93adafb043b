-- code: 385
-- message: The episode ended after the end of the year.
-- fields: DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE DEC > (SELECT last_day FROM collection);
