-- code: 442
-- message: The UPN is blank for a child who has been looked after other than on short-term breaks (V3 or V4).
-- fields: UPN
-- tables: Episodes, Header
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE h.UPN IS NULL
    AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = h.CHILD AND ifnull(e.LS, '') NOT IN ('V3', 'V4'));
