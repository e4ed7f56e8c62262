/* door/web/act.c - one exchange of a page.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/act.h"

#include "door/web/house.h"

enum { PATH_MOST = 256 };

static enum status begin(struct http_request *request, struct http_reply *reply, struct door *door,
                         struct exchange *ret)
{
    const struct subject *subject = web_subject(request);
    bool is_named = http_field_value(request->params, "client").len > 0 ||
                    (subject->who.roles & ROLE_CLIENT) != 0;

    *ret = (struct exchange){.request = request,
                             .reply = reply,
                             .door = door,
                             .practice = &door->practice,
                             .arena = request->arena,
                             .keyring = subject->keyring};
    fault_clear(&ret->why);
    return is_named ? web_client(request, &ret->client) : HF_OK;
}

void web_look(struct http_request *request, struct http_reply *reply, struct door *door,
              web_step *look)
{
    struct exchange x;
    enum status st = begin(request, reply, door, &x);

    if (st == HF_OK)
        st = look(&x);
    if (st != HF_OK)
        web_failed(reply, request, st, &x.why);
}

static struct span param_of(const struct exchange *x, struct span name)
{
    struct http_fields params = x->request->params;

    for (size_t i = 0; i < params.count; i++)
        if (span_equal(params.at[i].name, name))
            return params.at[i].value;
    return SPAN("");
}

/* Every '*' of the path is the client; a name in braces is a part of the request's own path, which
 * the act has proved to be one. */
static struct span path_on(struct exchange *x)
{
    struct span rest = span_of(x->then);
    struct buf path;

    buf_init(&path, x->arena, PATH_MOST);
    while (rest.len > 0) {
        struct span piece = span_head(rest, 1);

        rest = span_skip(rest, 1);
        if (span_is(piece, "*"))
            piece = web_id(x->arena, x->client.id);
        else if (span_is(piece, "{"))
            piece = param_of(x, span_cut(&rest, '}'));
        buf_put(&path, piece);
    }
    return buf_view(&path);
}

static enum status go_on(struct exchange *x, const struct web_form *form)
{
    enum status st = form->done == NULL ? HF_OK : form->done(x);

    if (st == HF_OK && x->then != NULL)
        http_reply_redirect(x->reply, path_on(x));
    return st;
}

static enum status show_again(struct exchange *x, web_step *show)
{
    x->refused = x->why;
    x->again = true;
    fault_clear(&x->why);
    return show(x);
}

static enum status carry_out(struct exchange *x, const struct web_form *form)
{
    enum status st = web_hand(x->request, &x->hand, &x->why);

    if (st == HF_OK)
        st = form->act(x);
    if (st == HF_OK)
        return go_on(x, form);
    web_step *show = st == HF_INVALID ? form->again : st == HF_CONFLICT ? form->conflict : NULL;

    return show == NULL ? st : show_again(x, show);
}

void web_act(struct http_request *request, struct http_reply *reply, struct door *door,
             const struct web_form *form)
{
    struct exchange x;
    enum status st = begin(request, reply, door, &x);

    x.then = form->then;
    if (st == HF_OK)
        st = carry_out(&x, form);
    if (st != HF_OK)
        web_failed(reply, request, st, &x.why);
}

struct html web_open(struct exchange *x, enum page_kind kind, const char *here,
                     struct page_view *ret)
{
    web_page(x->request, x->door, kind, here, ret);
    return x->again ? web_html_again(x->reply) : web_html(x->reply);
}

bool web_refused(const struct exchange *x, const char *word)
{
    return span_is(span_of(x->refused.text), word);
}

enum status web_house_renew(struct exchange *x)
{
    return house_renew(x->door->shared, x->practice, x->arena, &x->why);
}
