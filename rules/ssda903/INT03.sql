-- code: INT03
-- message: The child of the episode is not in the header table.
-- fields: CHILD
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e WHERE NOT EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD);
