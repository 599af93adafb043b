-- code: 353
-- message: The episode began before 14 October 1991, the day on which the Children Act 1989 came into force.
-- fields: DECOM
-- tables: Episodes
-- years: 0-
SELECT 'Episodes', row FROM Episodes WHERE DECOM < unixepoch('1991-10-14') / 86400;
