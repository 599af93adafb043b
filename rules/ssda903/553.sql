-- code: 553
-- message: There is a placement order (E1), but nothing about the decision that the child should be placed for adoption.
-- fields: CHILD, DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED
-- tables: Episodes, PlacedAdoption
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.LS = 'E1' AND NOT EXISTS (SELECT 1 FROM PlacedAdoption p WHERE p.CHILD = e.CHILD);
