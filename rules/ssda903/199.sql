-- code: 199
-- message: The child has an episode after one that ended in adoption.
-- fields: CHILD
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes a CROSS JOIN Episodes e ON e.CHILD = a.CHILD AND e.place_in_chain > a.place_in_chain
WHERE a.REC IN ('E11', 'E12') AND e.DECOM IS NOT NULL
UNION
SELECT 'Episodes', e.row FROM Episodes_last a CROSS JOIN Episodes e ON e.CHILD = a.CHILD AND e.DECOM >= a.DECOM
WHERE a.REC IN ('E11', 'E12');
