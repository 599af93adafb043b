-- code: 581
-- message: A missing period began before the child started to be looked after, or between two times in care.
-- fields: MIS_START
-- tables: Episodes, Missing
-- years: 0-
SELECT 'Missing', m.row FROM Missing m
WHERE m.MIS_START IS NOT NULL
    AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = m.CHILD)
    AND NOT EXISTS (SELECT 1 FROM Episodes e
                    WHERE e.CHILD = m.CHILD AND m.MIS_START BETWEEN e.DECOM AND ifnull(e.DEC, m.MIS_START));
