-- code: 210
-- message: The unique pupil number is UN4 (newly looked after, number not known yet) and an episode began in the last week of
--     the year; UN4 is for a child looked after for a week or less.
-- fields: UPN, DECOM
-- tables: Episodes, Header
-- years: 0-
-- why: the public validator reads the rule by the episodes of the last week, which finds children who changed placement then
--     and not those whose one episode is older; its worked case says so, and it is kept.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.DECOM >= (SELECT last_day - 7 FROM collection)
  AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND h.UPN = 'UN4')
UNION ALL
SELECT 'Header', h.row FROM Header h
WHERE h.UPN = 'UN4'
  AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = h.CHILD AND e.DECOM >= (SELECT last_day - 7 FROM collection));
