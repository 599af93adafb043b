-- code: 607
-- message: A girl ceased to be looked after in the year, but the mother field is blank.
-- fields: DEC, REC, MOTHER, LS, SEX
-- tables: Episodes, Header
-- years: 0-
WITH found AS (
    SELECT e.row AS episode, h.row AS header
    FROM collection c CROSS JOIN Header h CROSS JOIN Episodes e ON e.CHILD = h.CHILD
    WHERE (h.SEX = 'F' OR h.SEX = '2' AND c.year < 2024) AND h.MOTHER IS NULL
        AND e.DEC BETWEEN c.first_day AND c.last_day AND e.REC <> 'X1' AND ifnull(e.LS, '') NOT IN ('V3', 'V4'))
SELECT 'Episodes', episode FROM found
UNION
SELECT 'Header', header FROM found;
