/* door/web/recovery.h - the page that shows a recovery code once, and has two groups typed back.
 *
 * The code goes to the browser and comes back with the form: it is on that screen anyhow, and the
 * program keeps none of it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_RECOVERY_H
#define HF_DOOR_WEB_RECOVERY_H

#include "door/web/web.h"

/* Why this password does not fit, and what would; "" when it does. */
struct span recovery_password_words(const struct http_request *request, struct span practice);

struct recovery_page {
    struct span code;
    struct span pass;        /* the cookie that is sent with this page; "" for the one there is */
    bool with_pepper, again; /* again: not in set-up */
    bool is_kit;             /* the owner's paper: code, pepper and words in one */
    struct person_id person; /* whose key words it shows; zero: nobody's */
};
/* A new code: the one of before is void, and what every page knows of the house is read anew. */
void recovery_show(struct http_request *request, struct http_reply *reply, struct door *door,
                   const struct recovery_page *page);

#endif
