-- code: 205A
-- message: The child was an unaccompanied asylum-seeking child last year and is not one this year, but by the day given last
--     year it ceases to be one this year or later.
-- fields: CHILD, UASC
-- tables: UASC, UASC_last
-- years: 0-
-- why: without a header table a child counts as one of these children in a year for which the day that ends it is given.
WITH found AS (
    SELECT h.row AS header, u.row AS uasc
    FROM UASC_last b LEFT JOIN Header h ON h.CHILD = b.CHILD LEFT JOIN UASC u ON u.CHILD = b.CHILD
    LEFT JOIN Header_last l ON l.CHILD = b.CHILD
    WHERE b.DUC >= (SELECT first_day FROM collection)
      AND (l.UASC = 1 OR NOT EXISTS (SELECT 1 FROM Header_last))
      AND CASE WHEN EXISTS (SELECT 1 FROM Header) THEN h.UASC = 0 ELSE u.DUC IS NULL END)
SELECT 'Header', header FROM found WHERE header IS NOT NULL
UNION
SELECT 'UASC', uasc FROM found WHERE uasc IS NOT NULL;
