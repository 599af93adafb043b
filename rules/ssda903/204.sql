-- code: 204
-- message: The ethnic group is not what the return of the year before says.
-- fields: ETHNIC
-- tables: Header, Header_last
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE EXISTS (SELECT 1 FROM Header_last l WHERE l.CHILD = h.CHILD AND l.ETHNIC IS NOT h.ETHNIC);
