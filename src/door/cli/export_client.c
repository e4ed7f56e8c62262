/* door/cli/export_client.c - `holdfast export-client`: a whole record to take along, as ZIP.
 *
 * Whoever signs in here with name and password takes what is theirs: a client the record, somebody
 * of the practice what they signed, or with --client the record of a client who asked for a copy.
 * The command holds no key of its own to anybody's record.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/opened.h"
#include "door/cli/typed.h"
#include "knowledge/knowledge.h"
#include "usecase/copy.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PASSWORD_MOST = SLOT_PASSWORD_MOST + 2, COPY_MEMORY = 64 << 20 };

struct export_client {
    struct opened opened;
    struct practice practice;
    struct knowledge knowledge;
    void *knowledge_block, *block;
    struct arena arena; /* of the copy */
    const char *login, *file;
    char half[PATH_MAX];     /* its name while it is written */
    struct client_id client; /* zero: whoever signs in */
    struct keyring *keyring;
    char password[PASSWORD_MOST];
};

static bool take_arguments(struct export_client *e, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--data") == 0 && i + 1 < argc)
            e->opened.place.data = argv[++i];
        else if (strcmp(argv[i], "--secrets") == 0 && i + 1 < argc)
            e->opened.place.secrets = argv[++i];
        else if (strcmp(argv[i], "--login") == 0 && i + 1 < argc)
            e->login = argv[++i];
        else if (strcmp(argv[i], "--client") == 0 && i + 1 < argc) {
            if (!id_parse(span_of(argv[++i]), &e->client.id))
                return false;
        } else if (argv[i][0] != '-' && e->file == NULL)
            e->file = argv[i];
        else
            return false;
    }
    return e->opened.place.data != NULL && e->login != NULL && e->file != NULL;
}

static enum status make_ready(struct export_client *e, struct fault *why)
{
    struct arena arena;

    e->knowledge_block = malloc(KNOWLEDGE_BYTES);
    e->block = malloc(COPY_MEMORY);
    if (e->knowledge_block == NULL || e->block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&arena, e->knowledge_block, KNOWLEDGE_BYTES);
    arena_init(&e->arena, e->block, COPY_MEMORY);
    enum status st = knowledge_load(&arena, &e->knowledge, why);

    if (st == HF_OK)
        st = opened_open(&e->opened, why);
    if (st == HF_OK)
        st = ledger_start(e->opened.ledger, e->opened.store, why);
    e->practice =
        (struct practice){e->opened.store, e->opened.vault, e->opened.ledger, &e->knowledge};
    return st;
}

static enum status open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct export_client *e = arg;

    return keyring_open_password(e->opened.vault, tx, span_of(e->login), span_of(e->password),
                                 &e->keyring, why);
}

static enum status sign_in_here(struct export_client *e, struct fault *why)
{
    enum status st = typed_ask("Password", e->password, sizeof e->password, why);

    if (st != HF_OK)
        return st;
    e->password[strcspn(e->password, "\n")] = '\0';
    st = store_transact(e->opened.store, STORE_READ, open_inside, e, why);
    vault_wipe(e->password, sizeof e->password);
    return st == HF_NOT_FOUND ? fault_set(why, HF_INVALID, "name and password do not fit") : st;
}

static enum status make_copy(struct export_client *e, struct copy **ret, struct fault *why)
{
    const struct keyring_who *who = keyring_who(e->keyring);
    struct hand hand = {.keyring = e->keyring, .request = {world_id(vault_world(e->opened.vault))}};
    struct copy_record in = {hand, id_is_zero(e->client.id) ? (struct client_id){who->person.id}
                                                            : e->client};
    bool entries = id_is_zero(e->client.id) && (who->roles & ~ROLE_CLIENT) != 0;
    enum status st = entries ? copy_entries(&e->practice, &e->arena, &hand, ret, why)
                             : copy_record(&e->practice, &e->arena, &in, ret, why);

    return st == HF_NOT_FOUND ? fault_set(why, HF_INVALID, "you can't open that record") : st;
}

/* --- the file -------------------------------------------------------------------------------- */

/* A new one, for its owner alone: nothing is ever written over. It gets its name once it is whole,
 * so that nobody takes half a record for one; what an earlier run left half done is nobody's. */
static FILE *open_new(struct export_client *e)
{
    if (access(e->file, F_OK) == 0 ||
        snprintf(e->half, sizeof e->half, "%s.half", e->file) >= (int)sizeof e->half)
        return NULL;
    (void)unlink(e->half); /* mostly it is not there */
    int fd = open(e->half, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    return fd < 0 ? NULL : fdopen(fd, "wb");
}

/* link and unlink instead of rename: nothing is written over. */
static bool finish(const struct export_client *e)
{
    return link(e->half, e->file) == 0 && unlink(e->half) == 0;
}

static void tell_progress(uint64_t done, uint64_t all)
{
    if (isatty(STDERR_FILENO) == 1)
        fprintf(stderr, "\r%3d %%", (int)(all == 0 ? 100 : done * 100 / all));
}

static bool write_all(struct parcel *parcel, FILE *out)
{
    struct span piece;
    uint64_t done = 0;

    while (parcel_next(parcel, &piece)) {
        if (fwrite(piece.at, 1, piece.len, out) != piece.len)
            return false;
        done += piece.len;
        tell_progress(done, parcel->size);
    }
    if (isatty(STDERR_FILENO) == 1)
        fputc('\n', stderr);
    return done == parcel->size && fflush(out) == 0 && fsync(fileno(out)) == 0;
}

/* The file is made first: whether it can be is known before anything is signed. */
static enum status write_copy(struct export_client *e, struct fault *why)
{
    FILE *out = open_new(e);
    struct copy *copy = NULL;

    if (out == NULL)
        return fault_set(why, HF_INVALID, "%s is there already, or can't be made", e->file);
    enum status st = make_copy(e, &copy, why);

    if (st == HF_OK && !write_all(copy_parcel(copy), out))
        st = fault_set(why, HF_FAILED, "%s can't be written", e->file);
    bool closed = fclose(out) == 0;

    if (st == HF_OK && !(closed && finish(e)))
        st = fault_set(why, HF_FAILED, "%s can't be written", e->file);
    if (st != HF_OK)
        (void)unlink(e->half); /* half a copy helps nobody */
    return st;
}

static void end(struct export_client *e)
{
    keyring_close(e->keyring);
    opened_close(&e->opened);
    if (e->block != NULL)
        vault_wipe(e->block, COPY_MEMORY);
    free(e->block);
    free(e->knowledge_block);
}

static int export_client_run(int argc, char **argv)
{
    static struct export_client e;
    struct fault why;

    fault_clear(&why);
    if (!take_arguments(&e, argc, argv))
        return cli_misused(&export_client_command, "needs --data, --login and the file to write");
    enum status st = make_ready(&e, &why);

    if (st == HF_OK)
        st = sign_in_here(&e, &why);
    if (st == HF_OK)
        st = write_copy(&e, &why);
    end(&e);
    return st == HF_OK ? CLI_OK : cli_failed(&export_client_command, &why);
}

const struct command export_client_command = {
    "export-client", "--data DIR [--secrets DIR] --login NAME [--client ID] FILE",
    "Write a whole record to take along, as ZIP; asks for the password", export_client_run};
