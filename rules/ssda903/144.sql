-- code: 144
-- message: The legal status is not a code of the list.
-- fields: LS
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE LS NOT IN (
    SELECT code FROM code, collection WHERE list = 'legal_status' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'LS';
