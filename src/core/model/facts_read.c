/* core/model/facts_read.c - facts and acts from their wire form.
 *
 * The loader is sticky: after the first fault every further read answers with nothing, and the end
 * asks once. Absent nullable times count as null, absent lists as empty; a member of another type
 * is refused, never guessed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/facts.h"

#include "core/format/json.h"

struct loader {
    struct arena *arena;
    const struct named_worlds *named;
    enum status status;
    struct fault *why;
};

static void refuse(struct loader *l, const struct json *value, const char *name, const char *what)
{
    if (l->status != HF_OK)
        return;
    l->status = HF_INVALID;
    fault_at(l->why, HF_INVALID, value == NULL ? 0 : value->at, "%s: %s", name, what);
}

static void *alloc(struct loader *l, size_t count, size_t size)
{
    void *at = l->status == HF_OK ? arena_alloc(l->arena, count, size) : NULL;

    if (at == NULL && l->status == HF_OK)
        l->status = fault_set(l->why, HF_FAILED, "request memory is spent");
    return at;
}

static struct span read_word(struct loader *l, const struct json *object, const char *name,
                             bool needed)
{
    const struct json *value = json_member(object, name);

    if (value == NULL && !needed)
        return SPAN("");
    if (!json_is(value, JSON_TEXT) || !fact_is_word(value->text)) {
        refuse(l, value == NULL ? object : value, name, "a word is needed");
        return SPAN("");
    }
    return value->text;
}

static int64_t read_int(struct loader *l, const struct json *object, const char *name)
{
    const struct json *value = json_member(object, name);
    int64_t n = 0;

    if (!json_int64(value, &n))
        refuse(l, value == NULL ? object : value, name, "an integer of 64 bits is needed");
    return n;
}

static bool read_flag(struct loader *l, const struct json *object, const char *name, bool needed)
{
    const struct json *value = json_member(object, name);

    if (value == NULL && !needed)
        return false;
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        refuse(l, value == NULL ? object : value, name, "true or false is needed");
    return json_bool(value);
}

static struct moment read_moment(struct loader *l, const struct json *object, const char *name)
{
    const struct json *value = json_member(object, name);

    if (value == NULL || json_is(value, JSON_NULL))
        return (struct moment){.known = false};
    return (struct moment){.known = true, .utc_s = read_int(l, object, name)};
}

/* The list itself; an absent one is NULL, which counts as empty everywhere. */
static const struct json *read_list(struct loader *l, const struct json *object, const char *name)
{
    const struct json *value = json_member(object, name);

    if (value != NULL && !json_is(value, JSON_LIST)) {
        refuse(l, value, name, "a list is needed");
        return NULL;
    }
    return value;
}

static size_t count_of(const struct json *list)
{
    return list == NULL ? 0 : list->count;
}

static struct words read_words(struct loader *l, const struct json *object, const char *name)
{
    const struct json *list = read_list(l, object, name);
    struct span *at = alloc(l, count_of(list), sizeof *at);
    size_t n = 0;

    for (const struct json *c = json_first(list); c != NULL && at != NULL; c = c->next) {
        if (!json_is(c, JSON_TEXT))
            refuse(l, c, name, "a list of words is needed");
        at[n++] = json_text(c);
    }
    return (struct words){at, n};
}

static struct scope read_scope(struct loader *l, const struct json *object)
{
    return (struct scope){
        .region = read_word(l, object, "region", false),
        .side = side_of(read_word(l, object, "side", false)),
        .techniques = read_words(l, object, "techniques"),
        .access = read_words(l, object, "access"),
        .intents = read_words(l, object, "intents"),
        .practitioners = read_words(l, object, "practitioners"),
    };
}

static struct effect read_effect(struct loader *l, const struct json *object)
{
    bool limits = json_member(object, "maxPressure") != NULL;

    return (struct effect){
        .deny = read_flag(l, object, "deny", false),
        .has_max_pressure = limits,
        .max_pressure = limits ? read_int(l, object, "maxPressure") : 0,
        .conditions = read_words(l, object, "conditions"),
    };
}

static bool is_object(struct loader *l, const struct json *value, const char *name)
{
    if (!json_is(value, JSON_OBJECT))
        refuse(l, value, name, "an object is needed");
    return l->status == HF_OK;
}

typedef void read_item_fn(struct loader *l, const struct json *object, void *item);

