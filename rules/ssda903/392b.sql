-- code: 392b
-- message: A postcode is missing for a looked-after child who is not, and was not last year, an asylum-seeking child (UASC).
-- fields: HOME_POST, PL_POST
-- tables: Episodes
-- years: 0-
-- A line of the UASC table that holds nothing but the child says nothing.
WITH asylum AS (
    SELECT CHILD FROM Header WHERE UASC = 1
    UNION ALL
    SELECT CHILD FROM Header_last WHERE UASC = 1
    UNION ALL
    SELECT CHILD FROM UASC WHERE coalesce(SEX, DOB, DUC) IS NOT NULL
    UNION ALL
    SELECT CHILD FROM UASC_last WHERE coalesce(SEX, DOB, DUC) IS NOT NULL)
SELECT 'Episodes', row FROM Episodes
WHERE (HOME_POST IS NULL OR PL_POST IS NULL) AND ifnull(LS, '') NOT IN ('V3', 'V4')
    AND ifnull(CHILD, 0) NOT IN (SELECT CHILD FROM asylum WHERE CHILD IS NOT NULL);
