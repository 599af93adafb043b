-- code: 444
-- message: This UPN is in more than one header.
-- fields: UPN
-- tables: Header
-- years: 2025-
SELECT 'Header', row FROM Header
WHERE UPN_HASH IN (SELECT UPN_HASH FROM Header WHERE UPN_HASH IS NOT NULL GROUP BY UPN_HASH HAVING count(*) > 1);
