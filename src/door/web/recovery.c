/* door/web/recovery.c - shows the code, checks what is typed back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/recovery.h"

#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/house.h"
#include "door/web/prove.h"
#include "door/web/routes.h"
#include "usecase/prove.h"
#include "usecase/practice.h"

enum { GROUPS = 9, ASKED = 8 };

/* KEEP IN ORDER: enum password_flaw. */
static const char *const flaw_words[] = {
    NULL,           "password.short", "password.long", "password.repeats",
    "password.run", "password.word",  "password.name",
};

struct span recovery_password_words(const struct http_request *request, struct span practice)
{
    enum password_flaw flaw = password_flaw(http_field_value(request->form, "password"), practice,
                                            web_value(request, "login"));

    return flaw == PASSWORD_FITS ? SPAN("") : web_words(flaw_words[flaw]);
}

static size_t split(struct span code, struct recovery_group_view ret[GROUPS])
{
    size_t n = 0;

    while (code.len > 0 && n < GROUPS) {
        ret[n] =
            (struct recovery_group_view){.number = (int64_t)n + 1, .text = span_cut(&code, '-')};
        n++;
    }
    return n;
}

/* Which two groups: from the code itself, so that the page is the same when it comes again. */
static void choose(struct span code, int64_t ret[2])
{
    uint8_t digest[32];

    vault_sha256(code, digest);
    ret[0] = 1 + digest[0] % ASKED;
    ret[1] = 1 + (ret[0] + digest[1] % (ASKED - 1)) % ASKED;
}

static void fill_words(struct http_request *request, struct door *door, struct person_id person,
                       struct setup_recovery_view *view)
{
    struct fingerprints words;
    struct fault why;

    fault_clear(&why);
    if (!id_is_zero(person.id) &&
        view_fingerprints(&door->practice, request->arena, &person, 1, &words, &why) == HF_OK)
        view->words = span_of(words.at[0]);
}

static void fill(struct http_request *request, struct door *door, const struct recovery_page *page,
                 struct setup_recovery_view *view)
{
    struct recovery_group_view *groups =
        arena_array(request->arena, struct recovery_group_view, GROUPS);
    char token[WEB_TOKEN_TEXT], pepper[VAULT_PEPPER_TEXT];
    int64_t asked[2];

    choose(page->code, asked);
    view->code = page->code;
    view->groups = groups;
    view->n_groups = groups == NULL ? 0 : split(page->code, groups);
    view->first = asked[0];
    view->second = asked[1];
    view->again = page->again;
    view->is_kit = page->is_kit;
    view->name = house_of(door->shared)->name;
    fill_words(request, door, page->person, view);
    web_page(request, door, PAGE_PUBLIC, "setup", &view->page);
    if (page->pass.len > 0) {
        web_token(page->pass, token);
        view->page.keys.token = arena_copy(request->arena, span_of(token));
    }
    if (!page->with_pepper)
        return;
    vault_pepper_text(door->practice.vault, pepper);
    view->pepper = arena_copy(request->arena, span_of(pepper));
    vault_wipe(pepper, sizeof pepper);
}

void recovery_show(struct http_request *request, struct http_reply *reply, struct door *door,
                   const struct recovery_page *page)
{
    struct setup_recovery_view view = {0};
    struct html w = web_html(reply);
    struct fault why;

    fault_clear(&why);
    enum status st = house_renew(door->shared, &door->practice, request->arena, &why);

    (void)st; /* the code is shown once: not for want of memory shall it be lost */
    fill(request, door, page, &view);
    page_setup_recovery(&w, &view);
}

static bool same(struct span typed, struct span group)
{
    if (typed.len != group.len)
        return false;
    for (size_t i = 0; i < typed.len; i++)
        if ((typed.at[i] | 0x20) != (group.at[i] | 0x20)) /* letters whatever the case */
            return false;
    return true;
}

/* One group typed back; its error when it is another one. */
static struct field_view typed(const struct http_request *request, const char *name,
                               const struct setup_recovery_view *view, int64_t group)
{
    struct field_view field = web_field(request, name);

    if ((size_t)group > view->n_groups || !same(field.value, view->groups[group - 1].text))
        field.error = web_words("setup.recovery.wrong");
    return field;
}

/* Noted before it leads on: until then Today asks for it. */
static void keep(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct recovery_page *page)
{
    struct note_recovery in = {.code = page->code};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = note_recovery(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        st = house_renew(door->shared, &door->practice, request->arena, &why);
    if (st == HF_OK)
        web_go_to(reply, page->again ? "/" : "/setup/safety");
    else if (st == HF_NOT_FOUND)
        web_go_to(reply, "/account"); /* another one was made since: that one counts */
    else
        web_failed(reply, request, st, &why);
}

static void typed_back(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct recovery_page page = {.code = web_value(request, "code"),
                                 .again = web_value(request, "again").len > 0};
    struct setup_recovery_view view = {0};

    /* A page that is shown again shows the same: the house's secret, to the owner, as long as
     * set-up is not past this page. Later it is the kit alone, against the password. */
    page.with_pepper = !page.again && house_of(door->shared)->emergency.len == 0 &&
                       (web_subject(request)->who.roles & ROLE_OWNER) != 0;
    page.person = web_subject(request)->who.person;
    if (!slot_recovery_is_code(page.code)) {
        http_reply_error(reply, request, 400, "the form holds no recovery code");
        return;
    }
    fill(request, door, &page, &view);
    view.typed_first = typed(request, "first", &view, view.first);
    view.typed_second = typed(request, "second", &view, view.second);
    bool again = view.typed_first.error.len + view.typed_second.error.len > 0;

    if (again && page.with_pepper && !has_proved(&door->practice, web_subject(request)->keyring)) {
        prove_ask(request, reply, door);
        return;
    }
    if (again) {
        struct html w = web_html_again(reply);

        page_setup_recovery(&w, &view);
        return;
    }
    keep(request, reply, door, &page);
}

/* The page came with a form and is not kept: asked for again, it leads on. */
static void gone(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)request; /* a handler's signature */
    (void)door;
    web_go_to(reply, "/setup/safety");
}

static const struct http_route recovery_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/setup/recovery", RIGHT_STAFF, gone, WEB_ARRIVING),
    HTTP_ROUTE(HTTP_POST, "/setup/recovery", RIGHT_STAFF, typed_back, WEB_ARRIVING),
};
WEB_TABLE(recovery);
