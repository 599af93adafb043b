#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "chance/special.h"
#include "chance/stream.h"

enum { POINTS = 200000 };

static struct chance_stream random_points(void)
{
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(1, 0), 0, 0, CHANCE_SYNTHETIC);
    return stream;
}

static double between(struct chance_stream *stream, double least, double most)
{
    return least + (most - least) * chance_uniform(stream);
}

/* |a - b| in parts of |b|, or in whole where |b| is below `floor`. */
static double apart(double a, double b, double floor)
{
    return fabs(a - b) / fmax(fabs(b), floor);
}

static void the_logarithm_is_that_of_the_library(void **state)
{
    (void)state;
    struct chance_stream stream = random_points();
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        const double wide = exp(between(&stream, -700, 700)),
                     near = 1 + between(&stream, -1, 1) * exp(between(&stream, -30, -1));
        worst = fmax(worst, apart(chance_log(wide), log(wide), 0));
        worst = fmax(worst, near == 1 ? 0 : apart(chance_log(near), log(near), 0));
    }
    assert_true(worst < 1e-15);
    assert_true(chance_log(1) == 0);
    assert_true(apart(chance_log(0x1p-1060), -1060 * log(2.0), 0) < 1e-15); /* a subnormal number */
    assert_true(isinf(chance_log(0)) && chance_log(0) < 0);
    assert_true(isnan(chance_log(-1)));
}

static void the_exponential_is_that_of_the_library(void **state)
{
    (void)state;
    struct chance_stream stream = random_points();
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        const double x = between(&stream, -700, 700), small = between(&stream, -1, 1) * 1e-3;
        worst = fmax(worst, apart(chance_exp(x), exp(x), 0));
        worst = fmax(worst, apart(chance_exp(small), exp(small), 0));
    }
    assert_true(worst < 1e-15);
    assert_true(chance_exp(0) == 1);
    assert_true(chance_exp(-800) == 0);
    assert_true(isinf(chance_exp(710)));
    assert_true(apart(chance_exp(-740), exp(-740), 0) < 1e-2); /* subnormal: few bits are left */
}

static void log_gamma_is_that_of_the_library(void **state)
{
    (void)state;
    struct chance_stream stream = random_points();
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        const double x = exp(between(&stream, -10, 20));
        worst = fmax(worst, apart(chance_log_gamma(x), lgamma(x), 1));
    }
    assert_true(worst < 1e-13);
    assert_true(apart(chance_log_gamma(0.5), 0.57236494292470008707, 1) < 1e-14); /* log of the square root of pi */
    assert_true(apart(chance_log_gamma(11), 15.10441257307551529523, 1) < 1e-14); /* log of 10! = 3,628,800 */
}

static void the_float_exponential_is_the_logarithm_of_its_uniform(void **state)
{
    (void)state;
    struct chance_stream stream = random_points();
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        const uint32_t word = i == 0 ? 0 : i == 1 ? UINT32_MAX : chance_word(&stream);
        const double u = ((double)(word >> 9) + 0.5) * 0x1p-23;
        worst = fmax(worst, apart((double)chance_exponential(word), -log(u), 0));
        assert_true(chance_exponential(word) > 0);
    }
    assert_true(worst < 2e-7);
    assert_true(chance_exponential(0) < 16.7f);
}

/* Its inverse: the distribution function by the library's erfc. Tails are compared relative to their own size. */
static void the_normal_quantile_undoes_the_distribution(void **state)
{
    (void)state;
    struct chance_stream stream = random_points();
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        const double p = i % 2 ? between(&stream, 0, 0.5) : exp(between(&stream, -600, -1));
        worst = fmax(worst, apart(0.5 * erfc(-chance_normal_quantile(p) / sqrt(2.0)), p, 0) / fmax(1, -log(p)));
    }
    assert_true(worst < 2e-15);
    assert_true(chance_normal_quantile(0.5) == 0);
    assert_true(chance_normal_quantile(0.25) == -chance_normal_quantile(0.75));
    /* Table 26.1 of Abramowitz and Stegun: P(Z <= 1.959963984540054) = .975. */
    assert_true(apart(chance_normal_quantile(0.975), 1.959963984540054, 0) < 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_logarithm_is_that_of_the_library),
        cmocka_unit_test(the_exponential_is_that_of_the_library),
        cmocka_unit_test(log_gamma_is_that_of_the_library),
        cmocka_unit_test(the_float_exponential_is_the_logarithm_of_its_uniform),
        cmocka_unit_test(the_normal_quantile_undoes_the_distribution),
    };
    return cmocka_run_group_tests_name("special", tests, NULL, NULL);
}
