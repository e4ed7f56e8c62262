/* door/web/web.h - what every page handler holds, and the frame around all of them.
 *
 * A handler parses a form into a use case's request, runs it, fills the page's view and writes the
 * template. It has no rule of its own. One route table a file, joined in routes.c.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_WEB_H
#define HF_DOOR_WEB_WEB_H

#include "core/render/view.h"
#include "door/http/delay.h"
#include "door/http/http.h"
#include "usecase/usecase.h"

#include <pthread.h>

/* Who may ask for a row. KEEP IN ORDER: right_rows in guard.c, right_names in routes.c. */
enum right {
    RIGHT_NONE,         /* never in a table: http_routes_check refuses it */
    RIGHT_PUBLIC,       /* anybody; the cookie is not looked at */
    RIGHT_KNOWN,        /* anybody; whoever has a pass is known */
    RIGHT_SETUP_TOKEN,  /* anybody, while there is no practice */
    RIGHT_SETUP,        /* who typed the printed token, while there is no practice */
    RIGHT_SIGNED_IN,    /* anybody with any pass */
    RIGHT_OWN_KEYS,     /* anybody who holds keys of their own, not a pass for an hour */
    RIGHT_CLIENT,       /* a client: own device, or the handed-over tablet */
    RIGHT_CLIENT_OWN,   /* a client on an own device */
    RIGHT_PRACTITIONER, /* signed in, and certified as practitioner */
    RIGHT_STAFF,        /* signed in, and anything but a client */
    RIGHT_OWNER,        /* signed in, and certified as owner */
    RIGHT_HANDOVER,     /* the handed-over tablet */
    RIGHT_ROOM,         /* a room pass, either half */
    RIGHT_CARE,         /* signed in, practitioner or clinician: reads what is open to them */
    RIGHT_CLINICIAN,    /* signed in, and certified as clinician */
    RIGHT_EVEN_LOCKED,  /* anybody with any pass, also behind a locked screen */
    RIGHT_UNLOCK,       /* who holds keys of their own, also behind a locked screen */
    RIGHT_COUNT,
};

/* Flag of a row: whoever asks has shown within PROVE_MINUTES who they are, or is asked for it first
 * (prove.h). For exports, for who may read what, for ways to reach a client, for deletion and keys.
 * test_prove.c lists the rows that must have it. */
enum { WEB_FRESH = HTTP_ROUTE_CALLERS };

/* Flag of a row: also for somebody of the practice who has not yet two ways in, a password and a
 * recovery code that was typed back. Such a person is led to /account from every other row. */
enum { WEB_ARRIVING = HTTP_ROUTE_CALLERS << 1 };

struct house; /* house.h */
struct knowledge;

enum {
    WEB_ROUTES_MOST = 256,
    WEB_TOKEN_TEXT = 33,
    SETUP_TOKEN_TEXT = 20,
    SETUP_NAME_MOST = 200,
};

/* What was typed before there is a practice. Under the lock. */
struct setup_draft {
    char cookie[HF_ID_TEXT]; /* of the browser that sent the printed token */
    bool is_begun;
    uint8_t profile;
    char name[SETUP_NAME_MOST], country[2];
    size_t name_len;
};

/* When the client's own device was last heard in a session (beats.h). Under the lock. */
enum { WEB_BEATS_MOST = 32 };
struct beat {
    struct session_id session;
    int64_t at_us;
};

/* What the owner is told of backups, by whoever makes them. Under the lock. */
struct backup_news {
    bool is_scheduled; /* somebody said where they go */
    bool is_wanted;    /* the owner wants one now */
    int64_t last_us;   /* when the newest was made; 0: none is known */
    uint64_t number;
    char trouble[HF_FAULT_TEXT]; /* why the last one failed, or "" */
};

/* A question that was answered, or a ticket (asks.h). Under the lock. */
enum { WEB_ASKS_MOST = 256, WEB_TICKETS_MOST = 64 };
struct ask {
    uint8_t challenge[32];
    struct person_id person;
    struct id128 passkey; /* of a ticket: which one said so */
    int64_t until_us;     /* 0: none */
};

