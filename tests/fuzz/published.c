/*
 * Fuzz target: any bytes as published figures. Reading must end in a named problem or with every figure a count of a year
 * within its limits; every authority must be found by its own name, unless another's begins alike.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "returns/published.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(int true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct published published;
    struct problem problem = {0};
    /* In memory of exactly this length, so that a byte read behind it is seen. */
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length)
        memcpy(copy, bytes, length);
    const int status = published_read(copy, length, "fuzz.csv", &published, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    require(published.rows_used <= published.rows_read);
    for (int32_t i = 0; i < published.authorities; i++) {
        const struct published_authority *authority = &published.authority[i];
        require(strlen(authority->name) < PUBLISHED_NAME_MAX && authority->number >= 0);
        require(!authority->name[0] || published_named(&published, authority->name) >= -1);
        for (int32_t k = 0; k < PUBLISHED_FIGURES * PUBLISHED_YEARS; k++)
            require((&authority->figure[0][0])[k] >= PUBLISHED_NONE);
        published_not_named(&published, authority->name, &problem);
    }
    published_clear(&published);
    return 0;
}
