/* usecase/brake.c - see brake.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/brake.h"

enum { US_PER_S = 1000000, DAY_S = 86400 };

struct look_work {
    const struct keyring *keyring;
    size_t *ret;
};

static enum status look_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct look_work *work = arg;

    return ledger_reads_left(ltx, work->keyring, work->ret, why);
}

enum status look_at_brake(const struct practice *practice, struct arena *arena,
                          const struct keyring *keyring, size_t *ret, struct fault *why)
{
    struct look_work work = {keyring, ret};

    return ledger_read(practice->ledger, practice->store, arena, look_inside, &work, why);
}

/* --- saying why ------------------------------------------------------------------------------ */

static enum status explain_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct explain_reading *in = arg;
    struct reading_braked_content content = {in->words};
    struct ledger_write write = {.action = ACTION_READING_BRAKED,
                                 .object = keyring_who(in->hand.keyring)->person.id,
                                 .object_version = LEDGER_EXPLAINED};
    enum status st = content_encode(write.action, &content, ltx->arena, &write.content, why);

    return st == HF_OK ? hand_append(ltx, &in->hand, 0, write, NULL, why) : st;
}

enum status explain_reading(const struct practice *practice, struct arena *arena,
                            const struct explain_reading *in, struct fault *why)
{
    struct explain_reading own = {in->hand, span_trim(in->words)};

    if (own.words.len == 0)
        return fault_set(why, HF_INVALID, "words");
    return ledger_transact(practice->ledger, practice->store, arena, explain_inside, &own, why);
}

/* --- for whoever has to know ----------------------------------------------------------------- */

struct list_work {
    const struct practice *practice;
    const struct keyring_who *who;
    struct brake_lines *ret;
};

static bool is_shown(const struct list_work *work, const struct file_entry *e, int64_t now_s)
{
    bool may =
        (work->who->roles & ROLE_OWNER) != 0 || id_equal(e->entry->actor.id, work->who->person.id);

    return may && e->entry->action == ACTION_READING_BRAKED && e->content != NULL &&
           e->entry->utc_us / US_PER_S > now_s - (int64_t)BRAKE_DAYS * DAY_S;
}

static struct brake_line line_of(const struct practice_file *file, const struct file_entry *e)
{
    const struct reading_braked_content *said = e->content;
    const struct practice_person *person = practice_file_person(file, e->entry->actor);

    return (struct brake_line){
        .who = person == NULL ? SPAN("") : person->name,
        .when_s = e->entry->utc_us / US_PER_S,
        .is_explained = e->entry->object_version == LEDGER_EXPLAINED,
        .words = said->words,
    };
}

static enum status list_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct list_work *work = arg;
    int64_t now_s = practice_now_s(work->practice);
    struct practice_file file;
    size_t n = 0;
    enum status st = practice_file_load(ltx, work->practice, &file, why);

    if (st != HF_OK)
        return st;
    struct brake_line *at = arena_array(ltx->arena, struct brake_line, file.chain.count);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = file.chain.count; i > 0; i--)
        if (is_shown(work, &file.chain.at[i - 1], now_s))
            at[n++] = line_of(&file, &file.chain.at[i - 1]);
    *work->ret = (struct brake_lines){at, n};
    return HF_OK;
}

enum status list_brakes(const struct practice *practice, struct arena *arena,
                        const struct keyring *keyring, struct brake_lines *ret, struct fault *why)
{
    struct list_work work = {practice, keyring_who(keyring), ret};

    return ledger_read(practice->ledger, practice->store, arena, list_inside, &work, why);
}
