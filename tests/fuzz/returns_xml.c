/*
 * Fuzz target: any bytes as the XML form of a return. Reading must end in a named problem, or with every row loaded or
 * quarantined.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c; -dict=tests/fuzz/returns_xml.dict helps.
 */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ask_bundle(bytes, length);
    return 0;
}
