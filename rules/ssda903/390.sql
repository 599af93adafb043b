-- code: 390
-- message: The child was adopted (E11 or E12), but the episode that ended is no placement for adoption (A3 to A6).
-- fields: PLACE, REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE REC IN ('E11', 'E12') AND ifnull(PLACE, '') NOT IN ('A3', 'A4', 'A5', 'A6');
