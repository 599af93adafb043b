/*
 * embed_folders FOLDER SUFFIX HEADER NAME OUT.c DEPFILE: the files `.sql` (SUFFIX sql) in the folders of FOLDER as one C array
 * `NAMEs` of struct NAME {name, text}, in the order of their names, as HEADER declares it. The folders are named in DEPFILE
 * beside the files, so that a file that is added is built in.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 4096, PATH_MAX_BYTES = 512 };

struct files {
    const char *suffix;
    char *path[FILES_MAX];
    int count;
};

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static int add_file(struct files *files, const char *folder, const char *name)
{
    const char *point = strrchr(name, '.');
    if (!point || strcmp(point + 1, files->suffix) != 0)
        return 0;
    if (files->count == FILES_MAX || !(files->path[files->count] = malloc(PATH_MAX_BYTES)))
        return 1;
    return snprintf(files->path[files->count++], PATH_MAX_BYTES, "%s/%s", folder, name) >= PATH_MAX_BYTES;
}

/* Adds the files of a folder, or (deep) of the folders in it, and names each folder in `made_of`. */
static int add_folder(struct files *files, const char *folder, int deep, FILE *made_of)
{
    DIR *open = opendir(folder);
    struct dirent *entry;
    int failed = !open;
    fprintf(made_of, " %s", folder);
    while (!failed && (entry = readdir(open))) {
        char below[PATH_MAX_BYTES];
        if (entry->d_name[0] == '.')
            continue;
        if (!deep)
            failed = add_file(files, folder, entry->d_name);
        else if (snprintf(below, sizeof below, "%s/%s", folder, entry->d_name) >= (int)sizeof below)
            failed = 1;
        else
            failed = add_folder(files, below, 0, made_of);
    }
    if (open)
        closedir(open);
    return failed;
}

/* The bytes of a file as `text_N`. */
static int write_bytes(FILE *out, const char *path, int number)
{
    FILE *in = fopen(path, "rb");
    int byte, length = 0;
    if (!in)
        return 1;
    fprintf(out, "static const char text_%d[] = {", number);
    while ((byte = getc(in)) != EOF)
        fprintf(out, "%s%d,", length++ % 24 ? "" : "\n", (signed char)byte);
    fprintf(out, "\n0};\n");
    return fclose(in);
}

static void write_array(FILE *out, const struct files *files, const char *folder, const char *name)
{
    fprintf(out, "const struct %s %ss[] = {\n", name, name);
    for (int i = 0; i < files->count; i++) {
        const char *below = files->path[i] + strlen(folder) + 1;
        fprintf(out, "    {\"%.*s\", text_%d},\n", (int)(strlen(below) - strlen(files->suffix) - 1), below, i);
    }
    fprintf(out, "};\nconst int32_t %ss_count = %d;\n", name, files->count);
}

int main(int count, char **args)
{
    static struct files files;
    FILE *out = count == 7 ? fopen(args[5], "wb") : NULL, *made_of = count == 7 ? fopen(args[6], "wb") : NULL;
    if (!out || !made_of) {
        fprintf(stderr, "usage: embed_folders FOLDER SUFFIX HEADER NAME OUT.c DEPFILE\n");
        return 2;
    }
    files.suffix = args[2];
    fprintf(made_of, "%s:", args[5]);
    int failed = add_folder(&files, args[1], 1, made_of);
    qsort(files.path, (size_t)files.count, sizeof *files.path, by_name);
    fprintf(out, "#include \"%s\"\n", args[3]);
    for (int i = 0; i < files.count && !failed; i++) {
        fprintf(made_of, " %s", files.path[i]);
        failed = write_bytes(out, files.path[i], i);
    }
    write_array(out, &files, args[1], args[4]);
    fprintf(made_of, "\n");
    failed |= fclose(out) | fclose(made_of);
    if (failed)
        fprintf(stderr, "embed_folders: a file or folder below %s cannot be read\n", args[1]);
    return failed != 0;
}
