-- code: 203
-- message: The date of birth is not what the return of the year before says.
-- fields: DOB
-- tables: Header, Header_last
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE EXISTS (SELECT 1 FROM Header_last l WHERE l.CHILD = h.CHILD AND l.DOB IS NOT h.DOB);
