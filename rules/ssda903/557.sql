-- code: 557
-- message: The child left care without being adopted, but nothing says that the decision to place for adoption was reversed.
-- fields: DATE_PLACED_CEASED, REASON_PLACED_CEASED, PLACE, LS, REC
-- tables: Episodes, PlacedAdoption
-- years: 0-
WITH left_care AS (
    SELECT e.row AS episode, p.row AS decision
    FROM Episodes e LEFT JOIN PlacedAdoption p ON p.CHILD = e.CHILD
    WHERE (e.PLACE IN ('A3', 'A4', 'A5', 'A6') OR e.LS = 'E1') AND e.REC NOT IN ('X1', 'E11', 'E12')
        AND (p.DATE_PLACED_CEASED IS NULL OR p.REASON_PLACED_CEASED IS NULL))
SELECT 'Episodes', episode FROM left_care
UNION
SELECT 'PlacedAdoption', decision FROM left_care WHERE decision IS NOT NULL;
