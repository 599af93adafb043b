-- code: 580
-- message: A missing period ended on the day the child ceased to be looked after, but the reason for ceasing is not E8.
-- fields: REC
-- tables: Episodes, Missing
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.DEC IS NOT NULL AND e.REC NOT IN ('E8', 'X1')
    AND EXISTS (SELECT 1 FROM Missing m WHERE m.CHILD = e.CHILD AND m.MIS_END = e.DEC);
