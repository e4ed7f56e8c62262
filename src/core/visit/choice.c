/* core/visit/choice.c - words to events.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/choice.h"

#include "core/render/message.h"
#include "core/visit/raise.h"

enum { TEXT_MOST = 65536, LINE_MOST = 4000, EACH_MOST = 64 };

static const struct span no_words[] = {SPAN_INIT("internal")};
static const struct span access_external[] = {SPAN_INIT("external")};
static const struct span intent_words[][1] = {
    {SPAN_INIT("")}, {SPAN_INIT("therapeutic")}, {SPAN_INIT("sensual")}};

struct choosing_now {
    const struct choosing *in;
    struct arena *arena;
    struct buf text;
    struct to_record *at;
    size_t count, room;
    struct chosen *ret;
};

/* --- what was said before ----------------------------------------------------------------------
 */

static struct words access_list(uint8_t access)
{
    return access == ACCESS_INTERNAL ? (struct words){no_words, 1}
                                     : (struct words){access_external, 1};
}

static bool is_same_place(const struct scope_said *scope, const struct choice *choice)
{
    return span_equal(scope->region, choice->region) && scope->side == choice->side;
}

/* A no from outside means the inside behind it, too; a no to the inside alone names it. */
static struct scope_said forbidden(const struct choice *choice)
{
    struct scope_said scope = {.region = choice->region, .side = choice->side};

    if (choice->access == ACCESS_INTERNAL)
        scope.access = access_list(ACCESS_INTERNAL);
    return scope;
}

/* As decide() reads it: only who said a no takes it back (S10). A lift by anybody else leaves the
 * no standing, so it is neither said again nor left out when the client takes it back. */
static bool is_lifted(const struct choosing_now *c, const struct entry *limit)
{
    struct entry_list all = c->in->in->entries;

    for (size_t i = 0; i < all.count; i++) {
        const struct lift_content *lift = all.at[i].content;

        if (all.at[i].action == ACTION_LIFT && lift != NULL && all.at[i].seq > limit->seq &&
            id_equal(lift->target, limit->object) &&
            entry_is_by_client(&all.at[i], c->in->in->client))
            return true;
    }
    return false;
}

/* The client's own standing no to this very place and access. */
static bool is_standing_no(const struct choosing_now *c, const struct entry *e,
                           const struct choice *choice)
{
    const struct limit_content *limit = e->content;
    bool inside = choice->access == ACCESS_INTERNAL;

    return e->action == ACTION_LIMIT && limit != NULL && limit->deny && !limit->until.known &&
           id_is_zero(limit->session) && entry_is_by_client(e, c->in->in->client) &&
           is_same_place(&limit->scope, choice) && (limit->scope.access.count == 1) == inside &&
           !is_lifted(c, e);
}

static bool has_standing_no(const struct choosing_now *c, const struct choice *choice)
{
    for (size_t i = 0; i < c->in->in->entries.count; i++)
        if (is_standing_no(c, &c->in->in->entries.at[i], choice))
            return true;
    return false;
}

/* The client's earlier yes to this very place, access and practitioner. */
static bool is_earlier_yes(const struct choosing_now *c, const struct entry *e,
                           const struct choice *choice)
{
    const struct grant_content *grant = e->content;
    struct span access = access_word((enum access)choice->access);

    return e->action == ACTION_GRANT && grant != NULL && entry_is_by_client(e, c->in->in->client) &&
           is_same_place(&grant->scope, choice) && words_have(grant->scope.access, access) &&
           words_have(grant->scope.practitioners, entry_id_word(c->in->practitioner, c->arena));
}

/* A revoke or maybe without lists, on that place, after the yes. */
static bool was_taken_back(const struct choosing_now *c, const struct entry *yes,
                           const struct choice *choice)
{
    struct entry_list all = c->in->in->entries;

    for (size_t i = 0; i < all.count; i++) {
        const struct revoke_content *back = all.at[i].content;

        if ((all.at[i].action == ACTION_REVOKE || all.at[i].action == ACTION_MAYBE) &&
            back != NULL && all.at[i].seq > yes->seq && is_same_place(&back->scope, choice))
            return true;
    }
    return false;
}

static bool has_earlier_yes(const struct choosing_now *c, const struct choice *choice)
{
    for (size_t i = 0; i < c->in->in->entries.count; i++) {
        const struct entry *e = &c->in->in->entries.at[i];

        if (is_earlier_yes(c, e, choice) && !was_taken_back(c, e, choice))
            return true;
    }
    return false;
}

static struct words earlier_yes_ids(const struct choosing_now *c, const struct choice *choice)
{
    struct span *ids = arena_array(c->arena, struct span, EACH_MOST);
    size_t n = 0;

