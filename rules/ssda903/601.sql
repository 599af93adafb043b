-- code: 601
-- message: The child was adopted in the year, but the adoption table (AD1) does not have all six items.
-- fields: REC, DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR
-- tables: Episodes, AD1
-- years: 0-
WITH short AS (
    SELECT e.row AS episode, a.row AS adoption
    FROM collection c CROSS JOIN Episodes e LEFT JOIN AD1 a ON a.CHILD = e.CHILD
    WHERE e.REC IN ('E11', 'E12') AND e.DEC BETWEEN c.first_day AND c.last_day
        AND (a.DATE_INT IS NULL OR a.DATE_MATCH IS NULL OR a.FOSTER_CARE IS NULL OR a.NB_ADOPTR IS NULL
             OR a.SEX_ADOPTR IS NULL OR a.LS_ADOPTR IS NULL))
SELECT 'Episodes', episode FROM short
UNION
SELECT 'AD1', adoption FROM short WHERE adoption IS NOT NULL;
