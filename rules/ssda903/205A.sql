-- code: 205A
-- message: The child was an unaccompanied asylum-seeking child last year and is not one this year, but the day it ceased is not before this year.
-- fields: CHILD, UASC
-- tables: Header, UASC, UASC_last
-- years: 0-
WITH wrong AS (
    SELECT h.row, h.CHILD FROM UASC_last b JOIN Header h ON h.CHILD = b.CHILD LEFT JOIN Header_last l ON l.CHILD = h.CHILD
    WHERE h.UASC IS NOT 1 AND (l.UASC = 1 OR NOT EXISTS (SELECT 1 FROM Header_last))
      AND b.DUC >= (SELECT first_day FROM collection))
SELECT DISTINCT 'Header', row FROM wrong
UNION
SELECT 'UASC', u.row FROM wrong JOIN UASC u ON u.CHILD = wrong.CHILD;
