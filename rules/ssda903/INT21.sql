-- code: INT21
-- message: The sex in the UASC table is not the one in the header.
-- fields: SEX
-- tables: Header, UASC
-- years: 0-
SELECT 'UASC', u.row FROM UASC u
WHERE u.SEX IS NOT NULL AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = u.CHILD AND h.SEX <> u.SEX);
