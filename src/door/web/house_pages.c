/* door/web/house_pages.c - the house's own pages: help from outside, what is missing, people.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/backups.h"
#include "door/web/house.h"
#include "door/web/house_check.h"
#include "door/web/links.h"
#include "door/web/routes.h"
#include "usecase/practice.h"

/* --- help from outside ----------------------------------------------------------------------- */

static void show_safety(struct http_request *request, struct http_reply *reply, struct door *door,
                        struct setup_safety_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "setup", &view->page);
    page_setup_safety(&w, view);
}

static void safety_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct house *house = house_of(door->shared);
    struct setup_safety_view view = {.emergency = {.value = house->emergency},
                                     .concern_name = {.value = house->concern_name},
                                     .concern_contact = {.value = house->concern_contact}};

    show_safety(request, reply, door, &view, false);
}

static void mark_missing(struct field_view *field)
{
    if (field->value.len == 0)
        field->error = web_words("form.missing");
}

static void safety_again(struct http_request *request, struct http_reply *reply, struct door *door,
                         const struct fault *why)
{
    struct setup_safety_view view = {.emergency = web_field(request, "emergency"),
                                     .concern_name = web_field(request, "concern_name"),
                                     .concern_contact = web_field(request, "concern_contact")};

    mark_missing(&view.emergency);
    mark_missing(&view.concern_name);
    mark_missing(&view.concern_contact);
    if (view.concern_name.error.len == 0 && span_is(span_of(why->text), "concern_name"))
        view.concern_name.error = web_words("setup.concern_inside");
    else if (view.emergency.error.len + view.concern_name.error.len +
                 view.concern_contact.error.len ==
             0)
        view.concern_contact.error = web_words("form.long"); /* the only limit left */
    show_safety(request, reply, door, &view, true);
}

static void safety_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct set_safety in = {.emergency_line = web_value(request, "emergency"),
                            .concern_name = web_value(request, "concern_name"),
                            .concern_contact = web_value(request, "concern_contact")};
    bool first = house_of(door->shared)->emergency.len == 0;
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = set_safety(&door->practice, request->arena, &in, &why);
    if (st == HF_INVALID) {
        safety_again(request, reply, door, &why);
        return;
    }
    if (st == HF_OK)
        st = house_renew(door->shared, &door->practice, request->arena, &why);
    if (st == HF_OK)
        web_go_to(reply, first ? "/setup/credentials" : "/setup/check");
    else
        web_failed(reply, request, st, &why);
}

/* --- what is missing ------------------------------------------------------------------------- */

enum check_kind {
    CHECK_LACK,
    CHECK_RECOVERY,
    CHECK_OWN,
    CHECK_LAW,
    CHECK_BACKUP,
    CHECK_DRILL,
    CHECK_SECOND,
    CHECK_OLDER
};

/* KEEP IN ORDER: as the page shows them. */
static const struct {
    enum check_kind kind;
    unsigned lack; /* enum practice_lack */
    bool needed;   /* no client begins without it */
    bool on_today; /* Today shows it until it is done */
    uint8_t roles; /* who can mend it; 0: anybody */
    const char *what, *href, *mend;
} checks[] = {
    {CHECK_OLDER, 0, true, true, ROLE_OWNER, "setup.check.older", "/older", "setup.check.older_do"},
    {CHECK_RECOVERY, 0, false, true, 0, "setup.check.recovery", "/account#recovery",
     "setup.check.recovery_do"},
    {CHECK_LACK, LACK_EMERGENCY_LINE, true, true, ROLE_OWNER, "setup.check.emergency",
     "/setup/safety", "setup.check.mend"},
    {CHECK_LACK, LACK_CONCERN_CONTACT, true, true, ROLE_OWNER, "setup.check.concern",
     "/setup/safety", "setup.check.mend"},
    {CHECK_LACK, LACK_CREDENTIAL, true, true, ROLE_PRACTITIONER, "setup.check.credential",
     "/credentials", "setup.check.mend"},
    {CHECK_OWN, LACK_CREDENTIAL, false, true, ROLE_PRACTITIONER, "setup.check.own", "/credentials",
     "setup.check.own_do"},
    {CHECK_LAW, 0, false, true, ROLE_PRACTITIONER, "setup.check.law", "/credentials#profession",
     "setup.check.mend"},
    {CHECK_LACK, LACK_PACKS, true, true, ROLE_OWNER, "setup.check.packs", "/setup/packs",
     "packs.look"},
    {CHECK_BACKUP, 0, false, true, ROLE_OWNER, "setup.check.backup", "/backups",
     "setup.check.backup_do"},
    {CHECK_DRILL, 0, false, true, ROLE_OWNER, "setup.check.drill", "/backups",
     "setup.check.drill_do"},
    {CHECK_SECOND, 0, false, false, ROLE_OWNER, "setup.check.second", "/people",
     "setup.check.mend"},
};
enum { CHECKS = sizeof checks / sizeof *checks };

