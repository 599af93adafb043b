-- code: 205B
-- message: The child is an unaccompanied asylum-seeking child in both years, but the day on which that ends was not its 18th
--     birthday last year, or is neither that birthday nor a day of this year now.
-- fields: DUC, UASC
-- tables: UASC, UASC_last
-- years: 0-
-- why: without a header table a child counts as one of these children in a year for which the day that ends it is given.
WITH found AS (
    SELECT h.row AS header, u.row AS uasc
    FROM collection, UASC u JOIN UASC_last b ON b.CHILD = u.CHILD LEFT JOIN Header h ON h.CHILD = u.CHILD
    LEFT JOIN Header_last l ON l.CHILD = u.CHILD
    WHERE CASE WHEN EXISTS (SELECT 1 FROM Header) THEN h.UASC = 1 ELSE u.DUC IS NOT NULL END
      AND CASE WHEN EXISTS (SELECT 1 FROM Header_last) THEN l.UASC = 1 ELSE b.DUC IS NOT NULL END
      AND NOT ifnull(b.DUC = birthday(u.DOB, 18) AND (u.DUC = b.DUC OR u.DUC BETWEEN first_day AND last_day), 0))
SELECT 'Header', header FROM found WHERE header IS NOT NULL
UNION
SELECT 'UASC', uasc FROM found;
