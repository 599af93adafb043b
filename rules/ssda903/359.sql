-- code: 359
-- message: A young person is looked after past the 18th birthday other than in a community home (K2) under section 20 (V2).
-- fields: DEC, LS, PLACE
-- tables: Header, Episodes
-- years: 0-
-- An episode without an end goes on until the end of the year. 6,574 days are the fewest that make 18 years.
SELECT 'Episodes', e.row FROM Episodes e CROSS JOIN collection c
WHERE (e.LS IS NOT 'V2' OR e.PLACE IS NOT 'K2') AND ifnull(e.DEC, c.last_day) > e.born + 6574
    AND ifnull(e.DEC, c.last_day) > birthday(e.born, 18);
