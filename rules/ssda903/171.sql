-- code: 171
-- message: The date of birth of the mother's child cannot be read as a date.
-- fields: MC_DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM unreadable WHERE form = 'Header' AND field = 'MC_DOB';
