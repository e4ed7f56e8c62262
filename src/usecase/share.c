/* usecase/share.c - see share.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/share.h"

#include "keep/ledger/access.h"
#include "usecase/client_facts.h"

enum { US_PER_S = 1000000, DAY_S = 86400 };
enum { N_SAID, N_GRANT };
enum { READ_ALWAYS = COMPARTMENT_BIT(COMPARTMENT_IDENTITY) | COMPARTMENT_BIT(COMPARTMENT_CARE) };

struct share_work {
    const struct practice *practice;
    struct keyring *keyring;
    struct client_id client;
    const void *in;
};

/* --- what was asked -------------------------------------------------------------------------- */

/* Nobody else's yes is one. */
static bool is_yes(const struct client_file *file, const struct ledger_entry *e,
                   const struct reading_answered_content *said)
{
    return said->state == STATE_ON && id_equal(e->actor.id, file->client.id);
}

/* Who cares for the client reads as that, for good: nothing of what was asked goes on. */
static bool cares_since(const struct file_entry *e, struct person_id reader)
{
    const struct client_handed_on_content *said = e->content;

    return e->entry->action == ACTION_CLIENT_HANDED_ON && said != NULL &&
           id_equal(said->to, reader.id);
}

/* What became of it since: answered, and if with a yes, ended. Only ends after that yes count. */
static enum shared_state state_of(const struct client_file *file, const struct shared *shared,
                                  size_t from, int64_t now_s)
{
    enum shared_state state = SHARED_WAITS;

    for (size_t i = from; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];
        const struct reading_answered_content *said = e->content;

        if (e->entry->action == ACTION_READING_ANSWERED && said != NULL &&
            id_equal(said->asked, shared->asked) && state == SHARED_WAITS)
            state = is_yes(file, e->entry, said) ? SHARED_READS : SHARED_NO;
        if (e->entry->action == ACTION_ACCESS_ENDED && state == SHARED_READS &&
            id_equal(e->entry->object, shared->reader.id))
            state = SHARED_ENDED;
        if (cares_since(e, shared->reader) && (state == SHARED_READS || state == SHARED_WAITS))
            state = SHARED_ENDED;
    }
    if ((state == SHARED_WAITS || state == SHARED_READS) && now_s >= shared->said->until.utc_s)
        state = SHARED_OVER;
    return state;
}

struct shared_list share_list(const struct client_file *file, int64_t now_s, struct arena *arena)
{
    struct shared *at = arena_array(arena, struct shared, file->chain.count);
    size_t n = 0;

    for (size_t i = file->chain.count; i > 0 && at != NULL; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];

        if (e->entry->action != ACTION_READING_ASKED || e->content == NULL)
            continue;
        const struct reading_asked_content *said = e->content;

        at[n] = (struct shared){.asked = e->entry->object,
                                .by = e->entry->actor,
                                .reader = {said->reader},
                                .said = said,
                                .asked_s = e->entry->utc_us / US_PER_S};
        at[n].state = state_of(file, &at[n], i, now_s);
        n++;
    }
    return (struct shared_list){at, n};
}

bool share_may(const struct client_file *file, struct person_id reader)
{
    const struct practice_person *of = practice_file_person(&file->practice, reader);

    return of != NULL && !of->has_left && (of->roles & (ROLE_PRACTITIONER | ROLE_CLINICIAN)) != 0 &&
           !id_equal(file->practitioner.id, reader.id);
}

static enum status load(struct ledger_tx *ltx, const struct share_work *work,
                        struct client_file *ret, struct fault *why)
{
    return client_file_load(ltx, work->practice, work->keyring, work->client, ret, why);
}

static enum status write(struct ledger_tx *ltx, const struct hand *hand, struct client_id client,
                         uint16_t action, struct id128 object, const void *content,
                         struct fault *why)
{
    struct ledger_write write = {
        .client = client, .action = action, .object = object, .object_version = 1};
    enum status st = content_encode(action, content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, hand, N_SAID, write, NULL, why);
}

