-- code: 578
-- message: A missing period began on a day when the child was not, or no longer, looked after.
-- fields: MIS_START
-- tables: Episodes, Missing
-- years: 0-
-- An episode without an end that another one follows ended when that one began.
SELECT 'Missing', m.row FROM Missing m
WHERE m.MIS_START IS NOT NULL
    AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = m.CHILD)
    AND NOT EXISTS (
        SELECT 1 FROM Episodes e LEFT JOIN Episodes behind ON behind.row = e.next AND behind.DECOM > e.DECOM
        WHERE e.CHILD = m.CHILD AND m.MIS_START BETWEEN e.DECOM AND coalesce(e.DEC, behind.DECOM, m.MIS_START));
