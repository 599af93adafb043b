/*
 * crew: pieces of one piece of work, shared out over threads.
 *
 * The one file of the house that knows of threads (OpenMP). Who works writes what is the piece's own, or by thread what is
 * put together afterwards by adding whole numbers, so that neither the number of threads nor who took which piece shows.
 *
 *     static int walk(void *self, int32_t thread, int32_t piece) { … self->worker[thread] … }
 *     code = flow_crew_run(flow_crew_size(plan->threads, pieces), pieces, walk, &team);
 *
 * A program built without OpenMP has crews of one. Includes: base.
 */
#ifndef FLOW_CREW_H
#define FLOW_CREW_H

#include <stdint.h>

enum { FLOW_CREW_MAX = 256 };

/* How many threads a crew has that was asked for `threads` (0: one a processor) and has so many pieces: 1 … FLOW_CREW_MAX.
 */
int32_t flow_crew_size(int32_t threads, int32_t pieces);

/*
 * Does every piece 0 … pieces - 1 once, each on one of the threads 0 … size - 1; thread 0 is the caller's own, so that what
 * only the caller may do (tell progress) can be done there. When a piece returns a negative code no other is begun, and the
 * code of the lowest piece that failed is returned.
 */
int flow_crew_run(int32_t size, int32_t pieces, int (*work)(void *self, int32_t thread, int32_t piece), void *self);

#endif
