-- code: 437
-- message: The child is said to have died or to have been found to be 18 or over, but has a later episode.
-- fields: REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE REC IN ('E2', 'E15') AND next IS NOT NULL;
