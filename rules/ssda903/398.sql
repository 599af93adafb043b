-- code: 398
-- message: A postcode is given for a child on short-term breaks (V3 or V4), for whom none is needed.
-- fields: LS, HOME_POST, PL_POST
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE LS IN ('V3', 'V4') AND (HOME_POST IS NOT NULL OR PL_POST IS NOT NULL);
