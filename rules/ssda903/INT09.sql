-- code: INT09
-- message: The child is in the UASC table, but has no header.
-- fields: CHILD
-- tables: Header, UASC
-- years: 0-
SELECT 'UASC', u.row FROM UASC u WHERE NOT EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = u.CHILD);
