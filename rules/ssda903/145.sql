-- code: 145
-- message: The category of need is not a code of the list.
-- fields: CIN
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE CIN NOT IN (
    SELECT code FROM code, collection WHERE list = 'cin_need' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'CIN';
