-- code: 205C
-- message: A day is given on which the child ceased to be an unaccompanied asylum-seeking child, but neither year says that
--     it was one.
-- fields: DUC, UASC
-- tables: UASC, UASC_last
-- years: 0-
-- why: by CSV the mark in the header follows from the UASC table, so that only a child without a header is found.
WITH found AS (
    SELECT h.row AS header, u.row AS uasc
    FROM UASC u LEFT JOIN UASC_last b ON b.CHILD = u.CHILD LEFT JOIN Header h ON h.CHILD = u.CHILD
    LEFT JOIN Header_last l ON l.CHILD = u.CHILD
    WHERE (u.DUC IS NOT NULL OR b.DUC IS NOT NULL)
      AND h.UASC IS NOT 1 AND EXISTS (SELECT 1 FROM Header)
      AND CASE WHEN EXISTS (SELECT 1 FROM Header_last) THEN l.UASC IS NOT 1 ELSE b.DUC IS NULL END)
SELECT 'Header', header FROM found WHERE header IS NOT NULL
UNION
SELECT 'UASC', uasc FROM found;
