-- code: 379
-- message: A temporary placement for another reason (T4) lasted more than seven days.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE = 'T4' AND DEC - DECOM > 7;
