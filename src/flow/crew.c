#include "flow/crew.h"

#ifdef _OPENMP
#include <omp.h>
#endif

int32_t flow_crew_size(int32_t threads, int32_t pieces)
{
#ifdef _OPENMP
    int32_t size = threads > 0 ? threads : omp_get_num_procs();
#else
    int32_t size = 1;
    (void)threads;
#endif
    size = size < pieces ? size : pieces;
    size = size < FLOW_CREW_MAX ? size : FLOW_CREW_MAX;
    return size > 1 ? size : 1;
}

#ifdef _OPENMP
int flow_crew_run(int32_t size, int32_t pieces, int (*work)(void *self, int32_t thread, int32_t piece), void *self)
{
    int failed = 0;
    int32_t lowest = pieces;
#pragma omp parallel for num_threads(size) schedule(dynamic)
    for (int32_t piece = 0; piece < pieces; piece++) {
        int stop;
#pragma omp atomic read
        stop = failed;
        if (stop)
            continue;
        const int code = work(self, omp_get_thread_num(), piece);
        if (code >= 0)
            continue;
#pragma omp critical(flow_crew)
        if (piece < lowest) {
            lowest = piece;
#pragma omp atomic write
            failed = code;
        }
    }
    return failed;
}
#else
int flow_crew_run(int32_t size, int32_t pieces, int (*work)(void *self, int32_t thread, int32_t piece), void *self)
{
    int code = 0;
    (void)size;
    for (int32_t piece = 0; piece < pieces && code >= 0; piece++)
        code = work(self, 0, piece);
    return code < 0 ? code : 0;
}
#endif
