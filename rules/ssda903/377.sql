-- code: 377
-- message: The child had more than two temporary placements in twelve months while the foster carers were on holiday (T3).
-- fields: PLACE
-- tables: Episodes
-- years: 0-
-- Each T3 that is one of three which began within twelve months.
WITH held AS (SELECT row, CHILD, DECOM FROM Episodes WHERE PLACE = 'T3' AND DECOM IS NOT NULL),
ranked AS (
    SELECT row, lag(DECOM, 2) OVER child AS two_before, lag(DECOM) OVER child AS one_before, DECOM,
        lead(DECOM) OVER child AS one_behind, lead(DECOM, 2) OVER child AS two_behind
    FROM held WINDOW child AS (PARTITION BY CHILD ORDER BY DECOM, row))
SELECT 'Episodes', row FROM ranked
WHERE DECOM < add_months(two_before, 12) OR one_behind < add_months(one_before, 12) OR two_behind < add_months(DECOM, 12);
