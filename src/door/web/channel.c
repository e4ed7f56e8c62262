/* door/web/channel.c - see channel.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/channel.h"

enum { CHANNEL_MAIL = 1, CHANNEL_PHONE, CHANNEL_IN_PERSON = 5 }; /* contact_set_content */

static uint8_t channel_of(struct span contact)
{
    if (contact.len == 0)
        return CHANNEL_IN_PERSON;
    for (size_t i = 0; i < contact.len; i++)
        if (contact.at[i] == '@')
            return CHANNEL_MAIL;
    return CHANNEL_PHONE;
}

struct contact_set_content channel_form(const struct http_request *request)
{
    return (struct contact_set_content){.channel = channel_of(web_value(request, "contact")),
                                        .address = web_value(request, "contact"),
                                        .neutral_words = web_value(request, "neutral")};
}
