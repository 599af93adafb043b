-- code: 225
-- message: The placement changed, but no reason for the change is given.
-- fields: REASON_PLACE_CHANGE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes n ON n.row = e.next
WHERE e.REC = 'X1' AND n.RNE IN ('P', 'T', 'B', 'U') AND e.REASON_PLACE_CHANGE IS NULL
  AND ifnull(e.PLACE, '') NOT IN ('T0', 'T1', 'T2', 'T3', 'T4') AND ifnull(n.PLACE, '') NOT IN ('T0', 'T1', 'T2', 'T3', 'T4');
