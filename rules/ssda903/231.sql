-- code: 231
-- message: The child is recorded as an unaccompanied asylum-seeking child and is under 10 at the end of the year; such
--     children are mostly older, so the date of birth may be wrong.
-- fields: DOB, UASC
-- tables: Header
-- years: 2024-
-- why: the return's own text names no age; 10 is where the published age bands and rules 234 and 358 draw a line.
SELECT 'Header', row FROM Header WHERE UASC = 1 AND birthday(DOB, 10) > (SELECT last_day FROM collection);
