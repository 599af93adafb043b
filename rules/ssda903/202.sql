-- code: 202
-- message: The sex of the child is not what the return of the year before says.
-- fields: SEX
-- tables: Header, Header_last
-- years: 0-
-- why: in 2024-25 the codes 1 and 2 became M and F; that is no contradiction.
SELECT 'Header', h.row FROM Header h
WHERE EXISTS (
    SELECT 1 FROM Header_last l
    WHERE l.CHILD = h.CHILD AND l.SEX IS NOT h.SEX
      AND NOT ((SELECT year FROM collection) = 2024
               AND ifnull(l.SEX, '') || ifnull(h.SEX, '') IN ('1M', '2F')));
