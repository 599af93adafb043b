-- code: 222
-- message: The placement is of a type that has no Ofsted number, but one is given.
-- fields: URN
-- tables: Episodes
-- years: 0-
-- why: supported accommodation was not registered with Ofsted before 2023-24 (H5), and P2 never was.
SELECT 'Episodes', row FROM Episodes, collection
WHERE URN <> 'XXXXXXX'
  AND (PLACE IN ('P1', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4')
       OR year < 2023 AND PLACE = 'H5' OR year < 2024 AND PLACE = 'P2'
       OR year < 2025 AND PLACE = 'Z1' OR year >= 2025 AND PLACE IN ('Z11', 'Z12', 'Z13', 'Z14'));
