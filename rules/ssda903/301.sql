-- code: 301
-- message: The date of birth is after the end of the year.
-- fields: DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE DOB > (SELECT last_day FROM collection);
