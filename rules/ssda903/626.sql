-- code: 626
-- message: The first child was born before this year, but the young mother was not recorded as one last year.
-- fields: MOTHER, MC_DOB
-- tables: Header, Header_last
-- years: 0-
SELECT DISTINCT 'Header', h.row
FROM Header h CROSS JOIN collection c CROSS JOIN Header_last l ON l.CHILD = h.CHILD
WHERE h.MOTHER = '1' AND h.MC_DOB < c.first_day AND l.MOTHER = '0';
