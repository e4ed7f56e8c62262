/* door/http/peer.h - who is at the other end, and in which network?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_PEER_H
#define HF_DOOR_HTTP_PEER_H

#include "base/span.h"

struct sockaddr;

/* NUL-terminated texts; "" when unknown. */
struct peer {
    char address[48]; /* "192.0.2.7", "2001:db8::1" */
    char network[56]; /* "192.0.2.0/24", "2001:db8::/64" */
};

/* From the socket's address; an IPv4 address in IPv6 clothes counts as IPv4. */
void peer_of_socket(const struct sockaddr *from, struct peer *ret);

/* From an X-Forwarded-For header: the last entry, which our own proxy wrote. False when it is not
 * an address; `*ret` stays. */
bool peer_of_forwarded(struct span header, struct peer *ret);

#endif
