-- code: 366
-- message: The child changed placement within one short-term break (V3), where each break is a start (S) of its own.
-- fields: RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE LS = 'V3' AND RNE IS NOT 'S';
