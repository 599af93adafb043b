-- code: 242
-- message: The Ofsted number XXXXXXX stands for a regional adoption agency, but the placement is neither for adoption nor
--     with foster carers.
-- fields: URN
-- tables: Episodes
-- years: 2025-
SELECT 'Episodes', row FROM Episodes
WHERE URN = 'XXXXXXX'
  AND ifnull(PLACE, '') NOT IN ('A3', 'A4', 'A5', 'A6', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6');
