-- code: 372
-- message: The child was under 10 when a placement in a young offender institution or prison (R5) began.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
-- why: An episode without an end is left alone, as worked case 374 has it.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.PLACE = 'R5' AND e.DEC IS NOT NULL
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND e.DECOM < birthday(h.DOB, 10));
