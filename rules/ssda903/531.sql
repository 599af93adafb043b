-- code: 531
-- message: The provider is voluntary or third sector (PR5), but the child is placed with parents (P1).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE_PROVIDER = 'PR5' AND PLACE = 'P1';
