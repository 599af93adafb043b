-- code: 529
-- message: The provider is another public body (PR3) for a placement that it cannot provide (P1, A3 to A6, K1, K2 or U1 to U6).
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE PLACE_PROVIDER = 'PR3' AND PLACE IN ('P1', 'A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6');
