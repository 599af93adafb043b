-- code: 213
-- message: The placement is of a type that has no provider, but a provider is given.
-- fields: PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes, collection
WHERE PLACE_PROVIDER IS NOT NULL
  AND (PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4')
       OR year < 2025 AND PLACE = 'Z1' OR year >= 2025 AND PLACE IN ('Z11', 'Z12', 'Z13', 'Z14'));
