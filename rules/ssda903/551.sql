-- code: 551
-- message: The child is placed for adoption (A3 to A6), but there is no date of the decision that the child should be.
-- fields: DATE_PLACED, PLACE
-- tables: Episodes, PlacedAdoption
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.PLACE IN ('A3', 'A4', 'A5', 'A6')
    AND NOT EXISTS (SELECT 1 FROM PlacedAdoption p WHERE p.CHILD = e.CHILD AND p.DATE_PLACED IS NOT NULL);
