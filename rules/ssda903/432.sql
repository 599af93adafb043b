-- code: 432
-- message: The child left care at the end of the episode before, but this episode is not said to be a new start.
-- fields: RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE p.REC <> 'X1' AND p.REC IN (SELECT code FROM code WHERE list = 'rec') AND e.RNE IS NOT 'S';
