-- code: 357
-- message: The first episode of the child began this year, but its reason is not that the child started to be looked after.
-- fields: RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE place_in_chain = 1 AND DECOM >= (SELECT first_day FROM collection) AND RNE IS NOT 'S';
