-- code: 367
-- message: The child had more than 75 days of short-term breaks (V3) in the year.
-- fields: LS, DECOM, DEC
-- tables: Episodes
-- years: 0-
WITH held AS (
    SELECT row, CHILD, min(ifnull(DEC, last_day), last_day) - max(DECOM, first_day) AS days
    FROM Episodes, collection WHERE LS = 'V3')
SELECT 'Episodes', row FROM held
WHERE days > 0 AND CHILD IN (SELECT CHILD FROM held WHERE days > 0 GROUP BY CHILD HAVING sum(days) > 75);
