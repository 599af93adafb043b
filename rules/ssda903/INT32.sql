-- code: INT32
-- message: The child is in the header table more than once.
-- fields: CHILD
-- tables: Header
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE EXISTS (SELECT 1 FROM Header o WHERE o.CHILD = h.CHILD AND o.row <> h.row);
