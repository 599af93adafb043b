/*
 * draw: numbers of given distributions out of a stream.
 *
 * Each function says where its method comes from; all are exact up to the rounding of double. They take as many words from
 * the stream as they need, so that a thing that must not move when another changes has a stream of its own.
 *
 *     double level = chance_gamma(&stream, shape) / rate;
 *     int64_t count = chance_poisson(&stream, mean);
 *
 * Pure. Includes: nothing of other rooms.
 */
#ifndef CHANCE_DRAW_H
#define CHANCE_DRAW_H

#include <stdint.h>

#include "chance/stream.h"

/* Standard normal; exactly one uniform (inverse distribution), so that coupled series stay coupled. */
double chance_normal(struct chance_stream *stream);

/* Gamma with mean `shape` and rate 1; shape > 0. Marsaglia and Tsang 2000; below 1 by their power of a uniform. */
double chance_gamma(struct chance_stream *stream, double shape);

/* Poisson; mean 0 … 1e9. Inversion below 12, above Hörmann's transformed rejection PTRS (1993). */
int64_t chance_poisson(struct chance_stream *stream, double mean);

/* Shares that add up to 1, Dirichlet with these weights (>= 0, one at least > 0); weight 0 gives share 0. */
void chance_dirichlet(struct chance_stream *stream, const double *weight, int32_t count, double *share);

/* One of 0 … count - 1 with these shares, which add up to 1 (the last one with a share takes what rounding leaves). */
int32_t chance_categorical(struct chance_stream *stream, const double *share, int32_t count);

#endif
