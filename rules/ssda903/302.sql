-- code: 302
-- message: The first episode began before the child was born.
-- fields: DECOM, DOB
-- tables: Episodes, Header
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE place_in_chain = 1 AND DECOM < born
UNION ALL
SELECT 'Header', h.row FROM Episodes e JOIN Header h ON h.CHILD = e.CHILD
WHERE e.place_in_chain = 1 AND e.DECOM < e.born AND e.DECOM < h.DOB;
