#include "cli/manual.h"

#include <ctype.h>

#include "cli/exit_status.h"
#include "cli/placeholder.h"
#include "cli/troff.h"
#include "cli/version.h"

enum { CHOICE_INDENT = 12, WORD_INDENT = 14, NAME_INDENT = 18 };

struct explained {
    const char *word;  /* a file or a variable */
    const char *words; /* what it is */
};

static const struct explained files[] = {
    {"homeward.yaml",
     "The council's settings, with an explanation of each: its name, authority code, population and prices. It "
     "makes a folder a workspace."},
    {"casebook.db", "The casebook, a SQLite database: every return that came and every run. Children stand in it under "
                    "pseudonyms."},
    {"identity.key",
     "The key of the pseudonyms. Keep it safe and apart from backups: they cannot be made again without it."},
};

static const struct explained variables[] = {
    {"COLUMNS", "How wide tables are printed. Without it they are as wide as the terminal, or 100 columns."},
    {"HOMEWARD_NOW", "The time to go by, such as 2026-06-01T09:00:00Z. Without it, the clock's."},
    {"HOMEWARD_USER", "Who is named as the one who imports. Without it, the user who is logged in."},
    {"HOMEWARD_SHARED", "The folder of the sample returns. Only the tests read it."},
};

static bool is_program(const struct command *command)
{
    return command == &command_program;
}

/* "homeward-forecast" */
static void append_name(const struct command *command, struct text *out)
{
    text_append(out, command_program.name);
    if (!is_program(command))
        text_format(out, "-%s", command->name);
}

void manual_file_name(const struct command *command, struct text *out)
{
    append_name(command, out);
    text_append(out, ".1");
}

static void write_font(struct text *out, char font, const char *word)
{
    text_format(out, "\\f%c", font);
    troff_literal(out, word);
    text_append(out, "\\fR");
}

static void write_reference(struct text *out, const struct command *command)
{
    struct text name = {0};
    append_name(command, &name);
    text_append(out, "\\%"); /* not to be broken at its hyphen */
    write_font(out, 'B', text_string(&name));
    text_append(out, "(1)");
    text_clear(&name);
}

static void write_head(const struct command *command, struct text *out)
{
    struct text name = {0};
    append_name(command, &name);
    text_append(out, ".TH ");
    for (const char *at = text_string(&name); *at; at++)
        text_format(out, "%s%c", *at == '-' ? "\\" : "", toupper((unsigned char)*at));
    text_append(out, " 1 \"\" \"Homeward " HOMEWARD_VERSION "\" \"Homeward Manual\"\n.SH NAME\n");
    troff_literal(out, text_string(&name));
    text_append(out, " \\- ");
    troff_prose(out, command->summary);
    text_clear(&name);
}

/* "build REPORT", "[COMMAND]", "PATH…": what is typed is bold, what stands for something is italic. */
static void write_arguments(const char *arguments, struct text *out)
{
    struct placeholder place;
    while (placeholder_next(&arguments, &place)) {
        if (place.word[0] == '\0') {
            text_append(out, " ...");
            continue;
        }
        text_append(out, place.optional ? " [" : " ");
        write_font(out, placeholder_kind(place.word) == PLACEHOLDER_LITERAL ? 'B' : 'I', place.word);
        text_format(out, "%s%s", place.repeated ? "..." : "", place.optional ? "]" : "");
    }
}

static void write_synopsis(const struct command *command, struct text *out)
{
    text_append(out, ".SH SYNOPSIS\n");
    write_font(out, 'B', command_program.name);
    for (const struct command_option *option = command_program.options; option->name; option++) {
        text_append(out, " [");
        write_font(out, 'B', (char[]){'-', option->letter, '\0'});
        if (option->value) {
            text_append_char(out, ' ');
            write_font(out, 'I', option->value);
        }
        text_append_char(out, ']');
    }
    if (!is_program(command)) {
        text_append_char(out, ' ');
        write_font(out, 'B', command->name);
        text_append(out, " [\\fIOPTION\\fR...]");
    }
    write_arguments(command->arguments, out);
    text_append(out, "\n.SH DESCRIPTION\n");
    troff_prose(out, command->about);
}

