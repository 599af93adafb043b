-- code: 630
-- message: A period of care began in the year, but the table of previous permanence lacks an item for the child.
-- fields: RNE
-- tables: Episodes, PrevPerm
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e, collection c
WHERE e.RNE = 'S' AND e.DECOM >= c.first_day
    AND NOT EXISTS (SELECT 1 FROM PrevPerm p
                    WHERE p.CHILD = e.CHILD AND (p.PREV_PERM = 'Z1' OR p.PREV_PERM IS NOT NULL AND p.LA_PERM IS NOT NULL
                                                 AND p.DATE_PERM_TEXT IS NOT NULL));
