-- code: 502
-- message: An episode was open at the end of the year before, but the first episode of this year began on another day.
-- fields: DECOM
-- tables: Episodes, Episodes_last
-- years: 0-
SELECT DISTINCT 'Episodes', e.row FROM Episodes_last l JOIN Episodes e ON e.CHILD = l.CHILD AND e.place_in_chain = 1
WHERE l.DEC IS NULL AND e.DECOM IS NOT l.DECOM;
