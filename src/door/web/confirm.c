/* door/web/confirm.c - see confirm.h. The page holds what was typed in hidden fields; the passkey's
 * challenge is over what it means, so that a changed field is another act.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/confirm.h"

#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_passkey.h"
#include "door/web/passkeys.h"

static bool is_on_own_device(const struct exchange *x)
{
    return keyring_who(x->keyring)->kind == KEYRING_USER;
}

enum status confirm_offer(struct exchange *x, struct consent_view *view)
{
    return is_on_own_device(x)
               ? passkeys_may_confirm(x->request, x->door, &view->may_confirm, &x->why)
               : HF_OK;
}

/* --- what was sent --------------------------------------------------------------------------- */

static bool is_wanted(const struct exchange *x)
{
    return is_on_own_device(x) && span_is(web_value(x->request, "confirm"), "passkey");
}

bool confirm_is_first(const struct exchange *x)
{
    return is_wanted(x) && http_field_value(x->request->form, "nonce").len == 0;
}

void confirm_take(struct exchange *x, struct passkey_use *ret_use, struct consent_confirm *ret)
{
    *ret = (struct consent_confirm){.is_wanted = confirm_is_first(x)};
    if (is_wanted(x) && !ret->is_wanted)
        passkeys_take_act(x->request, x->door, ret_use, ret);
}

/* --- the page -------------------------------------------------------------------------------- */

/* The page's own fields: never sent on as what was typed. */
static bool is_of_the_page(struct span name)
{
    static const char *const own[] = {"token", "request", "seen", "confirm",   "nonce", "challenge",
                                      "id",    "client",  "data", "signature", "prf",   "go"};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (span_is(name, own[i]))
            return true;
    return false;
}

static void fill_fields(struct exchange *x, struct confirm_view *view)
{
    const struct http_fields *form = &x->request->form;
    struct confirm_field_view *at = arena_array(x->arena, struct confirm_field_view, form->count);

    for (size_t i = 0; at != NULL && i < form->count; i++)
        if (!is_of_the_page(form->at[i].name))
            at[view->n_fields++] = (struct confirm_field_view){form->at[i].name, form->at[i].value};
    view->fields = at;
}

/* What is never wanted is signed with the yes. */
static struct span never_line(const struct exchange *x)
{
    const struct message_arg arg = {.name = SPAN("words"),
                                    .text = span_trim(web_value(x->request, "never"))};

    return arg.text.len == 0
               ? SPAN("")
               : message_fill(x->arena, message_find(SPAN("confirm.never")), MESSAGE_EN, &arg, 1);
}

static void fill_lines(struct exchange *x, struct span text, struct confirm_view *view)
{
    struct confirm_line_view *at = arena_array(x->arena, struct confirm_line_view, text.len + 2);
    struct span never = never_line(x);

    while (at != NULL && text.len > 0) {
        struct span line = span_trim(span_cut(&text, '\n'));

        if (line.len > 0)
            at[view->n_lines++].text = line;
    }
    if (at != NULL && never.len > 0)
        at[view->n_lines++].text = never;
    view->lines = at;
}

enum status confirm_show(struct exchange *x, const struct give_consent_reply *given)
{
    struct confirm_view view = {.seen = given->seen};
    enum status st = passkeys_ask_act(x->request, x->door, given->act, &view.ask, &x->why);

    if (st != HF_OK)
        return st;
    struct html w = web_open(x, PAGE_CLIENT, "me", &view.page);

    fill_fields(x, &view);
    fill_lines(x, given->to_confirm, &view);
    page_confirm(&w, &view);
    return HF_OK;
}