/* Who looks, and at what. */
struct looking {
    const struct house *house;
    const struct house_person *person; /* NULL: nobody of the practice */
    struct backup_news backups;
    int64_t now_s;
    bool is_older;   /* the data is an older copy */
    int64_t tried_s; /* when a backup was last tried; 0: never */
};

static bool is_done(const struct looking *at, size_t i)
{
    if (checks[i].kind == CHECK_RECOVERY)
        return at->person != NULL && at->person->has_recovery;
    if (checks[i].kind == CHECK_OWN)
        return at->person != NULL && at->person->has_credential;
    if (checks[i].kind == CHECK_OLDER)
        return !at->is_older;
    if (checks[i].kind == CHECK_LAW)
        return at->person != NULL && at->person->has_profession;
    if (checks[i].kind == CHECK_BACKUP)
        return backups_are_fresh(&at->backups, at->now_s);
    if (checks[i].kind == CHECK_DRILL)
        return backups_are_tried(at->tried_s, at->now_s);
    return checks[i].kind == CHECK_SECOND ? at->house->n_people > 1
                                          : (at->house->lacks & checks[i].lack) == 0;
}

static bool has_role(const struct looking *at, uint8_t roles)
{
    return at->person != NULL && (at->person->roles & roles) != 0;
}

/* A practice with no credential at all says so by itself; nobody has to keep a demo. */
static bool is_asked(const struct looking *at, size_t i)
{
    if (checks[i].kind == CHECK_OLDER)
        return at->is_older;
    if (checks[i].kind == CHECK_BACKUP || checks[i].kind == CHECK_DRILL)
        return !at->house->is_demo && has_role(at, ROLE_OWNER);
    if (checks[i].kind == CHECK_LAW)
        return has_role(at, ROLE_PRACTITIONER);
    return checks[i].kind != CHECK_OWN ||
           ((at->house->lacks & LACK_CREDENTIAL) == 0 && has_role(at, ROLE_PRACTITIONER));
}

/* On its first days a practice has other worries than a backup; and what is not there can't be
 * tried. */
static bool is_for_today(const struct looking *at, size_t i)
{
    int64_t age_s = at->now_s - at->house->founded_s;

    if (checks[i].kind == CHECK_BACKUP)
        return age_s >= BACKUPS_FRESH_S;
    if (checks[i].kind == CHECK_DRILL)
        return age_s >= BACKUPS_TRIED_S && at->backups.last_us > 0;
    return checks[i].on_today;
}

static struct setup_check_item_view item_of(const struct looking *at, size_t i)
{
    struct setup_check_item_view item = {
        .done = is_done(at, i), .needed = checks[i].needed, .what = web_words(checks[i].what)};

    if (checks[i].roles == 0 || has_role(at, checks[i].roles))
        item.mend = (struct link_view){span_of(checks[i].href), web_words(checks[i].mend)};
    return item;
}

size_t house_check(struct door *door, struct person_id who, struct arena *arena, bool only_missing,
                   const struct setup_check_item_view **ret)
{
    const struct house *house = house_of(door->shared);
    struct looking at = {house,
                         house_person_of(house, who),
                         backups_news(door->shared),
                         practice_now_s(&door->practice),
                         ledger_is_narrow_only(door->practice.ledger),
                         backups_tried_s(door->practice.vault)};
    struct setup_check_item_view *items = arena_array(arena, struct setup_check_item_view, CHECKS);
    size_t n = 0;

    for (size_t i = 0; i < CHECKS && items != NULL; i++) {
        struct setup_check_item_view item = item_of(&at, i);

        if (is_asked(&at, i) && !(only_missing && (item.done || !is_for_today(&at, i))))
            items[n++] = item;
    }
    *ret = items;
    return n;
}

static void check_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct house *house = house_of(door->shared);
    struct setup_check_view view = {
        .ready = house->lacks == 0,
        .owner = (web_subject(request)->who.roles & ROLE_OWNER) != 0,
    };
    struct html w = web_html(reply);

    view.n_items =
        house_check(door, web_subject(request)->who.person, request->arena, false, &view.items);
    web_page(request, door, PAGE_PRACTICE, "setup", &view.page);
    page_setup_check(&w, &view);
}

/* --- people ---------------------------------------------------------------------------------- */

static const struct {
    uint8_t role;
    const char *word, *name, *hint;
} roles[] = {
    {ROLE_PRACTITIONER, "practitioner", "people.practitioner", "people.practitioner_hint"},
    {ROLE_CLINICIAN, "clinician", "people.clinician", "people.clinician_hint"},
    {ROLE_CHAPERONE, "chaperone", "people.chaperone", "people.chaperone_hint"},
    {ROLE_OWNER, "owner", "people.owner", "people.owner_hint"},
};
enum { ROLES = sizeof roles / sizeof *roles };

