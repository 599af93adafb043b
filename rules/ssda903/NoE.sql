-- code: NoE
-- message: The episode began before this year, but the return of the year before has no episode of the child.
-- fields: DECOM
-- tables: Episodes, Episodes_last
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.DECOM < (SELECT first_day FROM collection)
  AND NOT EXISTS (SELECT 1 FROM Episodes_last l WHERE l.CHILD = e.CHILD);
