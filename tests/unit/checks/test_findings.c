#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "checks/findings.h"

static void add(struct check_findings *findings, int8_t table, int32_t row, int32_t child)
{
    int64_t added = check_findings_add(findings, NULL);
    assert_true(added >= 0);
    findings->table[added] = table;
    findings->row[added] = row;
    findings->child[added] = child;
}

static void are(const struct check_findings *findings, int64_t count, const int32_t (*expected)[3])
{
    assert_int_equal(findings->count, count);
    for (int64_t i = 0; i < count; i++) {
        assert_int_equal(findings->table[i], expected[i][0]);
        assert_int_equal(findings->row[i], expected[i][1]);
        assert_int_equal(findings->child[i], expected[i][2]);
    }
}

static void order_is_by_table_and_row_and_leaves_what_stands_before_alone(void **state)
{
    (void)state;
    struct check_findings findings = {0};
    add(&findings, 5, 9, 1);
    add(&findings, 1, 7, 2);
    add(&findings, 1, 3, 3);
    add(&findings, 0, 8, 4);
    add(&findings, 1, 7, 2);
    assert_int_equal(check_findings_order(&findings, 1, NULL), 0);
    are(&findings, 4, (const int32_t[][3]){{5, 9, 1}, {0, 8, 4}, {1, 3, 3}, {1, 7, 2}});
    assert_int_equal(check_findings_order(&findings, 1, NULL), 0);
    are(&findings, 4, (const int32_t[][3]){{5, 9, 1}, {0, 8, 4}, {1, 3, 3}, {1, 7, 2}});
    assert_int_equal(check_findings_order(&findings, 4, NULL), 0); /* none */
    check_findings_clear(&findings);
    check_findings_clear(&findings);
}

/* Each column grows, whatever its size. */
static void many_findings_are_kept(void **state)
{
    (void)state;
    struct check_findings findings = {0};
    for (int32_t i = 0; i < 10000; i++)
        add(&findings, 2, i, i + 1);
    for (int32_t i = 0; i < 10000; i++) {
        assert_int_equal(findings.row[i], i);
        assert_int_equal(findings.child[i], i + 1);
        assert_int_equal(findings.table[i], 2);
    }
    check_findings_clear(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_by_table_and_row_and_leaves_what_stands_before_alone),
        cmocka_unit_test(many_findings_are_kept),
    };
    return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
