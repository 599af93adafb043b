-- code: 103
-- message: The ethnic group is blank or is not a code of the list.
-- fields: ETHNIC
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header
WHERE ETHNIC IS NULL OR ETHNIC NOT IN (
    SELECT code FROM code, collection WHERE list = 'ethnicity' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Header', row FROM unreadable WHERE form = 'Header' AND field = 'ETHNIC';
