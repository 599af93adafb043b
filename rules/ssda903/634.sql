-- code: 634
-- message: There is a previous permanence option, but no episode of the child began since 1 April 2016.
-- fields: LA_PERM, PREV_PERM, DATE_PERM, DECOM
-- tables: Episodes, PrevPerm
-- years: 0-
-- The item is for those who came into care since then.
WITH long AS (
    SELECT DISTINCT CHILD FROM Episodes e
    WHERE DECOM < unixepoch('2016-04-01') / 86400
        AND NOT EXISTS (SELECT 1 FROM Episodes o WHERE o.CHILD = e.CHILD AND o.DECOM >= unixepoch('2016-04-01') / 86400)),
found AS (
    SELECT p.row AS option, p.CHILD
    FROM long CROSS JOIN PrevPerm p ON p.CHILD = long.CHILD
    WHERE coalesce(p.PREV_PERM, p.LA_PERM, p.DATE_PERM_TEXT) IS NOT NULL)
SELECT 'PrevPerm', option FROM found
UNION
SELECT 'Episodes', e.row FROM found f CROSS JOIN Episodes e ON e.CHILD = f.CHILD;
