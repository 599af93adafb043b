-- code: 147
-- message: The day the episode ended cannot be read as a date.
-- fields: DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'DEC';
