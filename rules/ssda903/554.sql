-- code: 554
-- message: The placement order (E1) began before the decision that the child should be placed for adoption.
-- fields: DATE_PLACED, DECOM, LS
-- tables: Episodes, PlacedAdoption
-- years: 0-
WITH found AS (
    SELECT e.row AS episode, p.row AS decision
    FROM PlacedAdoption p CROSS JOIN Episodes e ON e.CHILD = p.CHILD
    WHERE e.LS = 'E1' AND p.DATE_PLACED > e.DECOM)
SELECT 'Episodes', episode FROM found
UNION
SELECT 'PlacedAdoption', decision FROM found;
