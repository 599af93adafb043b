#include "drift/matrix.h"

#include <math.h> /* sqrt alone, which is exact */

static const double least_pivot = 1e-12;

/* Column by column: what a column takes from an element waits for nothing else. Each element is still taken from in the
 * order of the columns, so that its bits are those of a sum along its row. */
void matrix_factor(double *a, int32_t n)
{
    double column[MATRIX_MAX];
    for (int32_t k = 0; k < n; k++) {
        const double rest = a[k * n + k], pivot = sqrt(rest > least_pivot ? rest : least_pivot);
        a[k * n + k] = pivot;
        for (int32_t i = k + 1; i < n; i++)
            a[i * n + k] = column[i] = a[i * n + k] / pivot;
        for (int32_t i = k + 1; i < n; i++) {
            double *row = a + i * n;
            for (int32_t j = k + 1; j <= i; j++)
                row[j] -= column[i] * column[j];
        }
    }
}

void matrix_solve_lower(const double *factor, int32_t n, double *b)
{
    for (int32_t k = 0; k < n; k++) {
        b[k] /= factor[k * n + k];
        for (int32_t i = k + 1; i < n; i++)
            b[i] -= factor[i * n + k] * b[k];
    }
}

void matrix_solve_lower_many(const double *factor, int32_t n, int32_t count, double *b)
{
    for (int32_t i = 0; i < n; i++) {
        double *own = b + i * count;
        for (int32_t k = 0; k < i; k++)
            for (int32_t h = 0; h < count; h++)
                own[h] -= factor[i * n + k] * b[k * count + h];
        for (int32_t h = 0; h < count; h++)
            own[h] /= factor[i * n + i];
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
