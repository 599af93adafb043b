-- code: 386
-- message: The child was adopted (E11 or E12) at 18 or over.
-- fields: REC
-- tables: Header, Episodes
-- years: 0-
-- Without an end the episode is known to be late when it began late.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.REC IN ('E11', 'E12')
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND ifnull(e.DEC, e.DECOM) >= birthday(h.DOB, 18));
