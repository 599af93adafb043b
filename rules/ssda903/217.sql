-- code: 217
-- message: The child is placed for adoption with the foster carers it already had (A3 or A5), but the reason for the new
--     episode is none of S, T and U.
-- fields: PLACE, DECOM, RNE
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes
WHERE PLACE IN ('A3', 'A5') AND DECOM >= unixepoch('2015-04-01') / 86400 AND ifnull(RNE, '') NOT IN ('S', 'T', 'U');