static struct span roles_in_words(struct arena *arena, uint8_t bits)
{
    struct buf out;

    buf_init(&out, arena, 200);
    for (size_t i = 0; i < ROLES; i++) {
        if ((bits & roles[i].role) == 0)
            continue;
        if (out.len > 0)
            buf_lit(&out, ", ");
        buf_put(&out, web_words(roles[i].name));
    }
    return buf_view(&out);
}

static uint8_t roles_of(const struct http_request *request)
{
    uint8_t bits = 0;

    for (size_t i = 0; i < request->form.count; i++)
        for (size_t j = 0; j < ROLES; j++)
            if (span_is(request->form.at[i].name, "role") &&
                span_is(request->form.at[i].value, roles[j].word))
                bits |= roles[j].role;
    return bits;
}

static void fill_roles(struct http_request *request, struct people_view *view, uint8_t chosen)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, ROLES);

    for (size_t i = 0; i < ROLES && at != NULL; i++)
        at[i] = (struct choice_view){.value = span_of(roles[i].word),
                                     .label = web_words(roles[i].name),
                                     .hint = web_words(roles[i].hint),
                                     .chosen = (chosen & roles[i].role) != 0};
    view->roles = at;
    view->n_roles = at == NULL ? 0 : ROLES;
}

/* Without them the page stands all the same: they are to be compared, not to get in. */
static void fill_words(struct http_request *request, struct door *door, struct person_view *people)
{
    const struct house *house = house_of(door->shared);
    struct person_id *ids = arena_array(request->arena, struct person_id, house->n_people);
    struct fingerprints words;
    struct fault why;

    fault_clear(&why);
    for (size_t i = 0; i < house->n_people && ids != NULL; i++)
        ids[i] = house->people[i].id;
    if (ids == NULL || view_fingerprints(&door->practice, request->arena, ids, house->n_people,
                                         &words, &why) != HF_OK)
        return;
    for (size_t i = 0; i < words.n; i++)
        people[i].words = span_of(words.at[i]);
}

static void show_people(struct http_request *request, struct http_reply *reply, struct door *door,
                        struct people_view *view, uint8_t chosen)
{
    const struct house *house = house_of(door->shared);
    struct person_view *people = arena_array(request->arena, struct person_view, house->n_people);
    struct html w =
        view->name.error.len + view->roles_error.len > 0 ? web_html_again(reply) : web_html(reply);

    for (size_t i = 0; i < house->n_people && people != NULL; i++)
        people[view->n_people++] = (struct person_view){
            .id = web_id(request->arena, house->people[i].id.id),
            .name = house->people[i].name,
            .roles = roles_in_words(request->arena, house->people[i].roles),
            .may_leave = !id_equal(house->people[i].id.id, web_subject(request)->who.person.id)};
    if (people != NULL)
        fill_words(request, door, people);
    view->people = people;
    fill_roles(request, view, chosen);
    web_page(request, door, PAGE_PRACTICE, "setup", &view->page);
    page_people(&w, view);
}

static void people_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct people_view view = {0};

    show_people(request, reply, door, &view, 0);
}

static void person_added(struct http_request *request, struct http_reply *reply, struct door *door,
                         struct link *link)
{
    struct people_view view = {0};
    struct fault why;

    fault_clear(&why);
    enum status st = house_renew(door->shared, &door->practice, request->arena, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.url = links_url(request, link);
    view.word = arena_copy(request->arena, span_of(link->word));
    view.until = web_when(request->arena, link->until_s);
    show_people(request, reply, door, &view, 0);
}

static void people_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct add_person in = {.name = web_value(request, "name"), .roles = roles_of(request)};
    struct people_view view = {.name = web_field(request, "name")};
    struct add_person_reply done;
    struct fault why;

    mark_missing(&view.name);
    if (in.roles == 0)
        view.roles_error = web_words("form.choose");
    if (view.name.error.len + view.roles_error.len > 0) {
        show_people(request, reply, door, &view, in.roles);
        return;
    }
    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = add_person(&door->practice, request->arena, &in, &done, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    person_added(request, reply, door, &done.link);
    vault_wipe(&done, sizeof done);
}

static const struct http_route house_pages_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/setup/safety", RIGHT_OWNER, safety_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/setup/safety", RIGHT_OWNER, safety_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/setup/check", RIGHT_STAFF, check_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/people", RIGHT_OWNER, people_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/people", RIGHT_OWNER, people_post, WEB_FRESH),
};
WEB_TABLE(house_pages);
