/* door/cli/receipt.c - `holdfast receipt`: makes one, says whether one is of this ledger, or finds
 * the entry of a number.
 *
 * A receipt is under 1 KB and holds no word: hashes, a number, a time. It proves later that its
 * entry was there, unchanged, and that nothing before it was taken away. On paper its reference, 20
 * characters, finds the entry again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"
#include "keep/ledger/export.h"
#include "usecase/find_receipt.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct receipting {
    struct opened opened;
    bool makes, finds;
    const char *entry, *file; /* make: the entry's number; both: the receipt's file */
    struct ledger_receipt receipt;
    uint64_t seq;
};

static bool take_option(struct receipting *r, const char *name, const char *value)
{
    if (strcmp(name, "--data") == 0)
        r->opened.place.data = value;
    else if (strcmp(name, "--secrets") == 0)
        r->opened.place.secrets = value;
    else if (strcmp(name, "--entry") == 0 && r->makes)
        r->entry = value;
    else
        return false;
    return true;
}

static bool take_entry(struct receipting *r)
{
    int64_t seq = 0;

    if (!r->makes)
        return true;
    if (r->entry == NULL || !span_to_int64(span_of(r->entry), &seq) || seq < 1)
        return false;
    r->seq = (uint64_t)seq;
    return true;
}

static bool take_arguments(struct receipting *r, int argc, char **argv)
{
    if (argc < 2 || (strcmp(argv[1], "make") != 0 && strcmp(argv[1], "check") != 0 &&
                     strcmp(argv[1], "find") != 0))
        return false;
    r->finds = strcmp(argv[1], "find") == 0;
    r->makes = strcmp(argv[1], "make") == 0;
    for (int i = 2; i < argc; i++) {
        if (argv[i][0] != '-' && r->file == NULL)
            r->file = argv[i];
        else if (i + 1 == argc || !take_option(r, argv[i], argv[i + 1]))
            return false;
        else
            i++;
    }
    return r->opened.place.data != NULL && r->file != NULL && take_entry(r);
}

/* --- making ---------------------------------------------------------------------------------- */

static enum status make_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct receipting *r = arg;
    enum status st = ledger_receipt(ltx, r->seq, &r->receipt, why);

    return st == HF_NOT_FOUND ? fault_set(why, HF_INVALID, "there is no such entry") : st;
}

static enum status write_file(const struct receipting *r, struct fault *why)
{
    int fd = open(r->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return fault_set(why, HF_INVALID, "%s is there already, or can't be made", r->file);
    ssize_t n = write(fd, r->receipt.bytes, r->receipt.len);
    bool done = n == (ssize_t)r->receipt.len && fsync(fd) == 0;

    if (close(fd) != 0 || !done)
        return fault_set(why, HF_FAILED, "%s can't be written", r->file);
    printf("%s\n", r->receipt.reference);
    return HF_OK;
}

/* --- checking -------------------------------------------------------------------------------- */

static enum status read_file(struct receipting *r, struct fault *why)
{
    FILE *in = fopen(r->file, "rb");

    if (in == NULL)
        return fault_set(why, HF_INVALID, "%s can't be read", r->file);
    r->receipt.len = fread(r->receipt.bytes, 1, sizeof r->receipt.bytes, in);
    (void)fclose(in); /* read only: nothing can be lost */
    return HF_OK;
}

static enum status check_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct receipting *r = arg;

    return ledger_receipt_check(ltx, span_at(r->receipt.bytes, r->receipt.len), &r->seq, why);
}

static enum status check(struct receipting *r, struct fault *why)
{
    struct opened *o = &r->opened;
    enum status st = read_file(r, why);

    if (st == HF_OK)
        st = ledger_read(o->ledger, o->store, &o->arena, check_inside, r, why);
    if (st == HF_OK)
        printf("holds: entry %" PRIu64 "\n", r->seq);
    return st;
}

/* --- finding --------------------------------------------------------------------------------- */

static void print_found(const struct found_receipt *found)
{
    struct span signed_by = presence_word(found->presence);
    time_t when = (time_t)found->utc_s;
    struct tm tm = {0};
    char text[40] = "";

    if (gmtime_r(&when, &tm) != NULL)
        (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm); /* "": a time beyond years */
    printf("entry %" PRId64 "\n%s\n%s\nsigned: %.*s\n", found->seq, text, found->action,
           SPAN_ARGS(signed_by));
}

static enum status find(struct receipting *r, struct fault *why)
{
    struct opened *o = &r->opened;
    struct practice practice = {.store = o->store, .vault = o->vault, .ledger = o->ledger};
    struct found_receipt found;
    enum status st = find_receipt(&practice, &o->arena, span_of(r->file), &found, why);

    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_INVALID, "no entry of this ledger has that number");
    if (st == HF_OK)
        print_found(&found);
    return st;
}

static enum status make(struct receipting *r, struct fault *why)
{
    struct opened *o = &r->opened;
    enum status st = ledger_transact(o->ledger, o->store, &o->arena, make_inside, r, why);

    return st == HF_OK ? write_file(r, why) : st;
}

static int receipt_run(int argc, char **argv)
{
    struct receipting r = {.makes = false};
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&r, argc, argv))
        return cli_misused(
            &receipt_command,
            "needs make or check, --data, and the receipt's file; or find, and its number");
    enum status st = opened_open(&r.opened, &why);
    bool is_open = st == HF_OK;

    if (st == HF_OK)
        st = r.finds ? find(&r, &why) : r.makes ? make(&r, &why) : check(&r, &why);
    opened_close(&r.opened);
    if (st == HF_OK)
        return CLI_OK;
    int code = cli_failed(&receipt_command, &why);

    /* "It is not of this ledger" is an answer, not a wrong command. */
    return is_open && !r.makes && st == HF_INVALID ? CLI_FAILED : code;
}

const struct command receipt_command = {
    "receipt",
    "make --data DIR [--secrets DIR] --entry N FILE | check --data DIR [--secrets DIR] FILE | "
    "find --data DIR [--secrets DIR] NUMBER",
    "Make a receipt of an entry, say whether one is of this ledger, or find the entry of a number",
    receipt_run};
