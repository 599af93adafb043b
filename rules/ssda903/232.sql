-- code: 232
-- message: The sex of the child is recorded as unknown.
-- fields: SEX
-- tables: Header
-- years: 2024-
SELECT 'Header', row FROM Header WHERE SEX = 'U';