/* Reads each object of a list into an array; returns how many were read. */
static size_t read_items(struct loader *l, const struct json *list, const char *name, size_t size,
                         read_item_fn *read_item, void **ret)
{
    char *items = alloc(l, count_of(list), size);
    size_t n = 0;

    for (const struct json *c = json_first(list); c != NULL && l->status == HF_OK; c = c->next) {
        if (is_object(l, c, name))
            read_item(l, c, items + n++ * size);
    }
    *ret = items;
    return n;
}

static void read_region(struct loader *l, const struct json *object, void *item)
{
    struct region *region = item;
    const struct json *parent = json_member(object, "parent");

    region->id = read_word(l, object, "id", true);
    if (!json_is(parent, JSON_NULL))
        region->parent = read_word(l, object, "parent", true);
    region->paired = read_flag(l, object, "paired", true);
    region->intimate = read_flag(l, object, "intimate", true);
}

static void read_house_rule(struct loader *l, const struct json *object, void *item)
{
    struct rule *rule = item;

    rule->id = read_word(l, object, "id", true);
    rule->scope = read_scope(l, object);
    rule->effect = read_effect(l, object);
}

static void read_screening_rule(struct loader *l, const struct json *object, void *item)
{
    struct rule *rule = item;

    read_house_rule(l, object, item);
    rule->finding = read_word(l, object, "finding", true);
    rule->reconsent = read_flag(l, object, "reconsent", false);
    rule->clearable = read_flag(l, object, "clearable", false);
}

static void read_credential(struct loader *l, const struct json *object, void *item)
{
    struct credential *k = item;

    k->id = read_word(l, object, "id", true);
    k->scope = read_scope(l, object);
    k->from = read_moment(l, object, "from");
    k->until = read_moment(l, object, "until");
    k->revoked = read_moment(l, object, "revokedAt");
}

static void read_practitioner(struct loader *l, const struct json *object, void *item)
{
    struct practitioner *p = item;
    void *credentials;

    p->id = read_word(l, object, "id", true);
    p->credential_count = read_items(l, read_list(l, object, "credentials"), "credentials",
                                     sizeof(struct credential), read_credential, &credentials);
    p->credentials = credentials;
}

/* Which members an event of each kind has. */
enum {
    HAS_SCOPE = 1,
    HAS_EFFECT = 2,
    HAS_WINDOW = 4,
    HAS_UNTIL = 8,
    HAS_GRANT = 16,
    HAS_SIGNED = 32
};

struct event_form {
    unsigned members;
    const char *subject, *value;
};

static const struct event_form event_forms[] = {
    [EVENT_UNKNOWN] = {0, NULL, NULL},
    [EVENT_GRANT] = {HAS_SCOPE | HAS_EFFECT | HAS_WINDOW | HAS_GRANT | HAS_SIGNED, NULL, NULL},
    [EVENT_LIMIT] = {HAS_SCOPE | HAS_EFFECT | HAS_WINDOW, NULL, NULL},
    [EVENT_LIFT] = {HAS_SIGNED, "target", NULL},
    [EVENT_REVOKE] = {HAS_SCOPE, NULL, NULL},
    [EVENT_MAYBE] = {HAS_SCOPE, NULL, NULL},
    [EVENT_SIGNAL] = {0, NULL, "value"},
    [EVENT_CAPACITY] = {0, NULL, "value"},
    [EVENT_ATTEST] = {0, "cond", "state"},
    [EVENT_FINDING] = {HAS_UNTIL, "finding", "state"},
    [EVENT_CLEARANCE] = {HAS_WINDOW, "rule", NULL},
    [EVENT_SCREENING] = {0, NULL, NULL},
    [EVENT_REHEARSAL] = {0, NULL, NULL},
    [EVENT_SESSION_START] = {0, NULL, NULL},
    [EVENT_SESSION_END] = {0, NULL, NULL},
};

static void read_members(struct loader *l, const struct json *object, struct event *e)
{
    const struct event_form *form = &event_forms[e->kind];

    if ((form->members & HAS_SCOPE) != 0)
        e->scope = read_scope(l, object);
    if ((form->members & HAS_EFFECT) != 0)
        e->effect = read_effect(l, object);
    if ((form->members & HAS_WINDOW) != 0)
        e->from = read_moment(l, object, "from");
    if ((form->members & (HAS_WINDOW | HAS_UNTIL)) != 0)
        e->until = read_moment(l, object, "until");
    if ((form->members & HAS_GRANT) != 0)
        e->replaces = read_words(l, object, "replaces");
    if ((form->members & HAS_SIGNED) != 0)
        e->is_signed = read_flag(l, object, "signed", false);
    if (form->subject != NULL)
        e->subject = read_word(l, object, form->subject, true);
    if (form->value != NULL)
        e->value = read_word(l, object, form->value, true);
}

