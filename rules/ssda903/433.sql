-- code: 433
-- message: The episode is said to go on from the one before, but does not begin on the day on which that one ended.
-- fields: RNE, DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('P', 'L', 'T', 'U', 'B') AND e.DECOM IS NOT p.DEC;
