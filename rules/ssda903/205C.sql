-- code: 205C
-- message: x
-- fields: DUC, UASC
-- tables: Header, UASC, UASC_last
-- years: 0-
WITH wrong AS (
    SELECT h.row AS header, u.row AS uasc
    FROM UASC u LEFT JOIN UASC_last b ON b.CHILD = u.CHILD LEFT JOIN Header h ON h.CHILD = u.CHILD LEFT JOIN Header_last l ON l.CHILD = u.CHILD
    WHERE h.UASC IS NOT 1 AND l.UASC IS NOT 1 AND (EXISTS (SELECT 1 FROM Header_last) OR b.row IS NULL)
      AND (u.DUC IS NOT NULL OR b.DUC IS NOT NULL))
SELECT 'UASC', uasc FROM wrong
UNION
SELECT 'Header', header FROM wrong WHERE header IS NOT NULL;
