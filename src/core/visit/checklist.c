/* core/visit/checklist.c - see checklist.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/checklist.h"

#include "base/buf.h"
#include "core/visit/checklist_inside.h"

enum { ITEMS_MOST = CHECKLIST_MAX_ASKS + CHECKLIST_MAX_NAMES };

struct checking {
    const struct checklist_question *q;
    struct checklist_answers fresh;
    struct arena *arena;
    struct checklist_item *items;
    size_t count;
};

/* --- what was answered ------------------------------------------------------------------------ */

static const struct field_said *field_find(struct field_list list, struct span id)
{
    for (size_t i = 0; i < list.count; i++)
        if (span_equal(list.at[i].ask, id))
            return &list.at[i];
    return NULL;
}

/* The practitioner's form as it was kept last for this plan: it is one whole. */
static struct field_list terms_of(const struct checklist_question *q)
{
    for (size_t i = q->entries.count; i > 0; i--) {
        const struct entry *e = &q->entries.at[i - 1];
        const struct terms_said_content *said = e->content;

        if (e->action != ACTION_TERMS_SAID || !id_equal(e->object, q->plan))
            continue;
        return said == NULL ? (struct field_list){NULL, 0} : said->fields;
    }
    return (struct field_list){NULL, 0};
}

/* The client's last answer to it; one that can't be read is none. */
static const struct field_said *client_said(const struct checklist_question *q, struct span id)
{
    for (size_t i = q->entries.count; i > 0; i--) {
        const struct entry *e = &q->entries.at[i - 1];
        const struct checklist_answered_content *said = e->content;

        if (e->action != ACTION_CHECKLIST_ANSWERED || !id_equal(e->object, q->plan) ||
            !entry_is_by_client(e, q->client))
            continue;
        if (said == NULL)
            return NULL;
        const struct field_said *field = field_find(said->fields, id);

        if (field != NULL)
            return field;
    }
    return NULL;
}

/* The next line that is not empty; "" at the end. */
static struct span next_line(struct span *rest)
{
    struct span line = SPAN("");

    while (line.len == 0 && rest->len > 0)
        line = span_trim(span_cut(rest, '\n'));
    return line;
}

static bool has_line(struct span text, struct span line)
{
    struct span one;

    while ((one = next_line(&text)).len > 0)
        if (span_equal(one, line))
            return true;
    return false;
}

/* Nothing stands there now that was not told then. Less does: a step that was left out takes no
 * answer back. */
static bool was_told(struct span then, struct span now)
{
    struct span line;

    while ((line = next_line(&now)).len > 0)
        if (!has_line(then, line))
            return false;
    return then.len > 0;
}

/* An answer counts for the words that it was given to. */
static struct span value_for(const struct checking *c, const struct checklist_ask *ask,
                             struct span id, struct span words)
{
    for (size_t i = 0; ask->who == ASK_CLIENT && i < c->fresh.count; i++)
        if (span_equal(c->fresh.at[i].id, id))
            return c->fresh.at[i].value;
    const struct field_said *said =
        ask->who == ASK_CLIENT ? client_said(c->q, id) : field_find(terms_of(c->q), id);

    return said != NULL && was_told(said->words, words) ? said->value : SPAN("");
}

/* --- questions ------------------------------------------------------------------------------- */

static struct span value_now(void *arg, struct span ask);

static bool holds(struct checking *c, const struct ask_if *only)
{
    return only->ask.len == 0 || span_equal(value_now(c, only->ask), only->is);
}

static bool is_asked(struct checking *c, const struct checklist_ask *ask)
{
    return checklist_is_when(c->q, ask->when) && holds(c, &ask->only);
}

/* Question, name and what stands below it: what the answer is an answer to. */
static struct span words_of(const struct checklist_ask *ask, struct span name, struct words told,
                            struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, CHECKLIST_TEXT_MOST);
    buf_put(&out, ask->text);
    if (name.len > 0) {
        buf_byte(&out, '\n');
        buf_put(&out, name);
    }
    for (size_t i = 0; i < told.count; i++) {
        buf_byte(&out, '\n');
        buf_put(&out, told.at[i]);
    }
    return out.failed ? SPAN("") : buf_view(&out);
}

/* What stands as the answer to a question that is asked now, else "". What is asked of each name
 * has no one answer. An "if" leans one step far (the pack's loader sees to it), so this ends. */
static struct span value_now(void *arg, struct span id)
{
    struct checking *c = arg;
    const struct checklist_ask *ask = checklist_ask_find(c->q->pack, id);

    if (ask == NULL || ask->each.len > 0 || !is_asked(c, ask))
        return SPAN("");
    struct words told = checklist_told(c->q, ask, value_now, c, c->arena);

    return value_for(c, ask, id, words_of(ask, SPAN(""), told, c->arena));
}

/* --- items ----------------------------------------------------------------------------------- */

static bool is_met(struct checking *c, const struct checklist_item *item)
{
    const struct ask_option *option = ask_option_find(item->ask, item->value);

    return item->words.len > 0 && checklist_counts(item, item->value) &&
           (option == NULL || holds(c, &option->only));
}

