-- code: 504
-- message: The category of need is not that of the episode which this one continues.
-- fields: CIN
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE p.REC = 'X1' AND e.DECOM = p.DEC AND e.CIN IS NOT p.CIN;
