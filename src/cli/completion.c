#include "cli/completion.h"

#include "cli/command.h"
#include "cli/placeholder.h"
#include "cli/version.h"

/* What does not depend on the tables. Three functions, written below, set `choices` or `kind` for it. */
static const char beginning[] =
    "# bash completion for Homeward " HOMEWARD_VERSION ", written by: homeward completion bash\n"
    "\n"
    "_homeward()\n"
    "{\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} command= option= choices= kind= place=0 i\n"
    "    [ \"$word\" = = ] && word=\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        =) ;; # --format=csv comes as three words\n"
    "        *)\n"
    "            if [ -n \"$option\" ]; then\n"
    "                option=\n"
    "            elif [[ ${COMP_WORDS[i]} == -* ]]; then\n"
    "                _homeward_value \"$command\" \"${COMP_WORDS[i]}\" && option=${COMP_WORDS[i]}\n"
    "            elif [ -z \"$command\" ]; then\n"
    "                command=${COMP_WORDS[i]}\n"
    "            else\n"
    "                place=$((place + 1))\n"
    "            fi ;;\n"
    "        esac\n"
    "    done\n"
    "    choices= kind=\n"
    "    if [ -n \"$option\" ]; then\n"
    "        _homeward_value \"$command\" \"$option\"\n"
    "    elif [[ $word == -* ]]; then\n"
    "        _homeward_options \"$command\"\n"
    "    else\n"
    "        _homeward_place \"$command\" $place\n"
    "    fi\n"
    "    case $kind in\n"
    "    file) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
    "    folder) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$word\") ;;\n"
    "    *) mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$word\") ;;\n"
    "    esac\n"
    "}\n";

/* choices='a b c', kind=file, or nothing: what is offered for a word. */
static void write_offer(const char *word, struct text *out)
{
    switch (placeholder_kind(word)) {
    case PLACEHOLDER_FILE:
        text_append(out, " kind=file");
        break;
    case PLACEHOLDER_FOLDER:
        text_append(out, " kind=folder");
        break;
    case PLACEHOLDER_CHOICE: {
        const char *choice;
        text_append(out, " choices='");
        for (int32_t i = 0; (choice = placeholder_choice(word, i, NULL)) != NULL; i++)
            text_format(out, "%s%s", i ? " " : "", choice);
        text_append_char(out, '\'');
        break;
    }
    case PLACEHOLDER_LITERAL:
        text_append(out, " choices='");
        for (const char *at = word; *at; at++)
            text_append_char(out, *at == '|' ? ' ' : *at);
        text_append_char(out, '\'');
        break;
    case PLACEHOLDER_FREE:
        break;
    }
}

/* The program has no name on its own command line. */
static const char *name_of(const struct command *command)
{
    return command == &command_program ? "" : command->name;
}

static void write_command_options(const struct command *command, struct text *out)
{
    text_format(out, "    '%s') choices='", name_of(command));
    for (const struct command_option *option = command->options; option && option->name; option++)
        text_format(out, "--%s ", option->name);
    for (const struct command_option *option = command_shared_options; option->name; option++)
        text_format(out, "--%s%s", option->name, option[1].name ? " " : "' ;;\n");
}

static void write_command_values(const struct command *command, struct text *out)
{
    const char *name = name_of(command);
    for (const struct command_option *option = command->options; option && option->name; option++) {
        if (!option->value)
            continue;
        text_format(out, "    '%s --%s'", name, option->name);
        if (option->letter)
            text_format(out, " | '%s -%c'", name, option->letter);
        text_append_char(out, ')');
        write_offer(option->value, out);
        text_append(out, " ;;\n");
    }
}

static void write_command_places(const struct command *command, struct text *out)
{
    struct placeholder place;
    int32_t number = 0;
    for (const char *rest = command->arguments; placeholder_next(&rest, &place); number++) {
        if (place.word[0] == '\0')
            continue; /* an ellipsis alone: what follows is another command's */
        if (place.repeated)
            text_format(out, "    '%s '*)", name_of(command));
        else
            text_format(out, "    '%s %d')", name_of(command), number);
        write_offer(place.word, out);
        text_append(out, " ;;\n");
    }
}

/* One function of the script: a `case` with what `write` says of the program and of each command. */
static void write_function(const char *head, void (*write)(const struct command *command, struct text *out),
                           const char *otherwise, struct text *out)
{
    text_append(out, head);
    write(&command_program, out);
    for (int32_t i = 0; i < commands_count; i++)
        write(commands[i], out);
    text_format(out, "%s    esac\n}\n", otherwise);
}

void completion_bash(struct text *out)
{
    text_append(out, beginning);
    write_function("\n# COMMAND: its options\n_homeward_options()\n{\n    case $1 in\n", write_command_options, "", out);
    write_function("\n# COMMAND OPTION: what may be its value; fails when it takes none\n"
                   "_homeward_value()\n{\n    case \"$1 $2\" in\n",
                   write_command_values, "    *) return 1 ;;\n", out);
    write_function("\n# COMMAND NUMBER: what may be its argument of that number, from 0\n"
                   "_homeward_place()\n{\n    case \"$1 $2\" in\n",
                   write_command_places, "", out);
    text_append(out, "\ncomplete -F _homeward homeward\n");
}
