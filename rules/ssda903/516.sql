-- code: 516
-- message: A former foster carer became special guardian (E45 or E46), but the last placement was no foster placement (U1 to U6).
-- fields: REC, PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE REC IN ('E45', 'E46') AND ifnull(PLACE, '') NOT IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6');
