/* door/web/act.h - one exchange of a page: something is looked at, or sent, done and answered.
 *
 * What every handler does alike stands here: who asks, whose page it is, the id of the form, what a
 * failure becomes, where it goes on. A handler is then a step: it reads the form, runs its use case
 * and says how that went.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ACT_H
#define HF_DOOR_WEB_ACT_H

#include "door/web/web.h"

struct exchange {
    struct http_request *request;
    struct http_reply *reply;
    struct door *door;
    const struct practice *practice;
    struct arena *arena;     /* the request's */
    struct keyring *keyring; /* of whoever asks */
    struct client_id client; /* whose page it is; zero where neither path nor pass names one */
    struct hand hand;        /* once something was sent */
    const char *then;        /* where it goes on; '*' stands for the client, "{rule}" for what the
                                request's path has there. An act may change it */
    struct fault refused;    /* while a form is shown again: what the act said */
    bool again;              /* the form is shown once more, with what was typed */
    struct fault why;
};

/* HF_OK: it has answered, or is done. Anything else becomes the page of that failure. */
typedef enum status web_step(struct exchange *x);

struct web_form {
    web_step *act;    /* reads the form, runs the use case; answers itself only with then = NULL */
    const char *then; /* once done; NULL: `done` answers */
    web_step *again;  /* for HF_INVALID: shows the form anew; NULL: the page of the failure */
    web_step *conflict; /* the same for HF_CONFLICT */
    web_step *done;     /* what else belongs to it, before it goes on; NULL: nothing */
};

void web_look(struct http_request *request, struct http_reply *reply, struct door *door,
              web_step *look);
void web_act(struct http_request *request, struct http_reply *reply, struct door *door,
             const struct web_form *form);

/* The handler NAME of a row, which looks by `step`. */
#define WEB_LOOK(name, step)                                                                       \
    static void name(struct http_request *request, struct http_reply *reply, struct door *door)    \
    {                                                                                              \
        web_look(request, reply, door, step);                                                      \
    }                                                                                              \
    struct exchange
/* The handler NAME of a row, which acts by a struct web_form with these fields (.act = ...). */
#define WEB_FORM(name, ...)                                                                        \
    static void name(struct http_request *request, struct http_reply *reply, struct door *door)    \
    {                                                                                              \
        static const struct web_form form = {__VA_ARGS__};                                         \
        web_act(request, reply, door, &form);                                                      \
    }                                                                                              \
    struct exchange

/* The frame and the writer for the template; status 422 when the form is shown again. */
struct html web_open(struct exchange *x, enum page_kind kind, const char *here,
                     struct page_view *ret);
/* Did the act refuse with just this word? */
bool web_refused(const struct exchange *x, const char *word);
/* A step of struct web_form.done: what every frame shows of the practice is read anew. */
enum status web_house_renew(struct exchange *x);

#endif
