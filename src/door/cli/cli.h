/* door/cli/cli.h - what a subcommand of `holdfast` is, and the rows of the table.
 *
 * Each command lives in its own file door/cli/NAME.c as one const row; main/holdfast.c lists the
 * rows, finds the one that was named and runs it. This is the only room, with main/, that may
 * write to the terminal.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_CLI_H
#define HF_DOOR_CLI_CLI_H

#include "base/fault.h"

/* What the shell is told; Told by test/storm/test_commands.py, too. */
enum cli_exit {
    CLI_OK = 0,      /* done */
    CLI_FAILED = 1,  /* we, or the world, are broken; or the answer is a clear no */
    CLI_INVALID = 2, /* the command line or the input is wrong, and the message says where */
};

struct command {
    const char *name;
    const char *arguments; /* as in a synopsis: "--data DIR [--port N]"; "" when there are none */
    const char *help;      /* one line, without a full stop */
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns enum cli_exit */
};

extern const struct command backup_command;
extern const struct command coverage_command;
extern const struct command decide_command;
extern const struct command doctor_command;
extern const struct command fhirpath_command;
extern const struct command form_command;
extern const struct command export_command;
extern const struct command export_client_command;
extern const struct command packs_command;
extern const struct command accept_older_command;
extern const struct command rebuild_command;
extern const struct command receipt_command;
extern const struct command restore_command;
extern const struct command routes_command;
extern const struct command serve_command;
extern const struct command verify_command;

/* "holdfast NAME: problem" and the synopsis on stderr; returns CLI_INVALID. */
int cli_misused(const struct command *command, const char *problem);

/* Tells the fault on stderr, with its place if it has one; returns CLI_INVALID for input that is
 * wrong, CLI_FAILED for everything else. */
int cli_failed(const struct command *command, const struct fault *why);

#endif
