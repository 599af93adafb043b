-- code: 431
-- message: The child is said to have started to be looked after, but the episode before had not ended by the day before.
-- fields: RNE, DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', e.row FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE = 'S' AND e.DECOM <= p.DEC;
