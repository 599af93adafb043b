-- code: 354
-- message: The episode began after the end of the year.
-- fields: DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE DECOM > (SELECT last_day FROM collection);
