-- code: 141
-- message: The day the episode began is blank or cannot be read as a date.
-- fields: DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'DECOM';
