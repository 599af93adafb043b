-- code: 146
-- message: The placement type is not a code of this year.
-- fields: PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE PLACE NOT IN (
    SELECT code FROM code, collection WHERE list = 'placement_type' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'PLACE';
