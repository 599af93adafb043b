-- code: 434
-- message: The episode is said to begin for a change of legal status alone, but the legal status is the same as before or the
--     placement is another.
-- fields: RNE, LS, PLACE, PL_POST, URN, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE = 'L'
  AND (e.LS = p.LS
       OR e.PLACE IS NOT p.PLACE OR e.PLACE_PROVIDER IS NOT p.PLACE_PROVIDER
       OR e.PL_POST IS NOT p.PL_POST OR e.URN IS NOT p.URN);
