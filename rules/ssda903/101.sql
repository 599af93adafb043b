-- code: 101
-- message: The sex of the child is blank or is not a code of this year.
-- fields: SEX
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header
WHERE SEX IS NULL OR SEX NOT IN (
    SELECT code FROM code, collection WHERE list = 'sex' AND year BETWEEN first_year AND last_year)
UNION ALL
SELECT 'Header', row FROM unreadable WHERE form = 'Header' AND field = 'SEX';
