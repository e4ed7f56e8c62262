/* core/visit/told.c - receipts, and where a reason comes from.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/told.h"

#include "base/buf.h"
#include "core/visit/gather.h"

#include <string.h>

enum { RECEIPT_TEXT_MOST = 65536 };

/* --- receipts -------------------------------------------------------------------------------- */

static const struct content_field *words_field(const struct content_layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->fields[i].kind == CONTENT_TEXT &&
            span_is(span_of(layout->fields[i].name), "words"))
            return &layout->fields[i];
    return NULL;
}

struct span told_words(const struct entry *entry)
{
    const struct content_layout *layout = content_layout_of(entry->action);
    const struct content_field *field = layout == NULL ? NULL : words_field(layout);
    struct span words = SPAN("");

    if (field != NULL && entry->content != NULL)
        memcpy(&words, (const char *)entry->content + field->offset, sizeof words);
    return words;
}

enum status receipt_text(const struct entry *entry, struct arena *arena, struct span *ret,
                         struct fault *why)
{
    struct span words = told_words(entry), fields = SPAN("");
    struct buf out;
    enum status st = HF_NOT_FOUND;

    if (entry->content != NULL)
        st = content_text(entry->action, entry->content, arena, &fields, why);
    if (st != HF_OK)
        return fault_set(why, st, "nothing to read in this entry");
    buf_init(&out, arena, RECEIPT_TEXT_MOST);
    buf_put(&out, words);
    buf_put(&out, words.len > 0 ? SPAN("\n\n") : SPAN(""));
    buf_put(&out, span_of(action_find(entry->action)->name));
    buf_lit(&out, "\nsigned: ");
    buf_put(&out, presence_word(entry_presence(entry)));
    buf_byte(&out, '\n');
    buf_put(&out, fields);
    return buf_done(&out, ret, why);
}

/* --- reasons --------------------------------------------------------------------------------- */

struct source_search {
    const struct facts *facts;
    struct span id;
    int64_t now_s;
    struct reason_source *ret;
};

static const struct event *event_find(const struct facts *facts, struct span id)
{
    for (size_t i = 0; i < facts->event_count; i++)
        if (span_equal(facts->events[i].id, id))
            return &facts->events[i];
    return NULL;
}

static const struct rule *rule_find(const struct rule *rules, size_t count, struct span id)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(rules[i].id, id))
            return &rules[i];
    return NULL;
}

/* A client's word only the client changes; another's, who wrote it. */
static bool from_event(const struct source_search *s)
{
    const struct event *e = event_find(s->facts, s->id);

    if (e == NULL)
        return false;
    s->ret->kind = SOURCE_EVENT;
    s->ret->seq = gather_seq_of(s->id);
    s->ret->when_s = e->at_s;
    s->ret->until = e->until;
    s->ret->by_role = e->by.role;
    s->ret->whom = span_is(e->by.role, "client") ? WHOM_CLIENT : WHOM_WRITER;
    return true;
}

/* The event that put the finding on, the last one that said so. */
static void from_finding(const struct source_search *s, struct span finding)
{
    for (size_t i = 0; i < s->facts->event_count; i++) {
        const struct event *e = &s->facts->events[i];

        if (e->kind != EVENT_FINDING || e->at_s > s->now_s || !span_equal(e->subject, finding))
            continue;
        s->ret->seq = gather_seq_of(e->id);
        s->ret->when_s = e->at_s;
        s->ret->until = e->until;
        s->ret->by_role = e->by.role;
    }
    s->ret->what = finding;
    s->ret->whom = WHOM_CLINICIAN;
}

static bool from_rule(const struct source_search *s)
{
    const struct rule *rule = rule_find(s->facts->rules, s->facts->rule_count, s->id);

    if (rule == NULL)
        return false;
    s->ret->kind = SOURCE_RULE;
    from_finding(s, rule->finding);
    return true;
}

static bool from_house(const struct source_search *s)
{
    if (rule_find(s->facts->policy.house, s->facts->policy.house_count, s->id) == NULL)
        return false;
    s->ret->kind = SOURCE_HOUSE;
    s->ret->what = s->id;
    s->ret->whom = WHOM_OWNER;
    return true;
}

static bool has_credential(const struct practitioner *p, struct span id)
{
    for (size_t i = 0; i < p->credential_count; i++)
        if (span_equal(p->credentials[i].id, id))
            return true;
    return false;
}

static bool from_credential(const struct source_search *s)
{
    for (size_t i = 0; i < s->facts->practitioner_count; i++) {
        if (!has_credential(&s->facts->practitioners[i], s->id))
            continue;
        s->ret->kind = SOURCE_CREDENTIAL;
        s->ret->what = s->id;
        s->ret->whom = WHOM_OWNER;
        return true;
    }
    return false;
}

static bool from_unknown_finding(const struct source_search *s)
{
    for (size_t i = 0; i < s->facts->event_count; i++) {
        if (s->facts->events[i].kind != EVENT_FINDING ||
            !span_equal(s->facts->events[i].subject, s->id))
            continue;
        s->ret->kind = SOURCE_FINDING;
        from_finding(s, s->id);
        return true;
    }
    return false;
}

/* An id may be spelled alike in two lists; the code says which list it is from. */
static bool from_lists(enum reason_code code, const struct source_search *s)
{
    if (code == REASON_CONTRA)
        return from_rule(s);
    if (code == REASON_HOUSE)
        return from_house(s);
    if (code == REASON_UNKNOWN_FINDING)
        return from_unknown_finding(s);
    if (code == REASON_CRED_EXPIRED || code == REASON_CRED_NOT_YET || code == REASON_CRED_REVOKED)
        return from_credential(s);
    return from_event(s) || from_rule(s) || from_house(s);
}

static enum source_whom whom_without_id(enum reason_code code)
{
    if (code == REASON_OUT_OF_SCOPE || code == REASON_UNKNOWN_PRACTITIONER)
        return WHOM_OWNER;
    if (code == REASON_NO_GRANT || code == REASON_SIGNAL_NONE || code == REASON_SIGNAL_RED ||
        code == REASON_CHECKIN_STALE)
        return WHOM_CLIENT;
    return WHOM_NOBODY;
}

static struct span code_text(const struct reason *reason, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 4 * FACTS_WORD_MAX);
    buf_put(&out, reason_word(reason));
    buf_put(&out, reason->id);
    return buf_view(&out);
}

enum status reason_find_source(const struct facts *facts, const struct reason *reason,
                               int64_t now_s, struct arena *arena, struct reason_source *ret,
                               struct fault *why)
{
    struct reason_source source = {.code = code_text(reason, arena)};
    const struct source_search search = {facts, reason->id, now_s, &source};

    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (span_is(reason->id, "yellow"))
        source.kind = SOURCE_POLICY;
    else if (reason->id.len == 0 || !from_lists(reason->code, &search))
        source.whom = whom_without_id(reason->code);
    *ret = source;
    return HF_OK;
}
