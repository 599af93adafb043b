#include "cli/program.h"

#include <stddef.h>

int main(int count, char **args)
{
    return program_run(count, args, NULL);
}
