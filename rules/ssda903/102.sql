-- code: 102
-- message: The date of birth is blank or cannot be read as a date.
-- fields: DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE DOB IS NULL
UNION ALL
SELECT 'Header', row FROM unreadable WHERE form = 'Header' AND field = 'DOB';