static void add_item(struct checking *c, const struct checklist_ask *ask, struct span id,
                     struct span name)
{
    if (c->count == ITEMS_MOST)
        return;
    struct checklist_item *item = &c->items[c->count++];

    *item = (struct checklist_item){.ask = ask,
                                    .field = &c->q->pack->fields[ask->field],
                                    .id = id,
                                    .name = name,
                                    .told = checklist_told(c->q, ask, value_now, c, c->arena)};
    item->words = words_of(ask, name, item->told, c->arena);
    item->value = value_for(c, ask, id, item->words);
    item->is_required =
        item->field->is_hard && (ask->required_if.ask.len == 0 || holds(c, &ask->required_if));
    item->is_met = is_met(c, item);
}

static struct span nth_id(struct span id, size_t n, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_put(&out, id);
    buf_byte(&out, '/');
    buf_int(&out, (int64_t)n);
    return buf_view(&out);
}

static void add_ask(struct checking *c, const struct checklist_ask *ask)
{
    if (!is_asked(c, ask))
        return;
    if (ask->each.len == 0) {
        add_item(c, ask, ask->id, SPAN(""));
        return;
    }
    struct span names = value_now(c, ask->each), name;

    for (size_t n = 1; (name = next_line(&names)).len > 0; n++)
        add_item(c, ask, nth_id(ask->id, n, c->arena), name);
}

enum status checklist_of(const struct checklist_question *question, struct checklist_answers fresh,
                         struct arena *arena, struct checklist_state *ret, struct fault *why)
{
    struct checking c = {question, fresh, arena,
                         arena_array(arena, struct checklist_item, ITEMS_MOST), 0};
    struct checklist_state state = {.items = c.items};

    for (uint32_t i = 0; c.items != NULL && i < question->pack->n_asks; i++)
        add_ask(&c, &question->pack->asks[i]);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    state.count = c.count;
    for (size_t i = 0; i < c.count; i++) {
        bool lacks = c.items[i].is_required && !c.items[i].is_met;

        state.lacks_desk += lacks && c.items[i].ask->who == ASK_PRACTITIONER;
        state.lacks_client += lacks && c.items[i].ask->who == ASK_CLIENT;
    }
    *ret = state;
    return HF_OK;
}

/* --- looking --------------------------------------------------------------------------------- */

const struct checklist_item *checklist_item_find(const struct checklist_state *state,
                                                 struct span id)
{
    for (size_t i = 0; i < state->count; i++)
        if (span_equal(state->items[i].id, id))
            return &state->items[i];
    return NULL;
}

/* At least one, none too many, none longer than a name may be in the record. */
static bool are_names(struct span names)
{
    struct span name;
    size_t n = 0;

    while ((name = next_line(&names)).len > 0)
        if (++n > CHECKLIST_MAX_NAMES || name.len > FACTS_WORD_MAX)
            return false;
    return n > 0;
}

bool checklist_counts(const struct checklist_item *item, struct span value)
{
    const struct ask_option *option = ask_option_find(item->ask, value);

    switch (item->ask->kind) {
    case ASK_TICK:
        return span_is(value, "yes");
    case ASK_CHOICE:
        return option != NULL && option->counts;
    case ASK_TEXT:
        return span_trim(value).len > 0;
    case ASK_NAMES:
    default:
        return are_names(value);
    }
}

static size_t add_name(struct span *names, size_t n, struct span name)
{
    if (n == 2 * CHECKLIST_MAX_NAMES)
        return n;
    names[n] = name;
    return n + 1;
}

struct words checklist_present(const struct checklist_state *state, struct arena *arena)
{
    struct span *names = arena_array(arena, struct span, 2 * (size_t)CHECKLIST_MAX_NAMES);
    const struct checklist_item *wants = checklist_item_find(state, SPAN("CO15.offer"));
    const struct checklist_item *who = checklist_item_find(state, SPAN("CO15.who"));
    size_t n = 0;

    for (size_t i = 0; names != NULL && i < state->count; i++)
        if (state->items[i].ask->each.len > 0 && state->items[i].is_met)
            n = add_name(names, n, state->items[i].name);
    if (names == NULL || wants == NULL || who == NULL || !span_is(wants->value, "accepted"))
        return (struct words){names, n};
    struct span rest = who->value, name;

    while ((name = next_line(&rest)).len > 0)
        n = add_name(names, n, name);
    return (struct words){names, n};
}

struct words checklist_reasons(const struct checklist_state *state, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, state->count);
    struct words reasons = {at, 0};

    for (size_t i = 0; at != NULL && i < state->count; i++) {
        struct buf out;

        if (!state->items[i].is_required || state->items[i].is_met)
            continue;
        buf_init(&out, arena, FACTS_WORD_MAX);
        buf_lit(&out, "CHECKLIST:");
        buf_put(&out, state->items[i].field->id);
        if (!words_have(reasons, buf_view(&out)))
            at[reasons.count++] = buf_view(&out);
    }
    return reasons;
}