    for (size_t i = c->in->in->entries.count; ids != NULL && i > 0 && n < EACH_MOST; i--)
        if (is_earlier_yes(c, &c->in->in->entries.at[i - 1], choice))
            ids[n++] = entry_id_word(c->in->in->entries.at[i - 1].object, c->arena);
    return (struct words){ids, n};
}

/* --- words -------------------------------------------------------------------------------------
 */

static void put_message(const struct choosing_now *c, struct buf *out, enum message_id id,
                        const struct choice *choice)
{
    uint8_t dots = choice->dots < 1 ? 1 : choice->dots;
    enum message_id access =
        choice->access == ACCESS_INTERNAL ? MSG_told_internal : MSG_told_external;
    const struct message_arg args[] = {message_arg("where", choice->where),
                                       message_arg("how", choice->how),
                                       message_arg("access", message_words(access, c->in->lang)),
                                       message_arg("dots", (int64_t)dots),
                                       message_arg("what", choice->only_if),
                                       message_arg("who", c->in->practitioner_name),
                                       message_arg("until", c->in->until)};

    if (out->len > 0)
        buf_byte(out, ' ');
    message_write(out, id, c->in->lang, args, sizeof args / sizeof *args);
}

static bool is_yes(const struct choice *choice)
{
    return choice->answer == CHOICE_YES || choice->answer == CHOICE_ASK;
}

/* The exact words of one choice; they stand in its entry and in the whole text. */
static struct span words_of(struct choosing_now *c, enum message_id id, const struct choice *choice)
{
    struct buf out;

    buf_init(&out, c->arena, LINE_MOST);
    put_message(c, &out, id, choice);
    if (is_yes(choice) && id != MSG_told_lifted) {
        if (choice->only_if.len > 0)
            put_message(c, &out, MSG_told_only_if, choice);
        put_message(c, &out, MSG_told_who, choice);
        if (c->in->until.len > 0)
            put_message(c, &out, MSG_told_until, choice);
    }
    buf_put(&c->text, buf_view(&out));
    buf_byte(&c->text, '\n');
    return buf_view(&out);
}

/* --- records -----------------------------------------------------------------------------------
 */

static void add(struct choosing_now *c, uint16_t action, const void *content)
{
    if (content == NULL || c->count == c->room)
        return;
    c->at[c->count++] = (struct to_record){.action = action, .content = content};
    if (content_direction(action, content) == DIRECTION_RAISES)
        c->ret->raises++;
    else
        c->ret->narrows++;
}

static void add_no(struct choosing_now *c, const struct choice *choice)
{
    enum message_id id = choice->access == ACCESS_INTERNAL ? MSG_told_no_inside : MSG_told_no;
    struct limit_content *limit = arena_new(c->arena, struct limit_content);

    if (limit == NULL || has_standing_no(c, choice))
        return;
    *limit = (struct limit_content){.scope = forbidden(choice),
                                    .deny = true,
                                    .language = c->in->language,
                                    .words = words_of(c, id, choice)};
    add(c, ACTION_LIMIT, limit);
}

static void add_back(struct choosing_now *c, const struct choice *choice, uint16_t action,
                     enum message_id id)
{
    struct revoke_content *back = arena_new(c->arena, struct revoke_content);

    if (back == NULL)
        return;
    *back = (struct revoke_content){
        .scope = forbidden(choice), .language = c->in->language, .words = words_of(c, id, choice)};
    add(c, action, back);
}

static void add_narrowing(struct choosing_now *c, const struct choice *choice)
{
    if (choice->answer == CHOICE_NO)
        add_no(c, choice);
    else if (choice->answer == CHOICE_TALK)
        add_back(c, choice, ACTION_MAYBE, MSG_told_talk);
    else if (choice->answer == CHOICE_NONE && has_earlier_yes(c, choice))
        add_back(c, choice, ACTION_REVOKE, MSG_told_undecided);
}

/* A yes takes the client's own earlier no to this very place back; a wider no stays. */
static void add_lifts(struct choosing_now *c, const struct choice *choice)
{
    for (size_t i = 0; i < c->in->in->entries.count; i++) {
        const struct entry *e = &c->in->in->entries.at[i];
        struct lift_content *lift = NULL;

        if (is_standing_no(c, e, choice))
            lift = arena_new(c->arena, struct lift_content);
        if (lift == NULL)
            continue;
        *lift = (struct lift_content){.target = e->object,
                                      .given = c->in->given,
                                      .language = c->in->language,
                                      .words = words_of(c, MSG_told_lifted, choice)};
        add(c, ACTION_LIFT, lift);
    }
}

static struct words conditions_of(struct choosing_now *c, const struct choice *choice)
{
    struct span *list = arena_array(c->arena, struct span, choice->conditions.count + 1);
    size_t n = 0;

