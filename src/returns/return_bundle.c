#include "returns/return_bundle.h"

#include <stdlib.h>

#include "returns/csv_return.h"
#include "returns/return_archive.h"
#include "returns/xml_return.h"
#include "returns/xml_walk.h"

static int refuse_archive(const char *name, struct return_bundle *out, struct problem *problem)
{
    *out = (struct return_bundle){0};
    problem_set(problem, PROBLEM_INPUT, "this is an archive or a spreadsheet, not a table of a return");
    problem_next(problem, "Unpack it into the folder; of a spreadsheet, save each table as \"CSV UTF-8\".");
    problem_at(problem, name, 0, 0, NULL);
    return PROBLEM_INPUT;
}

int return_bundle_read(const char *bytes, size_t length, const char *name, struct return_bundle *out,
                       struct problem *problem)
{
    if (return_archive_is(bytes, length))
        return refuse_archive(name, out, problem);
    if (xml_walk_is(bytes, length))
        return xml_return_read(bytes, length, name, out, problem);
    return csv_return_read(bytes, length, name, true, out, problem);
}

void return_bundle_clear(struct return_bundle *bundle)
{
    for (int32_t i = 0; i < bundle->parts; i++)
        return_file_clear(&bundle->part[i].file);
    free(bundle->part);
    *bundle = (struct return_bundle){0};
}
