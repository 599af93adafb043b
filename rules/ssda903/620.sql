-- code: 620
-- message: The child is recorded as a mother, but was under 11 at the start of the year.
-- fields: DOB, MOTHER
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header, collection WHERE MOTHER = '1' AND birthday(DOB, 11) > first_day;
