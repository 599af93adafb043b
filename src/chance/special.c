#include "chance/special.h"

#include <math.h> /* INFINITY, NAN, and sqrt: exact by IEEE 754 */

/* log 2 in two parts: the high one has 32 bits, so that a whole number of them is exact. */
static const double log2_high = 0x1.62e42feep-1, log2_low = 0x1.a39ef35793c76p-33;

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 2 to the k for normal numbers: -1022 <= k <= 1023. */
static double power_of_two(int32_t k)
{
    return double_of((uint64_t)(int64_t)(k + 1023) << 52);
}

/* Of the series of log. Written out, for a loop over whole numbers would convert and divide anew at every call. */
static const double reciprocal[11] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                                      1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};

/*
 * x = 2^k m with m in [sqrt 1/2, sqrt 2); with s = (m - 1) / (m + 1), log m = 2 (s + s³/3 + s⁵/5 + …). |s| < 0.172, so
 * eleven terms leave less than 2^-56.
 */
double chance_log(double x)
{
    if (!(x > 0))
        return x == 0 ? -(double)INFINITY : (double)NAN;
    int32_t k = 0;
    if (x < 0x1p-1022) { /* subnormal: make it normal first */
        x *= 0x1p54;
        k = -54;
    }
    const uint64_t one = bits_of(1.0), root_half = UINT64_C(0x3fe6a09e667f3bcd);
    uint64_t bits = bits_of(x) + (one - root_half);
    k += (int32_t)(bits >> 52) - 1023;
    double f = double_of((bits & UINT64_C(0x000fffffffffffff)) + root_half) - 1.0;
    double s = f / (2.0 + f), square = s * s;
    double sum = 0;
    for (int32_t i = 0; i < 11; i++)
        sum = (sum + reciprocal[i]) * square;
    /* 2 s = f - s f: f is exact, so that only the small rest is rounded. */
    double rest = 2.0 * s * sum - s * f + k * log2_low;
    return k * log2_high + (f + rest);
}

/* Of the series of exp; the last is never asked for. */
static const double divisor[14] = {14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};

/* x = k log 2 + r with |r| <= 0.35; e^r by fourteen terms of its series leaves less than 2^-56. */
double chance_exp(double x)
{
    if (x != x)
        return x;
    if (x > 709.782712893384)
        return (double)INFINITY;
    if (x < -745.2)
        return 0;
    double scaled = x * 0x1.71547652b82fep0; /* 1 / log 2 */
    int32_t k = (int32_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    double r = (x - k * log2_high) - k * log2_low;
    /* All quotients first: none waits for another, and the processor divides two at once. */
    double quotient[14], sum = 0;
    for (int32_t i = 0; i < 14; i++)
        quotient[i] = r / divisor[i];
    for (int32_t i = 0; i < 13; i++)
        sum = (1.0 + sum) * quotient[i];
    double result = 1.0 + (r + r * sum);
    /* In two steps: 2^k itself may lie outside the normal numbers. */
    int32_t half = k / 2;
    return result * power_of_two(half) * power_of_two(k - half);
}

/* Stirling's series for x >= 12, with Bernoulli numbers up to B16; below, log Γ(x) = log Γ(x + n) - log(x (x + 1) … (x + n -
 * 1)). */
double chance_log_gamma(double x)
{
    static const double series[8] = {1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                     1.0 / 1188, -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400};
    const double half_log_two_pi = 0.91893853320467274178;
    double product = 1;
    while (x < 12)
        product *= x++;
    double inverse = 1 / x, square = inverse * inverse, sum = 0;
    for (int32_t term = 7; term >= 0; term--)
        sum = sum * square + series[term];
    double stirling = (x - 0.5) * chance_log(x) - x + half_log_two_pi + sum * inverse;
    return product == 1 ? stirling : stirling - chance_log(product);
}

/* (n[0] + n[1] x + …) / (d[0] + d[1] x + …), eight terms each. */
static double ratio(const double numerator[8], const double denominator[8], double x)
{
    double above = numerator[7], below = denominator[7];
    for (int32_t term = 6; term >= 0; term--) {
        above = above * x + numerator[term];
        below = below * x + denominator[term];
    }
    return above / below;
}

double chance_normal_quantile(double p)
{
    static const double a[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double b[8] = {1.0,
                                4.2313330701600911252e+1,
                                6.8718700749205790830e+2,
                                5.3941960214247511077e+3,
                                2.1213794301586595867e+4,
                                3.9307895800092710610e+4,
                                2.8729085735721942674e+4,
                                5.2264952788528545610e+3};
    static const double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[8] = {1.0,
                                2.05319162663775882187e0,
                                1.67638483018380384940e0,
                                6.89767334985100004550e-1,
                                1.48103976427480074590e-1,
                                1.51986665636164571966e-2,
                                5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
    static const double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double f[8] = {1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
    double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425)
        return q * ratio(a, b, 0.180625 - q * q);
    double tail = sqrt(-chance_log(q < 0 ? p : 1 - p));
    double z = tail <= 5 ? ratio(c, d, tail - 1.6) : ratio(e, f, tail - 5);
    return q < 0 ? -z : z;
}
