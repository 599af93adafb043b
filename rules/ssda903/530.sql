-- code: 530
-- message: The provider is private (PR4), but the child is placed with parents (P1).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE_PROVIDER = 'PR4' AND PLACE = 'P1';
