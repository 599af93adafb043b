-- code: 376
-- message: A temporary placement while the foster carers were on holiday (T3) lasted more than three weeks.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE = 'T3' AND DEC - DECOM > 21;
