/* core/visit/gather_credentials.c - what each practitioner is trained in, as far as it counts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/gather_inside.h"

/* Somebody else has looked at it. */
static bool is_certified(const struct gathering *in, const struct entry *stated,
                         const struct credential_stated_content *c)
{
    for (size_t i = 0; i < in->practice.count; i++) {
        const struct entry *e = &in->practice.at[i];
        const struct credential_certified_content *certified = e->content;

        if (e->action == ACTION_CREDENTIAL_CERTIFIED && certified != NULL &&
            id_equal(certified->credential, stated->object) && e->seq > stated->seq &&
            action_may_sign(e->action, e->roles, e->proof) &&
            !id_equal(e->actor, c->practitioner) && !id_equal(e->actor, stated->actor))
            return true;
    }
    return false;
}

static struct moment revoked_at(const struct gathering *in, struct id128 credential)
{
    for (size_t i = 0; i < in->practice.count; i++) {
        const struct entry *e = &in->practice.at[i];
        const struct credential_revoked_content *c = e->content;

        if (e->action == ACTION_CREDENTIAL_REVOKED && c != NULL &&
            id_equal(c->credential, credential))
            return (struct moment){.known = true, .utc_s = entry_utc_s(e)};
    }
    return (struct moment){.known = false};
}

/* The list without one word. */
static struct words without(struct words list, const char *word, struct arena *arena)
{
    struct span *kept = arena_array(arena, struct span, list.count);
    size_t n = 0;

    for (size_t i = 0; kept != NULL && i < list.count; i++)
        if (!span_is(list.at[i], word))
            kept[n++] = list.at[i];
    return (struct words){kept, n};
}

static struct span part_word(struct id128 id, size_t part, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_put(&out, entry_id_word(id, arena));
    buf_byte(&out, '.');
    buf_int(&out, (int64_t)part + 1);
    return buf_view(&out);
}

/* Stated by oneself alone opens neither internal nor sensual work: that needs a second person, or
 * an entry in a register and the day somebody looked. */
static struct credential credential_of(const struct gathering *in, const struct entry *stated,
                                       size_t part, struct arena *arena)
{
    const struct credential_stated_content *c = stated->content;
    struct scope scope = gather_scope(&c->scopes.at[part]);
    bool is_proven =
        is_certified(in, stated, c) || (c->register_entry.len > 0 && c->register_seen.known);

    if (!is_proven) {
        scope.access = without(scope.access, "internal", arena);
        scope.intents = without(scope.intents, "sensual", arena);
    }
    return (struct credential){.id = part_word(stated->object, part, arena),
                               .scope = scope,
                               .from = c->from,
                               .until = c->until,
                               .revoked = revoked_at(in, stated->object)};
}

/* One states for oneself; an owner may for others. The same object again is a later version. */
static bool counts_as_stated(const struct gathering *in, const struct entry *e)
{
    const struct credential_stated_content *c = e->content;

    return e->action == ACTION_CREDENTIAL_STATED && c != NULL &&
           action_may_sign(e->action, e->roles, e->proof) &&
           (id_equal(e->actor, c->practitioner) || (e->roles & ROLE_OWNER) != 0) &&
           entry_find_last(in->practice, e->action, e->object) == e;
}

static struct practitioner *find_practitioner(struct facts *facts, struct span id)
{
    for (size_t i = 0; i < facts->practitioner_count; i++)
        if (span_equal(facts->practitioners[i].id, id))
            return &facts->practitioners[i];
    return NULL;
}

static size_t count_scopes(const struct gathering *in)
{
    size_t n = 0;

    for (size_t i = 0; i < in->practice.count; i++)
        if (counts_as_stated(in, &in->practice.at[i]))
            n += ((const struct credential_stated_content *)in->practice.at[i].content)
                     ->scopes.count;
    return n;
}

static bool add_practitioner(struct facts *facts, struct span id, size_t most, struct arena *arena)
{
    struct credential *room = arena_array(arena, struct credential, most);

    facts->practitioners[facts->practitioner_count++] =
        (struct practitioner){.id = id, .credentials = room};
    return room != NULL;
}

static void add_credentials(const struct gathering *in, const struct entry *stated,
                            struct practitioner *p, struct arena *arena)
{
    const struct credential_stated_content *c = stated->content;

    for (size_t part = 0; part < c->scopes.count; part++)
        p->credentials[p->credential_count++] = credential_of(in, stated, part, arena);
}

enum status gather_practitioners(const struct gathering *in, struct arena *arena, struct facts *ret,
                                 struct fault *why)
{
    size_t most = count_scopes(in);

    ret->practitioners = arena_array(arena, struct practitioner, in->practice.count);
    for (size_t i = 0; ret->practitioners != NULL && i < in->practice.count; i++) {
        const struct entry *e = &in->practice.at[i];
        const struct credential_stated_content *c = e->content;

        if (!counts_as_stated(in, e))
            continue;
        struct span id = entry_id_word(c->practitioner, arena);

        if (find_practitioner(ret, id) == NULL && !add_practitioner(ret, id, most, arena))
            return fault_set(why, HF_FAILED, "request memory is spent");
        add_credentials(in, e, find_practitioner(ret, id), arena);
    }
    return arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}
