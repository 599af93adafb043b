-- code: 1009
-- message: The reason for the change of placement is not a code of this year.
-- fields: REASON_PLACE_CHANGE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE REASON_PLACE_CHANGE NOT IN (
    SELECT code FROM code, collection WHERE list = 'reason_place_change' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'REASON_PLACE_CHANGE';
