-- code: 365
-- message: A short-term break (V3) lasted more than 17 days.
-- fields: LS, DECOM, DEC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes, collection
WHERE LS = 'V3' AND ifnull(DEC, last_day) - DECOM > 17;
