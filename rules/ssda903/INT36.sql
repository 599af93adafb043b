-- code: INT36
-- message: The child is in the UASC table more than once.
-- fields: CHILD
-- tables: UASC
-- years: 0-
SELECT 'UASC', row FROM UASC WHERE CHILD IN (SELECT CHILD FROM UASC GROUP BY CHILD HAVING count(*) > 1);