/* `indent`: characters that the word takes, with the space behind it. */
static void write_explained(const struct explained *entry, int indent, struct text *out)
{
    text_format(out, ".TP %d\n", indent);
    write_font(out, 'B', entry->word);
    text_append_char(out, '\n');
    troff_prose(out, entry->words);
}

/* The words of the synopsis that stand for one of a few. */
static void write_choices(const struct command *command, struct text *out)
{
    struct placeholder place;
    for (const char *rest = command->arguments; placeholder_next(&rest, &place);) {
        struct explained choice;
        for (int32_t i = 0; (choice.word = placeholder_choice(place.word, i, &choice.words)) != NULL; i++) {
            if (i == 0) {
                text_append(out, ".PP\n");
                write_font(out, 'I', place.word);
                text_append(out, " is one of:\n");
            }
            write_explained(&choice, CHOICE_INDENT, out);
        }
    }
}

static void write_options(const struct command_option *option, struct text *out)
{
    for (; option && option->name; option++) {
        text_append(out, ".TP\n");
        if (option->letter) {
            write_font(out, 'B', (char[]){'-', option->letter, '\0'});
            text_append(out, ", ");
        }
        text_append(out, "\\fB\\-\\-");
        troff_literal(out, option->name);
        text_append(out, "\\fR");
        if (option->value) {
            text_append_char(out, '=');
            write_font(out, 'I', option->value);
        }
        text_append_char(out, '\n');
        troff_prose(out, option->help);
    }
}

static void write_commands(struct text *out)
{
    text_append(out, ".SH COMMANDS\nEach has a page of its own, such as ");
    write_reference(out, commands[0]);
    text_append(out, ".\n");
    for (int32_t i = 0; i < commands_count; i++)
        write_explained(&(struct explained){commands[i]->name, commands[i]->summary}, WORD_INDENT, out);
}

static void write_exit_statuses(struct text *out)
{
    text_append(out, ".SH \"EXIT STATUS\"\n");
    for (int status = 0; status >= 0; status = exit_status_after(status)) {
        struct text meaning = {0};
        exit_status_meaning(status, "; ", &meaning);
        text_format(out, ".TP\n\\fB%d\\fR\n", status);
        troff_prose(out, text_string(&meaning));
        text_clear(&meaning);
    }
}

static void write_surroundings(struct text *out)
{
    text_append(out, ".SH FILES\nA workspace is a folder with these files.\n");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        write_explained(&files[i], NAME_INDENT, out);
    text_append(out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        write_explained(&variables[i], NAME_INDENT, out);
}

static void write_see_also(const struct command *command, struct text *out)
{
    text_append(out, ".SH \"SEE ALSO\"\n.ad l\n");
    if (!is_program(command)) {
        write_reference(out, &command_program);
        text_append(out, ", which tells of the files, the environment and the other commands.\n");
        return;
    }
    for (int32_t i = 0; i < commands_count; i++) {
        write_reference(out, commands[i]);
        text_append(out, i + 1 < commands_count ? ",\n" : "\n");
    }
}

void manual_page(const struct command *command, struct text *out)
{
    write_head(command, out);
    write_synopsis(command, out);
    if (!is_program(command))
        write_choices(command, out);
    text_append(out, ".SH OPTIONS\nWhat holds without an option stands behind it in brackets.\n");
    write_options(command->options, out);
    write_options(command_shared_options, out);
    if (is_program(command))
        write_commands(out);
    write_exit_statuses(out);
    if (is_program(command))
        write_surroundings(out);
    if (command->example) {
        text_append(out, ".SH EXAMPLES\n.EX\n");
        troff_literal(out, command->example);
        text_append(out, "\n.EE\n");
    }
    write_see_also(command, out);
}
