/* door/http/peer.c - addresses as text, cut to the network.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static void append(char *at, size_t room, const char *end)
{
    size_t len = strlen(at);

    if (len + strlen(end) < room)
        memcpy(at + len, end, strlen(end) + 1);
}

static void set_v4(const unsigned char bytes[4], struct peer *ret)
{
    unsigned char network[4] = {bytes[0], bytes[1], bytes[2], 0};

    inet_ntop(AF_INET, bytes, ret->address, sizeof ret->address);
    inet_ntop(AF_INET, network, ret->network, sizeof ret->network);
    append(ret->network, sizeof ret->network, "/24");
}

static void set_v6(const struct in6_addr *address, struct peer *ret)
{
    struct in6_addr network = *address;

    if (IN6_IS_ADDR_V4MAPPED(address)) {
        set_v4(address->s6_addr + 12, ret);
        return;
    }
    memset(network.s6_addr + 8, 0, 8);
    inet_ntop(AF_INET6, address, ret->address, sizeof ret->address);
    inet_ntop(AF_INET6, &network, ret->network, sizeof ret->network);
    append(ret->network, sizeof ret->network, "/64");
}

void peer_of_socket(const struct sockaddr *from, struct peer *ret)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;

    *ret = (struct peer){.address = ""};
    if (from == NULL)
        return;
    if (from->sa_family == AF_INET) {
        memcpy(&v4, from, sizeof v4);
        unsigned char bytes[4];

        memcpy(bytes, &v4.sin_addr, sizeof bytes);
        set_v4(bytes, ret);
    } else if (from->sa_family == AF_INET6) {
        memcpy(&v6, from, sizeof v6);
        set_v6(&v6.sin6_addr, ret);
    }
}

bool peer_of_forwarded(struct span header, struct peer *ret)
{
    struct span last = header;
    char text[48] = {0};
    unsigned char v4[4];
    struct in6_addr v6;

    for (size_t i = header.len; i > 0 && last.len == header.len; i--) {
        if (header.at[i - 1] == ',')
            last = span_skip(header, i);
    }
    last = span_trim(last);
    if (last.len >= sizeof text)
        return false;
    if (last.len > 0)
        memcpy(text, last.at, last.len);
    if (inet_pton(AF_INET, text, v4) == 1)
        set_v4(v4, ret);
    else if (inet_pton(AF_INET6, text, &v6) == 1)
        set_v6(&v6, ret);
    else
        return false;
    return true;
}
