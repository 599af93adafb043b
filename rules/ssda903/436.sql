-- code: 436
-- message: The episode is said to begin for a change of placement and of legal status, but one of them is the same as before.
-- fields: RNE, LS, PLACE, PL_POST, URN, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('B', 'U')
  AND (e.LS IS p.LS
       OR e.PLACE IS p.PLACE AND e.PLACE_PROVIDER IS p.PLACE_PROVIDER AND e.PL_POST IS p.PL_POST AND e.URN IS p.URN);
