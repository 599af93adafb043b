-- code: 378
-- message: The child is placed with parents (P1) while accommodated under section 20 (V2).
-- fields: PLACE, LS
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE = 'P1' AND LS = 'V2';
