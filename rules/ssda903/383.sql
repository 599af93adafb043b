-- code: 383
-- message: After a temporary placement the child did not move back (P) to the placement before it, of the same type and postcode.
-- fields: PLACE, RNE, PL_POST
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row
FROM Episodes away CROSS JOIN Episodes e ON e.row = away.next CROSS JOIN Episodes home ON home.row = away.previous
WHERE away.PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4')
    AND NOT (e.RNE IS 'P' AND ifnull(e.PLACE = home.PLACE, 0) AND ifnull(e.PL_POST = home.PL_POST, 0));