/* All forms of a page carry its request id: each is an act of its own, whichever came before. */
enum { SAID_YES, SAID_NO, SAID_ENOUGH };

static struct request_id request_about(struct request_id request, struct id128 asked, unsigned said)
{
    return request_for(request, span_at(asked.bytes, sizeof asked.bytes), said);
}

/* --- asking ---------------------------------------------------------------------------------- */

/* A yes needs the client's own keys: without them there is nobody to ask. */
static enum status can_answer(struct ledger_tx *ltx, struct client_id client, struct fault *why)
{
    struct ledger_readers readers;
    enum status st = ledger_readers(ltx, client, &readers, why);

    for (size_t i = 0; st == HF_OK && i < readers.n; i++)
        if (readers.at[i].purpose == GRANT_OWN)
            return HF_OK;
    return st == HF_OK ? fault_set(why, HF_CONFLICT, "the client has no keys of their own") : st;
}

static enum status check_asked(const struct ask_reading *in, const struct client_file *file,
                               struct fault *why)
{
    if (!id_equal(file->practitioner.id, keyring_who(in->hand.keyring)->person.id))
        return fault_set(why, HF_NOT_FOUND, "somebody else cares for this client");
    if (!share_may(file, in->reader))
        return fault_set(why, HF_INVALID, "reader");
    if (in->why < READING_COVER || in->why > READING_SUPERVISION)
        return fault_set(why, HF_INVALID, "why");
    if (in->days < 1 || in->days > SHARE_DAYS_MOST)
        return fault_set(why, HF_INVALID, "days");
    if (span_trim(in->words).len == 0)
        return fault_set(why, HF_INVALID, "words");
    return HF_OK;
}

static enum status ask_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct share_work *work = arg;
    const struct ask_reading *in = work->in;
    struct client_file file;
    enum status st = load(ltx, work, &file, why);

    if (st != HF_OK || client_file_written(&file, in->hand.request) != NULL)
        return st; /* sent twice: asked once */
    st = check_asked(in, &file, why);
    if (st == HF_OK)
        st = can_answer(ltx, in->client, why);
    if (st != HF_OK)
        return st;
    struct reading_asked_content content = {
        .reader = in->reader.id,
        .why = in->why,
        .until = {true, practice_now_s(work->practice) + in->days * DAY_S},
        .contact = in->contact,
        .words = in->words,
    };

    return write(ltx, &in->hand, in->client, ACTION_READING_ASKED, in->hand.request.id, &content,
                 why);
}

enum status ask_reading(const struct practice *practice, struct arena *arena,
                        const struct ask_reading *in, struct fault *why)
{
    struct share_work work = {practice, in->hand.keyring, in->client, in};

    return ledger_transact(practice->ledger, practice->store, arena, ask_inside, &work, why);
}

/* --- answering ------------------------------------------------------------------------------- */

static enum status find(struct ledger_tx *ltx, const struct share_work *work, struct id128 asked,
                        struct shared *ret, struct client_file *file, struct fault *why)
{
    enum status st = load(ltx, work, file, why);

    if (st != HF_OK)
        return st;
    struct shared_list list = share_list(file, practice_now_s(work->practice), ltx->arena);

    for (size_t i = 0; i < list.n; i++)
        if (id_equal(list.at[i].asked, asked)) {
            *ret = list.at[i];
            return HF_OK;
        }
    return fault_set(why, HF_NOT_FOUND, "nothing of the kind was asked");
}

static enum status open_to(struct ledger_tx *ltx, const struct share_work *work,
                           const struct shared *shared, struct fault *why)
{
    const struct answer_reading *in = work->in;
    unsigned contact = shared->said->contact ? COMPARTMENT_BIT(COMPARTMENT_CONTACT) : 0;
    struct ledger_grant grant = {
        .client = work->client,
        .recipient = shared->reader,
        .compartments = READ_ALWAYS | contact,
        .purpose = GRANT_COVER,
        .until_us = shared->said->until.utc_s * US_PER_S,
        .request = request_nth(in->hand.request, N_GRANT),
    };

    return ledger_grant(ltx, work->keyring, &grant, why);
}

