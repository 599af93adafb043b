-- code: 611
-- message: The child is recorded as a mother, but the date of birth of her first child is blank.
-- fields: MOTHER, MC_DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE MOTHER = '1' AND MC_DOB IS NULL;
