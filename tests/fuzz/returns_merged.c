/*
 * Fuzz target: any bytes as a pre-merged CSV file. Reading must end in a named problem, or with every row loaded or
 * quarantined in the part that its LA and YEAR mean.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c.
 */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ask_bundle(bytes, length);
    return 0;
}
