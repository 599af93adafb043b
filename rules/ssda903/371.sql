-- code: 371
-- message: The child was under 16 when a placement in supported or semi-independent accommodation (K3, before 2024 H5) began.
-- fields: DECOM, PLACE
-- tables: Episodes, Header
-- years: 0-
-- why: An episode without an end is left alone, as worked case 374 has it.
SELECT 'Episodes', e.row FROM Episodes e
WHERE e.PLACE = (SELECT iif(year < 2024, 'H5', 'K3') FROM collection) AND e.DEC IS NOT NULL
    AND EXISTS (SELECT 1 FROM Header h WHERE h.CHILD = e.CHILD AND e.DECOM < birthday(h.DOB, 16));
