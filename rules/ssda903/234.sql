-- code: 234
-- message: The placement of a child under 10 is said to have changed because of custody.
-- fields: REASON_PLACE_CHANGE, DOB
-- tables: Episodes, Header
-- years: 2025-
SELECT 'Episodes', row FROM Episodes WHERE REASON_PLACE_CHANGE = 'CUSTOD' AND DECOM < birthday(born, 10)
UNION
SELECT 'Header', h.row FROM Episodes e CROSS JOIN Header h ON h.CHILD = e.CHILD
WHERE e.REASON_PLACE_CHANGE = 'CUSTOD' AND e.DECOM < birthday(h.DOB, 10);
