-- code: 209
-- message: The child is of school age, but the reason for having no unique pupil number (UN1) is that of a younger child.
-- fields: UPN, DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE UPN = 'UN1' AND birthday(DOB, 5) < (SELECT first_day FROM collection);
