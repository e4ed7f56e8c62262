/* Head, Host, origin, peer and memory: the small pure checks.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/head.h"

#include "door/http/memory.h"
#include "door/http/origin.h"
#include "door/http/peer.h"
#include "tap.h"

static const char *const names[] = {"localhost", "127.0.0.1", "[::1]", NULL};

static bool ours(const char *host, uint16_t port, bool is_secure)
{
    return head_host_is_ours(span_of(host), names, port, is_secure);
}

static void test_host__name_and_port_must_be_ours(void)
{
    CHECK(ours("localhost:7433", 7433, false));
    CHECK(ours("LocalHost:7433", 7433, false));
    CHECK(ours("[::1]:7433", 7433, false));
    CHECK(!ours("localhost:7434", 7433, false));
    CHECK(!ours("localhost", 7433, false));
    CHECK(!ours("evil:7433", 7433, false));
    CHECK(!ours("[::2]:7433", 7433, false));
}

static void test_host__usual_port_may_be_left_out(void)
{
    CHECK(ours("localhost", 80, false));
    CHECK(ours("localhost", 443, true));
    CHECK(ours("[::1]", 443, true));
    CHECK(!ours("localhost", 443, false));
    CHECK(!ours("localhost", 80, true));
}

static void test_host__odd_spellings_are_refused(void)
{
    static const char *const odd[] = {"",
                                      ":80",
                                      "localhost:",
                                      "localhost:+80",
                                      "localhost:080000",
                                      "localhost.:80",
                                      "user@localhost:80",
                                      "localhost:80:80",
                                      "::1"};

    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        CHECK(!ours(odd[i], 80, false));
}

static int checked(struct http_field extra)
{
    const struct http_field headers[] = {{SPAN("Host"), SPAN("localhost")}, extra};

    return head_check((struct http_fields){headers, 2}, 100).status;
}

static void test_head__names_are_tokens_and_values_are_clean(void)
{
    CHECK_INT(checked((struct http_field){SPAN("X-Note"), SPAN("a\tb \xC3\xA9")}), 0);
    CHECK_INT(checked((struct http_field){SPAN("X Note"), SPAN("a")}), 400);
    CHECK_INT(checked((struct http_field){SPAN("X-Note "), SPAN("a")}), 400);
    CHECK_INT(checked((struct http_field){SPAN(""), SPAN("a")}), 400);
    CHECK_INT(checked((struct http_field){SPAN("X"), SPAN("a\rb")}), 400);
    CHECK_INT(checked((struct http_field){SPAN("X"), SPAN("a\0b")}), 400);
    CHECK_INT(checked((struct http_field){SPAN("X"), SPAN("a\x7f")}), 400);
}

static void test_head__ceiling_counts_names_and_values(void)
{
    char text[100];

    memset(text, 'a', sizeof text);
    CHECK_INT(checked((struct http_field){SPAN("X"), span_at(text, 86)}), 0);
    CHECK_INT(checked((struct http_field){SPAN("X"), span_at(text, 87)}), 431);
}

static bool posted(const char *site, const char *origin, bool is_secure)
{
    const struct http_field headers[] = {{SPAN("Host"), SPAN("localhost:7433")},
                                         {SPAN("Sec-Fetch-Site"), span_of(site)},
                                         {SPAN("Origin"), span_of(origin)}};
    const struct http_request request = {.is_secure = is_secure, .headers = {headers, 3}};

    return origin_is_ours(&request);
}

static void test_origin__same_origin_or_our_exact_name(void)
{
    CHECK(posted("same-origin", "", false));
    CHECK(posted("same-origin", "null", false));
    CHECK(posted("same-origin", "http://localhost:7433", false));
    CHECK(posted("", "http://localhost:7433", false));
    CHECK(posted("", "https://localhost:7433", true));
}

static void test_origin__everything_else_is_foreign(void)
{
    CHECK(!posted("", "", false));
    CHECK(!posted("", "null", false));
    CHECK(!posted("", "http://localhost", false));
    CHECK(!posted("", "https://localhost:7433", false));
    CHECK(!posted("", "http://localhost:7433/", false));
    CHECK(!posted("none", "http://localhost:7433", false));
    CHECK(!posted("same-site", "http://localhost:7433", false));
    CHECK(!posted("cross-site", "", false));
    CHECK(!posted("same-origin", "http://evil", false));
}

static void forwarded(const char *header, const char *address, const char *network)
{
    struct peer peer = {.address = "before"};

    CHECK_INT(peer_of_forwarded(span_of(header), &peer), address != NULL);
    CHECK_TEXT(span_of(peer.address), address == NULL ? "before" : address);
    if (network != NULL)
        CHECK_TEXT(span_of(peer.network), network);
}

static void test_peer__last_forwarded_address_counts(void)
{
    forwarded("1.2.3.4, 192.0.2.7", "192.0.2.7", "192.0.2.0/24");
    forwarded("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
    forwarded("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.0/24");
    forwarded("", NULL, NULL);
    forwarded("unknown", NULL, NULL);
    forwarded("1.2.3.4,", NULL, NULL);
    forwarded("1.2.3.4 5", NULL, NULL);
}

static void test_memory__block_grows_to_its_ceiling_and_no_further(void)
{
    struct memory_block block = {0};

    for (int i = 0; i < 10; i++)
        CHECK(memory_append(&block, SPAN("0123456789"), 100));
    CHECK(!memory_append(&block, SPAN("x"), 100));
    CHECK_INT(block.len, 100);
    CHECK(memory_append(&block, SPAN(""), 100));
    memory_clear(&block);
    memory_clear(&block);
    CHECK_INT(block.len, 0);
}

int main(void)
{
    RUN(test_host__name_and_port_must_be_ours);
    RUN(test_host__usual_port_may_be_left_out);
    RUN(test_host__odd_spellings_are_refused);
    RUN(test_head__names_are_tokens_and_values_are_clean);
    RUN(test_head__ceiling_counts_names_and_values);
    RUN(test_origin__same_origin_or_our_exact_name);
    RUN(test_origin__everything_else_is_foreign);
    RUN(test_peer__last_forwarded_address_counts);
    RUN(test_memory__block_grows_to_its_ceiling_and_no_further);
    return tap_end();
}
