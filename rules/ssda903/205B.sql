-- code: 205B
-- message: x
-- fields: DUC, UASC
-- tables: Header, UASC, UASC_last
-- years: 0-
WITH wrong AS (
    SELECT h.row AS header, u.row AS uasc
    FROM UASC u JOIN UASC_last b ON b.CHILD = u.CHILD JOIN Header h ON h.CHILD = u.CHILD LEFT JOIN Header_last l ON l.CHILD = u.CHILD,
         collection
    WHERE h.UASC = 1 AND (l.UASC = 1 OR NOT EXISTS (SELECT 1 FROM Header_last))
      AND NOT ifnull(b.DUC = birthday(u.DOB, 18) AND (u.DUC = b.DUC OR u.DUC BETWEEN first_day AND last_day), 0))
SELECT 'Header', header FROM wrong
UNION
SELECT 'UASC', uasc FROM wrong;
