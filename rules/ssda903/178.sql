-- code: 178
-- message: The placement provider is not a code of the list, or the placement is of a type that has no provider.
-- fields: PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes, collection
WHERE PLACE_PROVIDER IS NOT NULL
  AND (PLACE_PROVIDER NOT IN (
           SELECT code FROM code, collection WHERE list = 'place_provider' AND year BETWEEN first_year AND last_year)
       OR PLACE IN ('T0', 'T1', 'T2', 'T3')
       OR year < 2025 AND PLACE = 'Z1' OR year >= 2025 AND PLACE IN ('Z11', 'Z12', 'Z13', 'Z14'))
UNION ALL
SELECT 'Episodes', row FROM unreadable WHERE form = 'Episodes' AND field = 'PLACE_PROVIDER';