static enum status answer_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct share_work *work = arg;
    const struct answer_reading *in = work->in;
    struct client_file file;
    struct shared shared;
    enum status st = find(ltx, work, in->asked, &shared, &file, why);

    if (st != HF_OK)
        return st;
    if (shared.state == (in->yes ? SHARED_READS : SHARED_NO))
        return HF_OK;                 /* sent twice */
    if (shared.state == SHARED_READS) /* a no from the page of the yes */
        return ledger_end_grant(ltx, work->keyring, work->client, shared.reader, in->hand.request,
                                why);
    if (shared.state != SHARED_WAITS || (in->yes && !share_may(&file, shared.reader)))
        return fault_set(why, HF_NOT_FOUND, "this question does not wait any more");
    struct reading_answered_content content = {.asked = in->asked,
                                               .state = in->yes ? STATE_ON : STATE_OFF};

    st = write(ltx, &in->hand, work->client, ACTION_READING_ANSWERED, in->asked, &content, why);
    return st == HF_OK && in->yes ? open_to(ltx, work, &shared, why) : st;
}

enum status answer_reading(const struct practice *practice, struct arena *arena,
                           const struct answer_reading *in, struct fault *why)
{
    struct keyring *own = in->hand.keyring;
    struct answer_reading about = *in;
    struct share_work work = {practice, own, {keyring_who(own)->person.id}, &about};

    about.hand.request = request_about(in->hand.request, in->asked, in->yes ? SAID_YES : SAID_NO);
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, answer_inside, &work, why);

    return st == HF_OK && !in->yes
               ? ledger_settle_keys(practice->ledger, practice->store, arena, own, work.client, why)
               : st;
}

/* --- ending ---------------------------------------------------------------------------------- */

static bool may_end(const struct client_file *file, const struct shared *shared,
                    struct person_id who)
{
    return id_equal(who.id, file->client.id) || id_equal(who.id, file->practitioner.id) ||
           id_equal(who.id, shared->reader.id) || id_equal(who.id, shared->by.id);
}

static enum status end_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct share_work *work = arg;
    const struct end_reading *in = work->in;
    struct client_file file;
    struct shared shared;

    ltx->in_passing = true; /* what ends a reading never waits */
    enum status st = find(ltx, work, in->asked, &shared, &file, why);

    if (st == HF_OK && !may_end(&file, &shared, keyring_who(work->keyring)->person))
        st = fault_set(why, HF_NOT_FOUND, "it is not theirs to end");
    if (st != HF_OK || shared.state == SHARED_ENDED || shared.state == SHARED_OVER ||
        shared.state == SHARED_NO)
        return st;
    if (shared.state == SHARED_READS)
        return ledger_end_grant(ltx, work->keyring, work->client, shared.reader, in->hand.request,
                                why);
    struct reading_answered_content content = {.asked = in->asked, .state = STATE_OFF};

    return write(ltx, &in->hand, work->client, ACTION_READING_ANSWERED, in->asked, &content, why);
}

enum status end_reading(const struct practice *practice, struct arena *arena,
                        const struct end_reading *in, struct fault *why)
{
    struct end_reading about = *in;
    struct share_work work = {practice, in->hand.keyring, in->client, &about};

    about.hand.request = request_about(in->hand.request, in->asked, SAID_ENOUGH);
    enum status st =
        ledger_transact(practice->ledger, practice->store, arena, end_inside, &work, why);

    return st == HF_OK ? ledger_settle_keys(practice->ledger, practice->store, arena,
                                            in->hand.keyring, in->client, why)
                       : st;
}
