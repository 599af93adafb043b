-- code: 577
-- message: A missing period has no end, or ends on a day when the child was not looked after.
-- fields: MIS_END
-- tables: Episodes, Missing
-- years: 0-
-- Without an end it is in order while the placement in which it began is still open.
SELECT 'Missing', m.row FROM Missing m
WHERE m.MIS_START IS NOT NULL
    AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = m.CHILD)
    AND NOT EXISTS (
        SELECT 1 FROM Episodes e
        WHERE e.CHILD = m.CHILD
            AND iif(m.MIS_END IS NULL, m.MIS_START >= e.DECOM AND e.DEC IS NULL,
                    m.MIS_END BETWEEN e.DECOM AND ifnull(e.DEC, m.MIS_END)));
