-- code: 380
-- message: A temporary placement (T0 to T4) begins with something other than a change of placement and carers (P or B).
-- fields: PLACE, RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4') AND ifnull(RNE, '') NOT IN ('P', 'B');
