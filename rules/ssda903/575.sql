-- code: 575
-- message: A missing period has no end, though the placement in which it began has ended.
-- fields: MIS_END
-- tables: Episodes, Missing
-- years: 0-
-- A placement has ended when it has an end or when another one followed. One that the child left that day is not meant.
SELECT 'Missing', m.row FROM Missing m
WHERE m.MIS_END IS NULL
    AND EXISTS (SELECT 1 FROM Episodes e LEFT JOIN Episodes behind ON behind.row = e.next
                WHERE e.CHILD = m.CHILD AND m.MIS_START BETWEEN e.DECOM AND ifnull(e.DEC, m.MIS_START)
                    AND (e.DEC IS NOT NULL OR e.next IS NOT NULL) AND behind.DECOM IS NOT m.MIS_START);
