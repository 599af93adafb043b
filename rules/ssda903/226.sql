-- code: 226
-- message: The placement is temporary, but a reason for a change of placement is given for it or for the move into it.
-- fields: REASON_PLACE_CHANGE, PLACE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e LEFT JOIN Episodes p ON p.row = e.previous
WHERE e.PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4') AND (e.REASON_PLACE_CHANGE IS NOT NULL OR p.REASON_PLACE_CHANGE IS NOT NULL);
