/* verify/main.c - `holdfast-verify EXPORT [RECEIPT]...`: reads files, says what holds.
 *
 * 0 everything holds; 1 something is refused; 2 the command line is wrong; 3 a file can't be read
 * or is no export.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOLDS = 0, REFUSED = 1, MISUSED = 2, UNREADABLE = 3, ROOT_TEXT = 2 * PUBLIC_KEY + 1 };
static const long file_most = 1L << 32;

static const char usage[] =
    "usage: holdfast-verify [--quiet] [--root KEY] EXPORT [RECEIPT]...\n"
    "Checks an exported ledger, and receipts against it. KEY: the owner's public key in hex.\n"
    "Leaves with 0: all holds; 1: something is refused; 2: misused; 3: unreadable.\n";

struct arguments {
    bool is_quiet;
    const char *root; /* NULL: none was given */
    char **files;     /* the export first */
    int n_files;
};

static bool take_arguments(int argc, char **argv, struct arguments *ret)
{
    int i = 1;

    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "--quiet") == 0)
            ret->is_quiet = true;
        else if (strcmp(argv[i], "--root") == 0 && i + 1 < argc)
            ret->root = argv[++i];
        else
            return false;
    }
    ret->files = argv + i;
    ret->n_files = argc - i;
    return ret->n_files > 0 && (ret->root == NULL || strlen(ret->root) == ROOT_TEXT - 1);
}

/* The caller frees; NULL, and told, when it can't be read. */
static uint8_t *read_file(const char *path, size_t *ret_len)
{
    FILE *in = fopen(path, "rb");
    long len = in != NULL && fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    uint8_t *bytes = len >= 0 && len < file_most ? malloc((size_t)len + 1) : NULL;

    if (bytes != NULL) {
        rewind(in);
        *ret_len = fread(bytes, 1, (size_t)len + 1, in);
    }
    if (in != NULL)
        fclose(in);
    if (bytes != NULL && *ret_len == (size_t)len)
        return bytes;
    fprintf(stderr, "holdfast-verify: %s can't be read\n", path);
    free(bytes);
    return NULL;
}

static void say(void *arg, const char *kind, uint64_t number, const char *refused)
{
    const struct arguments *arguments = arg;

    if (refused != NULL)
        printf("%s %" PRIu64 " REFUSED: %s\n", kind, number, refused);
    else if (!arguments->is_quiet)
        printf("%s %" PRIu64 " holds\n", kind, number);
}

/* Receipts are told by their place on the command line. */
static bool check_receipt(struct exported *export, struct arguments *arguments, int place)
{
    size_t len = 0;
    uint8_t *bytes = read_file(arguments->files[place], &len);

    if (bytes == NULL)
        return false;
    const char *refused = receipt_verify(export, bytes, len);

    free(bytes);
    export->refused += refused != NULL;
    say(arguments, "receipt", (uint64_t)place, refused);
    return true;
}

/* Everything leads to the root key; whose it is, paper tells. */
static int conclude(struct exported *export, const struct arguments *arguments)
{
    char root[ROOT_TEXT];

    for (size_t i = 0; i < PUBLIC_KEY; i++)
        snprintf(root + 2 * i, 3, "%02x", export->root_key[i]);
    bool is_other = arguments->root != NULL && strcmp(arguments->root, root) != 0;

    export->refused += is_other;
    printf("root key%s: %s\n", is_other ? " REFUSED" : "", root);
    if (export->erased > 0)
        printf("%" PRIu64 " contents were erased, each named by a signed entry\n", export->erased);
    if (export->is_proof)
        printf("%" PRIu64 " entries are of others: their hashes alone are here\n", export->hidden);
    printf("%" PRIu64 " entries, %" PRIu64 " checkpoints, %d receipts: %s\n", export->entries,
           export->checkpoints, arguments->n_files - 1,
           export->refused == 0 ? "all hold" : "NOT WHOLE");
    return export->refused == 0 ? HOLDS : REFUSED;
}

static int check(struct exported *export, struct arguments *arguments, const uint8_t *bytes,
                 size_t len)
{
    const char *wrong = export_verify(export, bytes, len);

    if (wrong != NULL) {
        fprintf(stderr, "holdfast-verify: %s: %s\n", arguments->files[0], wrong);
        return UNREADABLE;
    }
    for (int i = 1; i < arguments->n_files; i++)
        if (!check_receipt(export, arguments, i))
            return UNREADABLE;
    return conclude(export, arguments);
}

int main(int argc, char **argv)
{
    static struct exported export;
    struct arguments arguments = {.n_files = 0};
    size_t len = 0;

    if (!take_arguments(argc, argv, &arguments)) {
        fputs(usage, stderr);
        return MISUSED;
    }
    uint8_t *bytes = read_file(arguments.files[0], &len);

    if (bytes == NULL)
        return UNREADABLE;
    export.holds = ed25519_holds;
    export.say = say;
    export.arg = &arguments;
    int code = check(&export, &arguments, bytes, len);

    export_clear(&export);
    free(bytes);
    return code;
}
