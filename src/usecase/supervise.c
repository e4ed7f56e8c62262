/* usecase/supervise.c - see supervise.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/supervise.h"

#include "base/buf.h"
#include "core/visit/blunt.h"
#include "usecase/client_facts.h"

enum { WEEK_S = 7 * 86400, US_PER_S = 1000000 };

struct supervise_work {
    const struct practice *practice;
    struct keyring *keyring;
    struct client_id client;
    struct session_id session;
    const struct supervise *in;
    struct supervise_draft *ret;
};

/* --- whose words are left out ---------------------------------------------------------------- */

static size_t fill_names(const struct client_file *file, struct span names[BLUNT_NAMES_MOST])
{
    size_t n = 0;

    names[n++] = client_file_name(file);
    if (file->contact != NULL)
        names[n++] = file->contact->address;
    for (size_t i = 0; i < file->practice.n_people && n < BLUNT_NAMES_MOST - 1; i++)
        names[n++] = file->practice.people[i].name;
    if (file->practice.founded != NULL)
        names[n++] = file->practice.founded->name;
    return n;
}

/* --- the draft ------------------------------------------------------------------------------- */

static const struct session_closed_content *find_note(const struct client_file *file,
                                                      struct session_id session)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];

        if (e->entry->action == ACTION_SESSION_CLOSED && id_equal(e->entry->object, session.id))
            return e->content;
    }
    return NULL;
}

/* Counted from the first, so that no day is needed. */
static void count_sessions(const struct client_file *file, struct session_id session,
                           struct supervise_draft *ret)
{
    int64_t first_s = 0;

    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;
        int64_t utc_s = e->utc_us / US_PER_S;

        if (e->action != ACTION_SESSION_STARTED)
            continue;
        first_s = ret->number == 0 ? utc_s : first_s;
        ret->number++;
        ret->weeks = (utc_s - first_s) / WEEK_S;
        if (id_equal(e->object, session.id))
            return;
    }
}

static enum status write_draft(const struct client_file *file,
                               const struct session_closed_content *note, struct arena *arena,
                               struct span *ret, struct fault *why)
{
    const struct span parts[] = {note->subjective, note->objective, note->assessment, note->plan};
    struct span names[BLUNT_NAMES_MOST], all;
    struct buf out;

    buf_init(&out, arena, BLUNT_TEXT_MOST);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_put(&out, parts[i]);
        if (parts[i].len > 0)
            buf_lit(&out, "\n\n");
    }
    enum status st = buf_done(&out, &all, why);

    return st == HF_OK ? blunt_text(span_trim(all), names, fill_names(file, names), arena, ret, why)
                       : st;
}

/* The file of somebody who cares for the client, and the note. */
static enum status load(struct ledger_tx *ltx, const struct supervise_work *work,
                        struct client_file *file, const struct session_closed_content **ret,
                        struct fault *why)
{
    enum status st = client_file_load(ltx, work->practice, work->keyring, work->client, file, why);

    if (st != HF_OK)
        return st;
    *ret = find_note(file, work->session);
    if (*ret == NULL || !id_equal(file->practitioner.id, keyring_who(work->keyring)->person.id))
        return fault_set(why, HF_NOT_FOUND, "there is no signed note of hers");
    return HF_OK;
}

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct supervise_work *work = arg;
    const struct session_closed_content *note = NULL;
    struct client_file file;
    enum status st = load(ltx, work, &file, &note, why);

    if (st != HF_OK)
        return st;
    *work->ret = (struct supervise_draft){.number = 0};
    count_sessions(&file, work->session, work->ret);
    return write_draft(&file, note, ltx->arena, &work->ret->text, why);
}

enum status view_supervise(const struct practice *practice, struct arena *arena,
                           struct keyring *reader, struct client_id client,
                           struct session_id session, struct supervise_draft *ret,
                           struct fault *why)
{
    struct supervise_work work = {practice, reader, client, session, NULL, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}

/* --- taking it out --------------------------------------------------------------------------- */

static enum status check(const struct client_file *file, const struct supervise *in,
                         struct fault *why)
{
    struct span names[BLUNT_NAMES_MOST];

    if (!in->read)
        return fault_set(why, HF_INVALID, "read");
    if (span_trim(in->text).len == 0 || in->text.len > SUPERVISE_TEXT_MOST ||
        !blunt_is_clean(in->text, names, fill_names(file, names)))
        return fault_set(why, HF_INVALID, "text");
    return HF_OK;
}

static enum status take_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct supervise_work *work = arg;
    const struct session_closed_content *note = NULL;
    struct client_file file;
    enum status st = load(ltx, work, &file, &note, why);

    if (st != HF_OK || client_file_written(&file, work->in->hand.request) != NULL)
        return st;
    st = check(&file, work->in, why);
    if (st != HF_OK)
        return st;
    struct supervision_copied_content content = {.session = work->session.id,
                                                 .text = work->in->text};
    struct ledger_write write = {.client = work->client,
                                 .action = ACTION_SUPERVISION_COPIED,
                                 .object = work->in->hand.request.id,
                                 .object_version = 1};

    st = content_encode(ACTION_SUPERVISION_COPIED, &content, ltx->arena, &write.content, why);
    return st != HF_OK ? st : hand_append(ltx, &work->in->hand, 0, write, NULL, why);
}

enum status supervise(const struct practice *practice, struct arena *arena,
                      const struct supervise *in, struct fault *why)
{
    struct supervise_work work = {practice, in->hand.keyring, in->client, in->session, in, NULL};

    return ledger_transact(practice->ledger, practice->store, arena, take_inside, &work, why);
}