    if (list == NULL)
        return (struct words){NULL, 0};
    for (; n < choice->conditions.count; n++)
        list[n] = choice->conditions.at[n];
    if (choice->answer == CHOICE_ASK)
        list[n++] = SPAN("client:asked");
    return (struct words){list, n};
}

static struct scope_said allowed(struct choosing_now *c, const struct choice *choice)
{
    struct span *who = arena_new(c->arena, struct span);
    uint8_t intent = choice->intent > INTENT_SENSUAL ? INTENT_UNKNOWN : choice->intent;

    if (who != NULL)
        *who = entry_id_word(c->in->practitioner, c->arena);
    return (struct scope_said){.region = choice->region,
                               .side = choice->side,
                               .techniques = choice->techniques,
                               .access = access_list(choice->access),
                               .intents = {intent_words[intent], intent == 0 ? 0 : 1},
                               .practitioners = {who, who == NULL ? 0 : 1}};
}

static void add_yes(struct choosing_now *c, const struct choice *choice)
{
    struct grant_content *grant = arena_new(c->arena, struct grant_content);
    uint8_t dots = choice->dots < 1 ? 1 : choice->dots;

    if (grant == NULL)
        return;
    add_lifts(c, choice);
    *grant = (struct grant_content){
        .scope = allowed(c, choice),
        .max_pressure = (uint8_t)((dots > DOTS ? DOTS : dots) * DOT),
        .until = {.known = true,
                  .utc_s = gather_grant_end(c->in->in, c->in->now_s, (struct moment){0})},
        .conditions = conditions_of(c, choice),
        .replaces = earlier_yes_ids(c, choice),
        .given = c->in->given,
        .language = c->in->language,
        .words = words_of(c, choice->answer == CHOICE_ASK ? MSG_told_ask : MSG_told_yes, choice),
        .reason = choice->reason};
    add(c, ACTION_GRANT, grant);
}

static bool needs_own_device(struct choosing_now *c, const struct choice *choice)
{
    struct scope_said scope = allowed(c, choice);

    return c->in->proof < PROOF_OWN_DEVICE &&
           grant_needs_own_device(c->in->in->knowledge->atlas, &scope);
}

static void add_or_hold(struct choosing_now *c, size_t i)
{
    const struct choice *choice = &c->in->choices[i];

    if (!is_yes(choice))
        return;
    c->ret->held[i] = needs_own_device(c, choice);
    c->ret->held_count += c->ret->held[i];
    if (!c->ret->held[i])
        add_yes(c, choice);
}

/* --- public ------------------------------------------------------------------------------------
 */

static bool begin(struct choosing_now *c, const struct choosing *in, struct arena *arena,
                  struct chosen *chosen)
{
    *chosen = (struct chosen){.held = arena_array(arena, bool, in->count)};
    *c = (struct choosing_now){.in = in, .arena = arena, .ret = chosen};
    c->room = 2 * in->count + in->in->entries.count + 1; /* a yes may lift several */
    c->at = arena_array(arena, struct to_record, c->room);
    buf_init(&c->text, arena, TEXT_MOST);
    return c->at != NULL && chosen->held != NULL;
}

static enum status finish(struct choosing_now *c, struct chosen *ret, struct fault *why)
{
    if (c->arena->spent || c->text.failed)
        return fault_set(why, HF_FAILED, "request memory is spent");
    c->ret->record = (struct to_record_list){c->at, c->count};
    c->ret->text = buf_view(&c->text);
    *ret = *c->ret;
    return HF_OK;
}

enum status choice_record(const struct choosing *in, struct arena *arena, struct chosen *ret,
                          struct fault *why)
{
    struct choosing_now c;
    struct chosen chosen;

    if (in->count > CHOICES_MOST)
        return fault_set(why, HF_INVALID, "more than %d choices", CHOICES_MOST);
    if (!begin(&c, in, arena, &chosen))
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < in->count; i++)
        add_narrowing(&c, &in->choices[i]);
    for (size_t i = 0; i < in->count; i++)
        add_or_hold(&c, i);
    return finish(&c, ret, why);
}

enum status choice_no_to_all(const struct choosing *in, struct arena *arena, struct chosen *ret,
                             struct fault *why)
{
    const struct atlas_region *root = &in->in->knowledge->atlas->regions[0];
    const struct choice everything = {.region = root->id,
                                      .side = SIDE_BOTH,
                                      .access = ACCESS_EXTERNAL,
                                      .answer = CHOICE_NO,
                                      .where = root->plain.en};
    struct choosing all = *in;

    all.choices = &everything;
    all.count = 1;
    return choice_record(&all, arena, ret, why);
}