/* One for the process; made zeroed by `holdfast serve` or a test, outlives the server. */
struct door_shared {
    struct vault *vault;
    struct ledger *ledger;
    const struct knowledge *knowledge;
    const struct store_driver *driver;
    const char *store_where;
    void (*log)(const char *line);       /* for operators, never a client's data; may be NULL */
    _Atomic(const struct house *) house; /* what frames show; replaced, never changed */
    pthread_mutex_t lock;                /* around everything below */
    struct delay delay;
    char setup_token[SETUP_TOKEN_TEXT]; /* "": there is a practice */
    struct setup_draft setup;
    struct beat beats[WEB_BEATS_MOST];
    struct backup_news backups;
    bool has_ask_key;
    uint8_t ask_key[32];
    struct ask asks[WEB_ASKS_MOST], tickets[WEB_TICKETS_MOST];
    struct http_route routes[WEB_ROUTES_MOST];
    size_t n_routes;
};

/* One for each worker. */
struct door {
    struct practice practice;
    struct door_shared *shared;
};

/* Who asks: request->subject, NULL for nobody. Its keyring is wiped when the exchange is over. */
struct subject {
    struct keyring *keyring;
    struct keyring_who who;
};

/* All that http_config.calls needs; `context` is a struct door_shared. */
extern const struct http_calls web_calls;

/* Joins the tables and checks them. HF_INVALID names the row. */
HF_MUST_USE enum status web_routes_join(struct door_shared *shared, struct fault *why);
extern const char *const web_right_names[]; /* by enum right */

/* --- who asks -------------------------------------------------------------------------------- */

/* NULL for nobody; never NULL behind a right that wants somebody. */
const struct subject *web_subject(const struct http_request *request);
/* The hand of whoever asks, with the form's "request" id. HF_INVALID when the form has none. */
HF_MUST_USE enum status web_hand(const struct http_request *request, struct hand *ret,
                                 struct fault *why);
/* The client whose page this is: the asking client, or for staff the {client} of the path.
 * HF_NOT_FOUND: no id. */
HF_MUST_USE enum status web_client(const struct http_request *request, struct client_id *ret);
/* An id in the path. */
HF_MUST_USE enum status web_param_id(const struct http_request *request, const char *name,
                                     struct id128 *ret);

/* --- pages ----------------------------------------------------------------------------------- */

/* Everything of the frame: practice, emergency line, who, form keys with a fresh request id. */
void web_page(const struct http_request *request, const struct door *door, enum page_kind kind,
              const char *here, struct page_view *ret);
/* The frame of a page that anybody may read: by who asks. */
enum page_kind web_kind(const struct http_request *request);
/* The writer for a template: struct html w = web_html(reply); page_today(&w, &view); */
struct html web_html(struct http_reply *reply);
/* The same, with status 422: the form is shown again with what was typed. */
struct html web_html_again(struct http_reply *reply);

/* The form token of this pass: for the one page that is sent together with a new cookie. */
void web_token(struct span pass, char ret[WEB_TOKEN_TEXT]);

/* A status that is not HF_OK becomes its error page: 404, 422, 409, 503, 500. */
void web_failed(struct http_reply *reply, const struct http_request *request, enum status st,
                const struct fault *why);
/* 303 to a path made of these parts. */
void web_go(struct http_reply *reply, const struct http_request *request, const char *before,
            struct id128 id, const char *after);
void web_go_to(struct http_reply *reply, const char *path);

/* One field of the form as the view wants it: typed value, no error. */
struct field_view web_field(const struct http_request *request, const char *name);
/* The trimmed value of a field of the form. */
struct span web_value(const struct http_request *request, const char *name);
/* Words of the catalogue, in the asking person's language. */
struct span web_words(const char *message);

/* --- times in words (the machine's own zone) -------------------------------------------------- */

struct span web_day(struct arena *arena, int64_t utc_s);  /* "Monday 23 November" */
struct span web_date(struct arena *arena, int64_t utc_s); /* "23 November 2026" */
/* The same for a moment that stands for a whole day, in no zone: the midnight UTC it begins with.
 */
struct span web_calendar(struct arena *arena, int64_t utc_s);
/* "1990-05-17" as "17 May 1990"; what is no such date comes back as it is. */
struct span web_written_date(struct arena *arena, struct span text);
struct span web_time(struct arena *arena, int64_t utc_s);               /* "14:32" */
struct span web_when(struct arena *arena, int64_t utc_s);               /* "23 Nov, 14:32" */
struct span web_ago(struct arena *arena, int64_t utc_s, int64_t now_s); /* "3 days ago" */
struct span web_id(struct arena *arena, struct id128 id);               /* as in addresses */

#endif
