-- code: 503D
-- message: The placement type of the first episode of the year is not that of the episode left open by the return of the year
--     before.
-- fields: PLACE
-- tables: Episodes, Episodes_last
-- years: 0-
-- why: in 2024-25 a placement reported as H5 became K3, and in 2025-26 Z1 was split into Z11 to Z14; these are no
--     contradictions.
SELECT 'Episodes', e.row FROM Episodes_last l JOIN Episodes e ON e.CHILD = l.CHILD AND e.place_in_chain = 1
WHERE l.next IS NULL AND l.DEC IS NULL AND e.PLACE IS NOT l.PLACE
  AND NOT (l.PLACE IS 'H5' AND e.PLACE IS 'K3' AND (SELECT year FROM collection) = 2024)
  AND NOT (l.PLACE IS 'Z1' AND ifnull(e.PLACE, '') IN ('Z11', 'Z12', 'Z13', 'Z14') AND (SELECT year FROM collection) >= 2025);
