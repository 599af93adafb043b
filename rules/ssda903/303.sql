-- code: 303
-- message: A day is given on which the child ceased to be an unaccompanied asylum-seeking child, but the child is not said to
--     have been one.
-- fields: DUC, UASC
-- tables: Header, UASC
-- years: 0-
SELECT 'UASC', u.row FROM UASC u JOIN Header h ON h.CHILD = u.CHILD WHERE u.DUC IS NOT NULL AND h.UASC IS NOT 1
UNION
SELECT 'Header', h.row FROM UASC u JOIN Header h ON h.CHILD = u.CHILD WHERE u.DUC IS NOT NULL AND h.UASC IS NOT 1;
