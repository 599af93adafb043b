-- code: 358
-- message: The child was under 10 when an episode of remand, detention or a youth order (J1, J2 or J3) began.
-- fields: DECOM, DOB, LS
-- tables: Header, Episodes
-- years: 0-
WITH found AS (
    SELECT e.row AS episode, h.row AS header
    FROM Episodes e CROSS JOIN Header h ON h.CHILD = e.CHILD
    WHERE e.LS IN ('J1', 'J2', 'J3') AND e.DECOM < birthday(h.DOB, 10))
SELECT 'Episodes', episode FROM found
UNION
SELECT 'Header', header FROM found;
