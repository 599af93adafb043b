-- code: 460
-- message: The child is recorded as staying with current carers at 18 or over (E17), but was under 18 on that day.
-- fields: DEC, REC
-- tables: Header, Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.REC = 'E17'
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND e.DEC < birthday(h.DOB, 18));
