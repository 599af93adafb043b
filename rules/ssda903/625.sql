-- code: 625
-- message: The first child was born after the end of the year, or after the child ceased to be looked after.
-- fields: MC_DOB, DEC
-- tables: Episodes, Header
-- years: 0-
-- The episode is the one that ended last; with an open one beside it the child has not ceased.
WITH ended AS (
    SELECT CHILD, max(DEC) AS day, count(*) = count(DEC) AS ceased
    FROM Episodes WHERE CHILD IN (SELECT CHILD FROM Header WHERE MC_DOB IS NOT NULL) GROUP BY CHILD),
found AS (
    SELECT h.row AS header, h.CHILD, d.day
    FROM Header h CROSS JOIN collection c LEFT JOIN ended d ON d.CHILD = h.CHILD
    WHERE h.MC_DOB > c.last_day OR d.ceased AND h.MC_DOB > d.day)
SELECT 'Header', header FROM found
UNION
SELECT 'Episodes', e.row FROM found f CROSS JOIN Episodes e ON e.CHILD = f.CHILD AND e.DEC = f.day;
