/* door/cli/export.c - `holdfast export-ledger`: what anybody may check, in one file.
 *
 * Entries, public statements and checkpoints: opaque ids, times and kinds of acts, and no word of
 * anybody. holdfast-verify reads it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"
#include "keep/ledger/export.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool take_arguments(struct opened *o, const char **ret_file, int argc, char **argv)
{
    *ret_file = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--data") == 0 && i + 1 < argc)
            o->place.data = argv[++i];
        else if (strcmp(argv[i], "--secrets") == 0 && i + 1 < argc)
            o->place.secrets = argv[++i];
        else if (argv[i][0] != '-' && *ret_file == NULL)
            *ret_file = argv[i];
        else
            return false;
    }
    return o->place.data != NULL && *ret_file != NULL;
}

static bool begin_again(void *arg)
{
    return fseek(arg, 0, SEEK_SET) == 0;
}

static bool put(void *arg, struct span bytes)
{
    return fwrite(bytes.at, 1, bytes.len, arg) == bytes.len;
}

/* A new file, for its owner alone: another export, or anything else, is never written over. */
static FILE *open_new(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    return fd < 0 ? NULL : fdopen(fd, "wb");
}

static enum status write_export(struct opened *o, const char *path, struct fault *why)
{
    enum status st = opened_open(o, why);
    FILE *out = st == HF_OK ? open_new(path) : NULL;
    struct export_sink sink = {begin_again, put, out};

    if (st == HF_OK && out == NULL)
        return fault_set(why, HF_INVALID, "%s is there already, or can't be made", path);
    if (st == HF_OK)
        st = ledger_export(o->ledger, o->store, &sink, why);
    if (out != NULL && (fflush(out) != 0 || fsync(fileno(out)) != 0) && st == HF_OK)
        st = fault_set(why, HF_FAILED, "%s can't be written", path);
    if (out != NULL && fclose(out) != 0 && st == HF_OK)
        st = fault_set(why, HF_FAILED, "%s can't be written", path);
    if (out != NULL && st != HF_OK)
        (void)unlink(path); /* half an export would be refused anyway */
    return st;
}

static int export_run(int argc, char **argv)
{
    struct opened o = {.ledger = NULL};
    const char *path;
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&o, &path, argc, argv))
        return cli_misused(&export_command, "needs --data and the file to write");
    enum status st = write_export(&o, path, &why);

    opened_close(&o);
    return st == HF_OK ? CLI_OK : cli_failed(&export_command, &why);
}

const struct command export_command = {
    "export-ledger", "--data DIR [--secrets DIR] FILE",
    "Write the ledger, without any sealed word, for holdfast-verify", export_run};
