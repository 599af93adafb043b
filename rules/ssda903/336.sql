-- code: 336
-- message: The child is placed for adoption (A3 or A4), but the placement before was neither foster care nor for adoption.
-- fields: PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e CROSS JOIN Episodes before ON before.row = e.previous
WHERE e.PLACE IN ('A3', 'A4')
    AND ifnull(before.PLACE, '') NOT IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'A3', 'A4', 'A5', 'A6');
