/* door/web/room_door.h - who stands at a screen of a session, and how it is answered.
 *
 * A tablet between both holds two room passes: the desk's in the session cookie and the client's
 * half in a cookie of its own. A client's own device holds one. JSON for live.js, pages for plain
 * forms; the same addresses and rules for both (docs/live.md).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ROOM_DOOR_H
#define HF_DOOR_WEB_ROOM_DOOR_H

#include "core/render/view_session.h"
#include "door/web/web.h"
#include "usecase/room.h"

struct room_door {
    struct session_id session;
    enum live_side side;
    struct keyring *desk, *client; /* NULL: not at this screen */
    struct keyring *opened;        /* what room_door_close ends */
    bool is_aside; /* not by the screen's own pass: no page of the room opens with it */
};

/* For a page of the room. False: `reply` is filled; somebody who is signed in and has to do with
 * the session is shown the way in, anybody else is refused. */
bool room_door_open(struct http_request *request, struct http_reply *reply, struct door *door,
                    struct room_door *ret);
/* For the buttons: whatever opens is good enough: a room pass, the client's half alone, or somebody
 * signed in. HF_NOT_FOUND: nothing here opens; any other: it can't be read now. */
HF_MUST_USE enum status room_door_find(struct http_request *request, struct door *door,
                                       struct room_door *ret);
void room_door_close(struct room_door *room);

/* The {session} of the path. */
bool room_session_id(const struct http_request *request, struct session_id *ret);

/* The request of the form, by the client's hand or the desk's. HF_INVALID: that hand is not at this
 * screen, or the form has no request id. */
HF_MUST_USE enum status room_request_of(const struct http_request *request,
                                        const struct room_door *room, const struct door *door,
                                        bool by_client, struct room_request *ret,
                                        struct fault *why);

/* The cookie of the client's half; "" ends it. */
void room_half_cookie(struct http_reply *reply, const struct http_request *request,
                      struct span value);

bool room_wants_json(const struct http_request *request);
/* 200 or 409 with the state of now. `has_device`: the client's own device was heard just now. */
void room_json(struct http_reply *reply, const struct http_request *request,
               const struct room_reply *now, bool has_device);

/* "Lower back, left" and "Long strokes". */
struct span room_where(struct arena *arena, const struct door *door, const struct step_said *step);
struct span room_how(const struct door *door, const struct step_said *step);

/* Every reason of a refused step, in words; with its rule beside it for the room, which nobody
 * leaves to read one, and with a way to the rule's page elsewhere. */
struct refusal_view *room_refusals(struct arena *arena, const struct door *door,
                                   const struct client_file *file,
                                   const struct act_refused_content *refused, bool in_room,
                                   size_t *ret_n);

/* The stop screen; never asks anybody anything. */
void room_show_stopped(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct stopped_view *view);

#endif
