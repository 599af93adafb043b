-- code: 553
-- message: There is a placement order (E1), but nothing about the decision that the child should be placed for adoption.
-- fields: CHILD, DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED
-- tables: Episodes, PlacedAdoption
-- years: 0-
WITH silent AS (
    SELECT e.row AS episode, p.row AS decision
    FROM Episodes e LEFT JOIN PlacedAdoption p ON p.CHILD = e.CHILD
    WHERE e.LS = 'E1' AND coalesce(p.DATE_PLACED, p.DATE_PLACED_CEASED, p.REASON_PLACED_CEASED) IS NULL)
SELECT 'Episodes', episode FROM silent
UNION
SELECT 'PlacedAdoption', decision FROM silent WHERE decision IS NOT NULL;
