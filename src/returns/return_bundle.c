#include "returns/return_bundle.h"

#include <stdlib.h>

#include "base/array.h"

int return_bundle_read(const char *bytes, size_t length, const char *name, struct return_bundle *out,
                       struct problem *problem)
{
    *out = (struct return_bundle){0};
    out->part = array_new(1, sizeof *out->part, problem);
    if (!out->part)
        return PROBLEM_MEMORY;
    out->part[0].year = INT32_MIN;
    int code = return_read_csv(bytes, length, name, &out->part[0].file, problem);
    out->parts = out->capacity = 1;
    if (code < 0)
        return_bundle_clear(out);
    return code;
}

void return_bundle_clear(struct return_bundle *bundle)
{
    for (int32_t i = 0; i < bundle->parts; i++)
        return_file_clear(&bundle->part[i].file);
    free(bundle->part);
    *bundle = (struct return_bundle){0};
}
