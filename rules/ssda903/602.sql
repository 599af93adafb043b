-- code: 602
-- message: The adoption table (AD1) is filled in, but no episode shows that the child was adopted in the year.
-- fields: CHILD
-- tables: Episodes, AD1
-- years: 0-
SELECT 'AD1', a.row FROM AD1 a
WHERE coalesce(a.DATE_INT, a.DATE_MATCH, a.FOSTER_CARE, a.NB_ADOPTR, a.SEX_ADOPTR, a.LS_ADOPTR) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM Episodes e, collection c
                    WHERE e.CHILD = a.CHILD AND e.REC IN ('E11', 'E12')
                        AND ifnull(e.DEC, c.last_day) BETWEEN c.first_day AND c.last_day);
