-- code: 233
-- message: The episode has not ended, but a reason for a change of placement is given.
-- fields: REASON_PLACE_CHANGE
-- tables: Episodes
-- years: 2025-
SELECT 'Episodes', row FROM Episodes WHERE DEC IS NULL AND REASON_PLACE_CHANGE IS NOT NULL;
