#include "samples.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "base/array.h"

void samples_write(FILE *file, int32_t council, const char *quantity, int32_t year, int32_t paths, const int32_t *value)
{
    fprintf(file, "%d\t%s\t%d\t", council, quantity, year);
    for (int32_t r = 0; r < paths; r++)
        fprintf(file, r ? " %d" : "%d", value[r]);
    fputc('\n', file);
}

static int32_t count_values(const char *text)
{
    int32_t count = *text != '\0';
    for (; *text; text++)
        count += *text == ' ';
    return count;
}

/* Takes a line apart; false when it is none. */
static bool take_line(char *text, struct sample_line *out)
{
    int behind = 0;
    if (sscanf(text, "%d\t%23[^\t]\t%d\t%n", &out->council, out->quantity, &out->year, &behind) != 3 || behind == 0)
        return false;
    out->paths = count_values(text + behind);
    out->value = out->paths ? malloc((size_t)out->paths * sizeof *out->value) : NULL;
    if (!out->value)
        return false;
    char *at = text + behind;
    for (int32_t r = 0; r < out->paths; r++)
        out->value[r] = (int32_t)strtoll(at, &at, 10);
    return true;
}

int samples_read(const char *path, struct samples *samples)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;
    ssize_t length;
    int code = file ? 0 : -1;
    while (code == 0 && (length = getline(&text, &room, file)) > 0) {
        struct sample_line line = {0};
        if (text[length - 1] != '\n') /* broken off: the forecast was stopped while it was written */
            break;
        text[length - 1] = '\0';
        code = array_reserve(&samples->line, &samples->capacity, samples->lines + 1, sizeof line, NULL);
        if (code == 0 && !take_line(text, &line))
            code = -1;
        if (code == 0)
            samples->line[samples->lines++] = line;
    }
    free(text);
    if (file)
        fclose(file);
    if (code < 0)
        fprintf(stderr, "%s cannot be read as samples\n", path);
    return code < 0 ? -1 : 0;
}

void samples_clear(struct samples *samples)
{
    for (int64_t i = 0; i < samples->lines; i++)
        free(samples->line[i].value);
    free(samples->line);
    *samples = (struct samples){0};
}

const struct sample_line *samples_find(const struct samples *samples, int32_t council, const char *quantity, int32_t year)
{
    for (int64_t i = 0; i < samples->lines; i++) {
        const struct sample_line *line = &samples->line[i];
        if (line->council == council && line->year == year && strcmp(line->quantity, quantity) == 0)
            return line;
    }
    return NULL;
}
