-- code: 364
-- message: The child was in local authority accommodation under the Police and Criminal Evidence Act (J2) for more than 21 days.
-- fields: LS, DECOM, DEC
-- tables: Episodes
-- years: 0-
-- Episodes that meet or overlap are one spell, as long as it is from its first day to its last; open ones end with the year.
WITH held AS (
    SELECT row, CHILD, DECOM, ifnull(DEC, (SELECT last_day FROM collection)) AS ceased
    FROM Episodes WHERE LS = 'J2' AND DECOM IS NOT NULL),
marked AS (
    SELECT *, DECOM > ifnull(max(ceased) OVER (PARTITION BY CHILD ORDER BY DECOM, ceased, row
                                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), DECOM - 1) AS new
    FROM held),
spells AS (SELECT *, sum(new) OVER (PARTITION BY CHILD ORDER BY DECOM, ceased, row) AS spell FROM marked)
SELECT 'Episodes', row FROM spells
WHERE (CHILD, spell) IN (SELECT CHILD, spell FROM spells GROUP BY CHILD, spell HAVING max(ceased) - min(DECOM) > 21);
