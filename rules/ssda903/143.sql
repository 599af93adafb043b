-- code: 143
-- message: The reason for the new episode is not a code of the list.
-- fields: RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE RNE NOT IN (
    SELECT code FROM code, collection WHERE list = 'rne' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'RNE';
