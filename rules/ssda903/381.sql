-- code: 381
-- message: The child ceased to be looked after from a temporary placement (T0 to T4).
-- fields: PLACE, REC
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4') AND REC <> 'X1';
