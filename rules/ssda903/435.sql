-- code: 435
-- message: The episode is said to begin for a change of placement alone, but the placement is the same as before or the legal
--     status is another.
-- fields: LS, PLACE, PL_POST, URN, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
-- why: where a legal status is blank, nothing shows that it stayed the same.
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('P', 'T')
  AND (ifnull(e.LS <> p.LS, 1)
       OR e.PLACE = p.PLACE AND e.PLACE_PROVIDER IS p.PLACE_PROVIDER AND e.PL_POST IS p.PL_POST AND e.URN IS p.URN);
