-- code: 408
-- message: The child is placed for adoption with a placement order (A5 or A6), but the legal status is not E1.
-- fields: PLACE, LS
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE IN ('A5', 'A6') AND LS IS NOT 'E1';
