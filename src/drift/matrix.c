#include "drift/matrix.h"

#include <math.h> /* sqrt alone, which is exact */

static const double least_pivot = 1e-12;

void matrix_factor(double *a, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        for (int32_t j = 0; j <= i; j++) {
            double rest = a[i * n + j];
            for (int32_t k = 0; k < j; k++)
                rest -= a[i * n + k] * a[j * n + k];
            if (i == j)
                a[i * n + i] = sqrt(rest > least_pivot ? rest : least_pivot);
            else
                a[i * n + j] = rest / a[j * n + j];
        }
}

void matrix_solve_lower(const double *factor, int32_t n, double *b)
{
    for (int32_t i = 0; i < n; i++) {
        double rest = b[i];
        for (int32_t k = 0; k < i; k++)
            rest -= factor[i * n + k] * b[k];
        b[i] = rest / factor[i * n + i];
    }
}

void matrix_solve_upper(const double *factor, int32_t n, double *b)
{
    for (int32_t i = n - 1; i >= 0; i--) {
        double rest = b[i];
        for (int32_t k = i + 1; k < n; k++)
            rest -= factor[k * n + i] * b[k];
        b[i] = rest / factor[i * n + i];
    }
}
