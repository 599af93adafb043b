-- code: 634
-- message: There is a previous permanence option, but no episode of the child began in the year.
-- fields: LA_PERM, PREV_PERM, DATE_PERM, DECOM
-- tables: Episodes, PrevPerm
-- years: 0-
-- The item is for those who came into care in the year.
WITH found AS (
    SELECT p.row AS option, p.CHILD
    FROM PrevPerm p
    WHERE coalesce(p.PREV_PERM, p.LA_PERM, p.DATE_PERM_TEXT) IS NOT NULL
        AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = p.CHILD AND e.DECOM IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = p.CHILD AND e.DECOM >= (SELECT first_day FROM collection)))
SELECT 'PrevPerm', option FROM found
UNION
SELECT 'Episodes', e.row FROM found f CROSS JOIN Episodes e ON e.CHILD = f.CHILD WHERE e.DECOM IS NOT NULL;
