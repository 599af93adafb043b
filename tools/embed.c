/*
 * embed NAME FILE OUT.c: writes the bytes of FILE as a C array `NAME` (NUL-ended, not counted) and its length `NAME_length`, so that
 * the program carries its own templates, charts and systems and fetches nothing at run time.
 */
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **args)
{
    if (count != 4) {
        fprintf(stderr, "usage: embed NAME FILE OUT.c\n");
        return 2;
    }
    FILE *in = fopen(args[2], "rb");
    FILE *out = fopen(args[3], "wb");
    if (!in || !out) {
        fprintf(stderr, "embed: %s or %s cannot be opened\n", args[2], args[3]);
        return 1;
    }
    fprintf(out, "#include <stddef.h>\nextern const unsigned char %s[];\nextern const size_t %s_length;\n", args[1], args[1]);
    fprintf(out, "const unsigned char %s[] = {", args[1]);
    size_t length = 0;
    int byte;
    while ((byte = getc(in)) != EOF)
        fprintf(out, "%s%d,", length++ % 24 ? "" : "\n", byte);
    fprintf(out, "\n0};\nconst size_t %s_length = %zu;\n", args[1], length);
    fclose(in);
    return fclose(out) ? 1 : 0;
}
