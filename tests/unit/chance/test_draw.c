/*
 * Seeds are fixed, so nothing here fails by chance from one run to the next. A new seed would fail one of these comparisons,
 * each a z beyond 4.5, with probability 7e-6; there are about 60: one new seed in 2,400.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "chance/draw.h"
#include "chance/special.h"

enum { DRAWS = 200000, WIDEST_Z = 45 /* tenths */ };

static struct chance_stream stream_number(uint32_t number)
{
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(11, 3), number, 0, CHANCE_SYNTHETIC);
    return stream;
}

static void assert_z(double z)
{
    assert_true(fabs(z) * 10 < WIDEST_Z);
}

/* Mean and variance of a sample against a distribution with this mean, variance and kurtosis (normal: 3). */
static void assert_moments(const double *sample, double mean, double variance, double kurtosis)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        sum += sample[i] - mean;
        squares += (sample[i] - mean) * (sample[i] - mean);
    }
    assert_z(sum / DRAWS / sqrt(variance / DRAWS));
    assert_z((squares / DRAWS - variance) / (variance * sqrt((kurtosis - 1) / DRAWS)));
}

static double sample[DRAWS];

static void uniforms_are_uniform(void **state)
{
    (void)state;
    struct chance_stream stream = stream_number(1);
    for (int i = 0; i < DRAWS; i++) {
        sample[i] = chance_uniform(&stream);
        assert_true(sample[i] > 0 && sample[i] < 1);
    }
    assert_moments(sample, 0.5, 1.0 / 12, 1.8);
}

static void exponentials_have_mean_and_variance_one(void **state)
{
    (void)state;
    struct chance_stream stream = stream_number(2);
    for (int i = 0; i < DRAWS; i++)
        sample[i] = (double)chance_exponential(chance_word(&stream));
    assert_moments(sample, 1, 1, 9);
}

static void normals_are_standard(void **state)
{
    (void)state;
    struct chance_stream stream = stream_number(3);
    for (int i = 0; i < DRAWS; i++)
        sample[i] = chance_normal(&stream);
    assert_moments(sample, 0, 1, 3);
}

static void a_normal_takes_one_uniform(void **state)
{
    (void)state;
    struct chance_stream normals = stream_number(4), uniforms = stream_number(4);
    for (int i = 0; i < 100; i++)
        assert_true(chance_normal(&normals) == chance_normal_quantile(chance_uniform(&uniforms)));
}

/* Gamma(k): mean k, variance k, kurtosis 3 + 6 / k. */
static void gammas_have_their_moments(void **state)
{
    (void)state;
    static const double shapes[] = {0.05, 0.3, 0.9, 1, 1.5, 4, 30, 2000};
    for (uint32_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        struct chance_stream stream = stream_number(10 + k);
        for (int i = 0; i < DRAWS; i++)
            sample[i] = chance_gamma(&stream, shapes[k]);
        assert_moments(sample, shapes[k], shapes[k], 3 + 6 / shapes[k]);
    }
}

/* Poisson(m): mean m, variance m, kurtosis 3 + 1 / m; 12 is where the method changes. */
static void poissons_have_their_moments(void **state)
{
    (void)state;
    static const double means[] = {0.01, 0.7, 5, 11.99, 12, 12.01, 40, 1000, 1e7};
    for (uint32_t k = 0; k < sizeof means / sizeof *means; k++) {
        struct chance_stream stream = stream_number(20 + k);
        for (int i = 0; i < DRAWS; i++)
            sample[i] = (double)chance_poisson(&stream, means[k]);
        assert_moments(sample, means[k], means[k], 3 + 1 / means[k]);
    }
    struct chance_stream stream = stream_number(30);
    assert_int_equal(chance_poisson(&stream, 0), 0);
}

/* Every single count against e^-m m^k / k!, where at least 20 are expected. */
static void poissons_have_their_probabilities(void **state)
{
    (void)state;
    static const double means[] = {3, 11.5, 12.5, 25};
    for (uint32_t i = 0; i < sizeof means / sizeof *means; i++) {
        double seen[100] = {0}, chi_square = 0;
        int cells = 0;
        struct chance_stream stream = stream_number(40 + i);
        for (int k = 0; k < DRAWS; k++)
            seen[chance_poisson(&stream, means[i]) % 100]++;
        for (int k = 0; k < 100; k++) {
            const double expected = DRAWS * exp(k * log(means[i]) - means[i] - lgamma(k + 1.0));
            if (expected < 20)
                continue;
            chi_square += (seen[k] - expected) * (seen[k] - expected) / expected;
            cells++;
        }
        assert_true(cells > 8);
        assert_z((chi_square - cells) / sqrt(2.0 * cells)); /* mean and variance of chi-square */
    }
}

/* Dirichlet(w): share i has mean w_i / W and variance mean (1 - mean) / (W + 1). */
static void dirichlet_shares_have_their_moments(void **state)
{
    (void)state;
    static const double weight[4] = {0.5, 3, 0, 6.5};
    struct chance_stream stream = stream_number(50);
    double sum[4] = {0}, squares[4] = {0};
    for (int i = 0; i < DRAWS / 4; i++) {
        double share[4], total = 0;
        chance_dirichlet(&stream, weight, 4, share);
        for (int k = 0; k < 4; k++) {
            total += share[k];
            sum[k] += share[k];
            squares[k] += share[k] * share[k];
        }
        assert_true(fabs(total - 1) < 1e-12);
        assert_true(share[2] == 0);
    }
    for (int k = 0; k < 4; k++) {
        const double n = DRAWS / 4, mean = weight[k] / 10, variance = mean * (1 - mean) / 11;
        if (weight[k] > 0) {
            assert_z((sum[k] / n - mean) / sqrt(variance / n));
            assert_true(fabs(squares[k] / n - sum[k] * sum[k] / n / n - variance) < 0.05 * variance);
        }
    }
}

static void categories_come_by_their_shares(void **state)
{
    (void)state;
    static const double share[4] = {0.1, 0, 0.65, 0.25};
    struct chance_stream stream = stream_number(60);
    double seen[4] = {0};
    for (int i = 0; i < DRAWS; i++)
        seen[chance_categorical(&stream, share, 4)]++;
    assert_true(seen[1] == 0);
    for (int k = 0; k < 4; k++)
        if (share[k] > 0)
            assert_z((seen[k] - DRAWS * share[k]) / sqrt(DRAWS * share[k] * (1 - share[k])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_are_uniform),
        cmocka_unit_test(exponentials_have_mean_and_variance_one),
        cmocka_unit_test(normals_are_standard),
        cmocka_unit_test(a_normal_takes_one_uniform),
        cmocka_unit_test(gammas_have_their_moments),
        cmocka_unit_test(poissons_have_their_moments),
        cmocka_unit_test(poissons_have_their_probabilities),
        cmocka_unit_test(dirichlet_shares_have_their_moments),
        cmocka_unit_test(categories_come_by_their_shares),
    };
    return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
