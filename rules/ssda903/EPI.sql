-- code: EPI
-- message: The child has a header, but neither episodes nor a care leaver record (OC3).
-- fields: CHILD
-- tables: Header
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = h.CHILD)
    AND NOT EXISTS (SELECT 1 FROM OC3 o WHERE o.CHILD = h.CHILD);
