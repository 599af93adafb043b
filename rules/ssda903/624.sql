-- code: 624
-- message: The date of birth of the first child is not the one that was given last year.
-- fields: MC_DOB
-- tables: Header, Header_last
-- years: 0-
SELECT DISTINCT 'Header', h.row
FROM Header_last l CROSS JOIN Header h ON h.CHILD = l.CHILD
WHERE l.MC_DOB IS NOT NULL AND h.MC_DOB IS NOT l.MC_DOB;