static void read_event(struct loader *l, const struct json *object, void *item)
{
    struct event *e = item;
    const struct json *by = json_member(object, "by");

    e->id = read_word(l, object, "id", true);
    e->at_s = read_int(l, object, "at");
    e->kind = event_kind_of(read_word(l, object, "kind", true));
    if (!is_object(l, by, "by"))
        return;
    e->by.role = read_word(l, by, "role", true);
    e->by.id = read_word(l, by, "id", true);
    read_members(l, object, e);
}

static struct policy read_policy(struct loader *l, const struct json *object)
{
    void *house;
    struct policy policy = {
        .reflect_internal_s = read_int(l, object, "reflectInternal"),
        .reflect_sensual_s = read_int(l, object, "reflectSensual"),
        .stop_cooldown_s = read_int(l, object, "stopCooldown"),
        .checkin_s = read_int(l, object, "checkin"),
        .checkin_sensitive_s = read_int(l, object, "checkinSensitive"),
        .screening_max_age_s = read_int(l, object, "screeningMaxAge"),
        .yellow_pressure = read_int(l, object, "yellowPressure"),
        .clearance_by = read_words(l, object, "clearanceBy"),
    };

    policy.house_count = read_items(l, read_list(l, object, "house"), "house", sizeof(struct rule),
                                    read_house_rule, &house);
    policy.house = house;
    return policy;
}

static const struct json *find_named(const struct named_worlds *named, struct span name)
{
    for (size_t i = 0; i < named->count; i++) {
        if (span_equal(named->at[i].name, name))
            return named->at[i].value;
    }
    return NULL;
}

/* `regions` and `rules`: spelt out, or the name of a world that the caller knows. */
static const struct json *read_world(struct loader *l, const struct json *facts, const char *name)
{
    const struct json *value = json_member(facts, name);

    if (!json_is(value, JSON_TEXT))
        return read_list(l, facts, name);
    const struct json *world = find_named(l->named, value->text);

    if (!json_is(world, JSON_LIST))
        refuse(l, value, name, "no list of this name is known");
    return world;
}

static void read_facts(struct loader *l, const struct json *value, struct facts *f)
{
    const struct json *client = json_member(value, "client");
    const struct json *policy = json_member(value, "policy");
    void *regions, *rules, *practitioners, *events;

    if (!is_object(l, value, "facts") || !is_object(l, client, "client") ||
        !is_object(l, policy, "policy"))
        return;
    f->client = read_word(l, client, "id", true);
    f->adult_at = read_moment(l, client, "adultAt");
    f->policy = read_policy(l, policy);
    f->region_count = read_items(l, read_world(l, value, "regions"), "regions",
                                 sizeof(struct region), read_region, &regions);
    f->rule_count = read_items(l, read_world(l, value, "rules"), "rules", sizeof(struct rule),
                               read_screening_rule, &rules);
    f->practitioner_count =
        read_items(l, read_list(l, value, "practitioners"), "practitioners",
                   sizeof(struct practitioner), read_practitioner, &practitioners);
    f->event_count = read_items(l, read_list(l, value, "events"), "events", sizeof(struct event),
                                read_event, &events);
    f->regions = regions;
    f->rules = rules;
    f->practitioners = practitioners;
    f->events = events;
}

enum status facts_read(const struct json *value, const struct named_worlds *named,
                       struct arena *arena, struct facts *ret, struct fault *why)
{
    struct loader l = {.arena = arena, .named = named, .status = HF_OK, .why = why};
    struct facts facts = {.region_count = 0};

    read_facts(&l, value, &facts);
    if (l.status != HF_OK)
        return l.status;
    enum status st = facts_check(&facts, arena, why);

    if (st == HF_OK)
        *ret = facts;
    return st;
}

static int64_t int_or(const struct json *value, int64_t otherwise)
{
    int64_t n = otherwise;

    return json_int64(value, &n) ? n : otherwise;
}

struct act act_read(const struct json *value)
{
    return (struct act){
        .practitioner = json_text(json_member(value, "practitioner")),
        .region = json_text(json_member(value, "region")),
        .technique = json_text(json_member(value, "technique")),
        .side = side_of(json_text(json_member(value, "side"))),
        .access = access_of(json_text(json_member(value, "access"))),
        .intent = intent_of(json_text(json_member(value, "intent"))),
        .mode = mode_of(json_text(json_member(value, "mode"))),
        .pressure = int_or(json_member(value, "pressure"), -1),
        .duration_s = int_or(json_member(value, "duration"), -1),
    };
}
