/* door/cli/packs_add.h - `holdfast packs add`: the official text of an instrument, into a practice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PACKS_ADD_H
#define HF_DOOR_CLI_PACKS_ADD_H

/* `argv[1]` is "add"; enum cli_exit. */
int packs_add(int argc, char **argv);

#endif
