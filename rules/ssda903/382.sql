-- code: 382
-- message: A child on short-term breaks (V3 or V4) is in a temporary placement (T0 to T4).
-- fields: LS, PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE LS IN ('V3', 'V4') AND PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4');
