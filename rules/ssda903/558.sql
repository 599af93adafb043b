-- code: 558
-- message: The child was adopted (E11 or E12), but every decision to place the child for adoption has been reversed.
-- fields: DATE_PLACED_CEASED, REC
-- tables: Episodes, PlacedAdoption
-- years: 0-
-- why: One decision alone that was reversed is rule 525's; the worked case leaves it there.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.REC IN ('E11', 'E12')
    AND (SELECT count(*) > 1 AND count(*) = count(DATE_PLACED_CEASED) FROM PlacedAdoption p WHERE p.CHILD = e.CHILD);
