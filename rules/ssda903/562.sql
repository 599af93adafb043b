-- code: 562
-- message: The first episode began before this year, but the return of the year before does not end with it.
-- fields: DECOM
-- tables: Episodes, Episodes_last
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.place_in_chain = 1 AND e.DECOM < (SELECT first_day FROM collection)
  AND e.DECOM IS NOT (SELECT max(l.DECOM) FROM Episodes_last l WHERE l.CHILD = e.CHILD);
