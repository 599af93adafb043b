-- code: 304
-- message: The day the child ceased to be an unaccompanied asylum-seeking child is after the 18th birthday.
-- fields: DUC
-- tables: UASC
-- years: 0-
SELECT 'UASC', row FROM UASC WHERE DUC > birthday(DOB, 18);
