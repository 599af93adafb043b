-- code: 168
-- message: The unique pupil number is neither a number of the right form nor one of UN1 to UN5.
-- fields: UPN
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE UPN = 'invalid';
