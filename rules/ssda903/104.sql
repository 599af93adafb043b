-- code: 104
-- message: The day the child ceased to be an unaccompanied asylum-seeking child cannot be read as a date or lies before this
--     year.
-- fields: DUC
-- tables: UASC
-- years: 0-
SELECT 'UASC', row FROM UASC WHERE DUC < (SELECT first_day FROM collection)
UNION ALL
SELECT 'UASC', row FROM unreadable WHERE form = 'UASC' AND field = 'DUC';
