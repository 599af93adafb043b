-- code: 214
-- message: The child has short breaks (V3 or V4), for which no placement postcode and no Ofsted number are given, but there
--     is one.
-- fields: PL_POST, URN
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE LS IN ('V3', 'V4') AND (PL_POST IS NOT NULL OR URN IS NOT NULL);
