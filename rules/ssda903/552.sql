-- code: 552
-- message: The child was placed for adoption (A3 to A6) before the decision that the child should be.
-- fields: DATE_PLACED, DECOM
-- tables: Episodes, PlacedAdoption
-- years: 0-
WITH found AS (
    SELECT e.row AS episode, p.row AS decision
    FROM PlacedAdoption p CROSS JOIN Episodes e ON e.CHILD = p.CHILD
    WHERE e.PLACE IN ('A3', 'A4', 'A5', 'A6') AND p.DATE_PLACED > e.DECOM)
SELECT 'Episodes', episode FROM found
UNION
SELECT 'PlacedAdoption', decision FROM found;
