-- code: 105
-- message: Whether the child was an unaccompanied asylum-seeking child is blank or neither 0 nor 1.
-- fields: UASC
-- tables: Header
-- years: 0-
-- why: only the XML form says it in words of its own; by CSV it follows from the UASC table and is always 0 or 1.
SELECT 'Header', row FROM Header WHERE UASC IS NULL OR UASC NOT IN (0, 1);
