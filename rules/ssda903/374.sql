-- code: 374
-- message: The child was under 14 when a placement in residential employment (P3) began.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
-- why: An episode without an end is left alone, as worked case 374 has it.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.PLACE = 'P3' AND e.DEC IS NOT NULL
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND e.DECOM < birthday(h.DOB, 14));
