-- code: 501
-- message: The episode began before the one before it had ended.
-- fields: DECOM, DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.DECOM < p.DEC;
