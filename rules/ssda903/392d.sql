-- code: 392d
-- message: The home postcode and the placement postcode are the same, and the child is not placed with parents (P1).
-- fields: HOME_POST, PL_POST, PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE HOME_POST = PL_POST AND PLACE IS NOT 'P1';
