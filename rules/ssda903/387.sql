-- code: 387
-- message: The child left care to live independently (E5 or E6) before the age of 14.
-- fields: REC
-- tables: Header, Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.REC IN ('E5', 'E6')
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND ifnull(e.DEC, e.DECOM) < birthday(h.DOB, 14));
