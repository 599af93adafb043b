-- code: 352
-- message: The child started to be looked after on or after the 18th birthday.
-- fields: DECOM, RNE
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE RNE = 'S' AND DECOM >= birthday(born, 18);
