-- code: 526
-- message: The placement provider is blank for a placement that needs one.
-- fields: PLACE, PLACE_PROVIDER
-- tables: Episodes
-- years: 0-
-- Temporary and other (Z) placements need none. Z1 was one of those until it was split in 2025.
SELECT 'Episodes', row FROM Episodes, collection
WHERE PLACE_PROVIDER IS NULL AND ifnull(PLACE, '') NOT IN ('T0', 'T1', 'T2', 'T3', 'T4', 'Z11', 'Z12', 'Z13', 'Z14')
    AND NOT (PLACE IS 'Z1' AND year < 2025);
