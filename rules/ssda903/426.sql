-- code: 426
-- message: The child has short-term breaks of both kinds, V3 and V4, in the same year.
-- fields: LS
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.LS IN ('V3', 'V4')
    AND EXISTS (SELECT 1 FROM Episodes o WHERE o.CHILD = e.CHILD AND o.LS IN ('V3', 'V4') AND o.LS <> e.LS);
