-- code: 174
-- message: A date of birth of the mother's child is given, but the child in care is recorded as male.
-- fields: SEX, MC_DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header, collection
WHERE MC_DOB IS NOT NULL AND SEX = CASE WHEN year < 2024 THEN '1' ELSE 'M' END;
