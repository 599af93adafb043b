-- code: 503E
-- message: The placement provider of the first episode of the year is not that of the episode left open by the return of the
--     year before.
-- fields: PLACE_PROVIDER
-- tables: Episodes, Episodes_last
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes_last l JOIN Episodes e ON e.CHILD = l.CHILD AND e.place_in_chain = 1
WHERE l.next IS NULL AND l.DEC IS NULL AND e.PLACE_PROVIDER IS NOT l.PLACE_PROVIDER;
