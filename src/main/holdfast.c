/* The program: finds the named command and runs it. Does nothing else.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include <stdio.h>
#include <string.h>

static int help_run(int argc, char **argv);
static int version_run(int argc, char **argv);

static const struct command help = {"help", "[COMMAND]", "Say what each command does", help_run};
static const struct command version = {"version", "", "Print the version", version_run};

/* In the order in which `holdfast help` shows them. */
static const struct command *const commands[] = {
    &help,                  //
    &version,               //
    &decide_command,        //
    &fhirpath_command,      //
    &form_command,          //
    &packs_command,         //
    &coverage_command,      //
    &routes_command,        //
    &serve_command,         //
    &doctor_command,        //
    &verify_command,        //
    &rebuild_command,       //
    &accept_older_command,  //
    &export_command,        //
    &export_client_command, //
    &receipt_command,       //
    &backup_command,        //
    &restore_command,       //
};

enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static int unknown(const char *name)
{
    fprintf(stderr, "holdfast: there is no command \"%s\"; `holdfast help` lists them\n", name);
    return CLI_INVALID;
}

/* Output that did not arrive (a full disk, a closed pipe) must not look like success. */
static int flushed(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fputs("holdfast: the output could not be written\n", stderr);
    return CLI_FAILED;
}

static int command_explain(const struct command *command)
{
    printf("usage: holdfast %s%s%s\n\n%s.\n", command->name,
           command->arguments[0] == '\0' ? "" : " ", command->arguments, command->help);
    return CLI_OK;
}

static int help_all(void)
{
    puts("usage: holdfast COMMAND [ARGUMENTS]\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        printf("  %-13s %s\n", commands[i]->name, commands[i]->help);
    puts("\n`holdfast help COMMAND` shows its arguments.");
    return CLI_OK;
}

static int help_run(int argc, char **argv)
{
    if (argc > 2)
        return cli_misused(&help, "at most one command can be named");
    if (argc < 2)
        return help_all();
    const struct command *command = command_find(argv[1]);

    return command == NULL ? unknown(argv[1]) : command_explain(command);
}

static int version_run(int argc, char **argv)
{
    (void)argv; /* a command's signature; there is nothing to read */
    if (argc > 1)
        return cli_misused(&version, "takes no arguments");
    puts("holdfast " HOLDFAST_VERSION);
    return CLI_OK;
}

/* The two options that every program answers are names for two of the commands. */
static const char *spelled(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return help.name;
    return strcmp(word, "--version") == 0 ? version.name : word;
}

static int dispatch(int argc, char **argv)
{
    const struct command *command = command_find(spelled(argv[0]));

    if (command == NULL)
        return unknown(argv[0]);
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return command_explain(command);
    return command->run(argc, argv);
}

int main(int argc, char **argv)
{
    if (argc >= 2)
        return flushed(dispatch(argc - 1, argv + 1));
    fputs("usage: holdfast COMMAND [ARGUMENTS]; `holdfast help` lists the commands\n", stderr);
    return CLI_INVALID;
}
