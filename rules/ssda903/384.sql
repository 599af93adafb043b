-- code: 384
-- message: A child on short-term breaks (V3 or V4) is in a long-term foster placement (U1 or U4).
-- fields: PLACE, LS
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE LS IN ('V3', 'V4') AND PLACE IN ('U1', 'U4');
