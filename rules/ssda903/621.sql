-- code: 621
-- message: The first child was born before the mother, or on the same day.
-- fields: DOB, MC_DOB
-- tables: Header
-- years: 0-
SELECT 'Header', row FROM Header WHERE MC_DOB <= DOB;
