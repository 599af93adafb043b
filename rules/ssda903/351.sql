-- code: 351
-- message: The child was older than 25 when the year began.
-- fields: DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE birthday(DOB, 25) < (SELECT first_day FROM collection);
