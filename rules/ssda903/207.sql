-- code: 207
-- message: The return of the year before says that the child is a mother, and this one does not.
-- fields: MOTHER
-- tables: Episodes, Header, Header_last
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE h.MOTHER IS NOT '1'
  AND EXISTS (SELECT 1 FROM Header_last l WHERE l.CHILD = h.CHILD AND l.MOTHER = '1')
  AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = h.CHILD);
