#include "returns/return_bundle.h"

#include <stdlib.h>

#include "returns/csv_return.h"

int return_bundle_read(const char *bytes, size_t length, const char *name, struct return_bundle *out,
                       struct problem *problem)
{
    return csv_return_read(bytes, length, name, true, out, problem);
}

void return_bundle_clear(struct return_bundle *bundle)
{
    for (int32_t i = 0; i < bundle->parts; i++)
        return_file_clear(&bundle->part[i].file);
    free(bundle->part);
    *bundle = (struct return_bundle){0};
}
