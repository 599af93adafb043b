-- code: 388
-- message: Whether the child stayed in care when the episode ended (X1 or not) does not agree with whether another episode
--     begins on that day.
-- fields: REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e LEFT JOIN Episodes n ON n.row = e.next
WHERE (e.REC = 'X1') <> ifnull(n.DECOM = e.DEC, 0);
