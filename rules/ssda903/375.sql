-- code: 375
-- message: A temporary stay in hospital (T1) lasted more than six weeks.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE = 'T1' AND DEC - DECOM > 42;
