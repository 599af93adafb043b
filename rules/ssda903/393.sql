-- code: 393
-- message: The mother field is blank for a girl who has been looked after other than on short-term breaks (V3 or V4).
-- fields: MOTHER
-- tables: Header, Episodes
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE (h.SEX = 'F' OR h.SEX = '2' AND (SELECT year FROM collection) < 2024) AND h.MOTHER IS NULL
    AND EXISTS (SELECT 1 FROM Episodes e WHERE e.CHILD = h.CHILD AND ifnull(e.LS, '') NOT IN ('V3', 'V4'));
