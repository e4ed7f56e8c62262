/* Carried files over http: kinds, etags, what is not served.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/static.h"

#include "tap.h"

#include <stdalign.h>

static const struct carried sheet = {SPAN_INIT("pages/assets/a.css"), SPAN_INIT("body{}"), {0xab}};
static const struct carried pack = {SPAN_INIT("packs/atlas.json"), SPAN_INIT("{}"), {0}};
static const struct http_config config = {.address = "127.0.0.1"};

static alignas(max_align_t) unsigned char block[64 * 1024];
static struct arena arena;
static struct http_field none_match, param;
static struct http_request request;
static struct http_reply reply;

static void begin(const char *etag, const char *name)
{
    arena_init(&arena, block, sizeof block);
    none_match = (struct http_field){SPAN("If-None-Match"), span_of(etag)};
    param = (struct http_field){SPAN("name"), span_of(name)};
    request = (struct http_request){
        .headers = {&none_match, 1}, .params = {&param, 1}, .arena = &arena, .config = &config};
    reply = (struct http_reply){.status = 200};
    buf_init(&reply.body, &arena, 4096);
}

static void test_static__file_has_type_and_etag(void)
{
    begin("", "");
    static_answer(&sheet, &request, &reply);
    CHECK_INT(reply.status, 200);
    CHECK_TEXT(span_of(reply.type), "text/css; charset=utf-8");
    CHECK_TEXT(reply.content, "body{}");
    CHECK_INT(reply.caching, HTTP_REVALIDATE);
    CHECK_TEXT(reply.headers[0].value, "\"ab000000000000000000000000000000\"");
}

static void test_static__known_bytes_are_304(void)
{
    begin("\"ab000000000000000000000000000000\"", "");
    static_answer(&sheet, &request, &reply);
    CHECK_INT(reply.status, 304);
    CHECK_INT(reply.content.len, 0);
}

static void test_static__other_kinds_are_not_served(void)
{
    begin("", "");
    static_answer(&pack, &request, &reply);
    CHECK_INT(reply.status, 404);
}

static void test_static__names_lead_nowhere_else(void)
{
    static const char *const names[] = {"", "../../packs/atlas.json", "no.css", "meson.build"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        begin("", names[i]);
        static_page(&request, &reply, NULL);
        CHECK_INT(reply.status, 404);
    }
}

int main(void)
{
    RUN(test_static__file_has_type_and_etag);
    RUN(test_static__known_bytes_are_304);
    RUN(test_static__other_kinds_are_not_served);
    RUN(test_static__names_lead_nowhere_else);
    return tap_end();
}
