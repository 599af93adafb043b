-- code: 149
-- message: The reason the episode ended is not a code of this year.
-- fields: REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE REC NOT IN (
    SELECT code FROM code, collection WHERE list = 'rec' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'REC';
