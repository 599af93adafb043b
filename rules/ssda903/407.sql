-- code: 407
-- message: The child was 18 or over when a special guardianship order ended the time in care (E45 to E48).
-- fields: DEC, DOB, REC
-- tables: Episodes, Header
-- years: 0-
-- Without an end the episode is known to be late when it began late.
WITH found AS (
    SELECT e.row AS episode, h.row AS header
    FROM Episodes e CROSS JOIN Header h ON h.CHILD = e.CHILD
    WHERE e.REC IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') AND ifnull(e.DEC, e.DECOM) >= birthday(h.DOB, 18))
SELECT 'Episodes', episode FROM found
UNION
SELECT 'Header', header FROM found;
