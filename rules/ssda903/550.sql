-- code: 550
-- message: The provider is the parents (PR0), but the child is not placed with parents (P1).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE_PROVIDER = 'PR0' AND PLACE IS NOT 'P1';
