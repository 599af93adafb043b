-- code: 612
-- message: The date of birth of a first child is given, but the girl is not recorded as a mother.
-- fields: SEX, MOTHER, MC_DOB
-- tables: Header
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE (h.SEX = 'F' OR h.SEX = '2' AND (SELECT year FROM collection) < 2024) AND h.MC_DOB IS NOT NULL AND h.MOTHER IS NOT '1';
