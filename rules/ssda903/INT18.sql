-- code: INT18
-- message: The date of birth in the UASC table is not the one in the header.
-- fields: DOB
-- tables: Header, UASC
-- years: 0-
SELECT 'UASC', u.row FROM UASC u
WHERE u.DOB IS NOT NULL AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = u.CHILD AND h.DOB <> u.DOB);
