-- code: 355
-- message: The episode lasted less than a day.
-- fields: DECOM, DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE DECOM = DEC;
