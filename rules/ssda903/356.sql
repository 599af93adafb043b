-- code: 356
-- message: The episode ended before it began.
-- fields: DECOM, DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE DEC < DECOM;
