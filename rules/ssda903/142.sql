-- code: 142
-- message: The child has a later episode, but this one has no end date or no reason for ending.
-- fields: DEC, REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE next IS NOT NULL AND DECOM IS NOT NULL AND (DEC IS NULL OR REC IS NULL);
