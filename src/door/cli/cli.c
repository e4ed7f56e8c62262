/* How every command complains: one form, on stderr, with an exit code that scripts can use.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include <stdio.h>

int cli_misused(const struct command *command, const char *problem)
{
    fprintf(stderr, "holdfast %s: %s\nusage: holdfast %s %s\n", command->name, problem,
            command->name, command->arguments);
    return CLI_INVALID;
}

int cli_failed(const struct command *command, const struct fault *why)
{
    if (why->at == HF_NOWHERE)
        fprintf(stderr, "holdfast %s: %s\n", command->name, why->text);
    else
        fprintf(stderr, "holdfast %s: %s (at byte %ld)\n", command->name, why->text, why->at);
    return why->status == HF_INVALID ? CLI_INVALID : CLI_FAILED;
}
