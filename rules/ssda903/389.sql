-- code: 389
-- message: The child moved to care funded by adult social care (E7) before the age of 16.
-- fields: REC
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.REC = 'E7'
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND ifnull(e.DEC, e.DECOM) < birthday(h.DOB, 16));
