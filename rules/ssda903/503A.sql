-- code: 503A
-- message: The reason for a new episode (RNE) of the first episode of the year is not that of the episode left open by the
--     return of the year before.
-- fields: RNE
-- tables: Episodes, Episodes_last
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes_last l JOIN Episodes e ON e.CHILD = l.CHILD AND e.place_in_chain = 1
WHERE l.next IS NULL AND l.DEC IS NULL AND e.RNE IS NOT l.RNE;
