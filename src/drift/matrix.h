/*
 * matrix: the little linear algebra that a Gaussian process over a few dozen quarters needs. Within this room.
 *
 * Square matrices lie row by row, n × n without padding; only the lower half is read or written. Everything is + - * / and
 * square roots, which IEEE 754 rounds alike on every machine. Includes: nothing of other rooms.
 */
#ifndef DRIFT_MATRIX_H
#define DRIFT_MATRIX_H

#include <stdint.h>

enum { MATRIX_MAX = 64 /* rows that a matrix may have */ };

/*
 * The Cholesky factor L of a symmetric positive definite matrix (L L' = A), in its place. A pivot below 1e-12, which only
 * rounding makes of a matrix that is positive semi-definite, counts as 1e-12.
 */
void matrix_factor(double *a, int32_t n);

/* Solves L x = b and L' x = b in the place of b. */
void matrix_solve_lower(const double *factor, int32_t n, double *b);
void matrix_solve_lower_many(const double *factor, int32_t n, int32_t count, double *b); /* b[n][count]: `count` of them */
void matrix_solve_upper(const double *factor, int32_t n, double *b);

#endif
