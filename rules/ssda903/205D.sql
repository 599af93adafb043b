-- code: 205D
-- message: The child is an unaccompanied asylum-seeking child this year, but the return of the year before says that it was
--     not.
-- fields: UASC, CHILD
-- tables: UASC, UASC_last
-- years: 0-
-- why: without a header table a child counts as one of these children in a year for which the day that ends it is given.
SELECT 'Header', h.row FROM Header h
WHERE h.UASC = 1 AND EXISTS (SELECT 1 FROM Header_last l WHERE l.CHILD = h.CHILD AND l.UASC IS NOT 1)
UNION ALL
SELECT 'UASC', u.row FROM UASC u
WHERE NOT EXISTS (SELECT 1 FROM Header) AND u.DUC IS NOT NULL
  AND EXISTS (SELECT 1 FROM UASC_last b WHERE b.CHILD = u.CHILD AND b.DUC IS NULL);
