-- code: 528
-- message: The provider is another local authority (PR2) for a placement that it cannot provide (P1, R2 or R5).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE_PROVIDER = 'PR2' AND PLACE IN ('P1', 'R2', 'R5');
