-- code: 208
-- message: The unique pupil number is not what the return of the year before says.
-- fields: UPN
-- tables: Header, Header_last
-- years: 0-
SELECT 'Header', h.row FROM Header h
WHERE EXISTS (SELECT 1 FROM Header_last l WHERE l.CHILD = h.CHILD AND (l.UPN IS NOT h.UPN OR l.UPN_HASH IS NOT h.UPN_HASH)
                AND NOT (ifnull(l.UPN, '') LIKE 'UN_' AND ifnull(h.UPN, '') IN ('valid', 'invalid'))
                AND NOT (l.UPN IS 'UN1' AND h.UPN IS 'UN2') AND NOT (l.UPN IS NULL AND h.UPN IS 'UN4'));
