-- code: 446
-- message: The legal status is a placement order (E1), but the episode began before December 2005, when there were none.
-- fields: LS, DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE LS = 'E1' AND DECOM < unixepoch('2005-12-01') / 86400;
