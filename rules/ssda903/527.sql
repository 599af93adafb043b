-- code: 527
-- message: The provider is the local authority itself (PR1) for a placement that it cannot provide (P1, R2 or R5).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE_PROVIDER = 'PR1' AND PLACE IN ('P1', 'R2', 'R5');
