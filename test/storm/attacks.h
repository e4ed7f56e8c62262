/* test/storm/attacks.h - what is sent: one function a kind, and the table of all.
 *
 * `must_fail`: nothing but a refusal may come back, whoever asks.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_STORM_ATTACKS_H
#define HF_TEST_STORM_ATTACKS_H

#include "shot.h"

typedef void attack_writer(struct shot *s);

static void likely(struct shot *s)
{
    put_likely(s, false);
}
static void likely_everything(struct shot *s)
{
    put_likely(s, true);
}
static void likely_elsewhere(struct shot *s)
{
    put_likely(s, false); /* the address is another's */
}
static void huge_values(struct shot *s)
{
    put_keys(s);
    for (size_t i = 0; i < 4 && i < harvest.count; i++)
        put_field(s, harvest.at[dice((uint32_t)harvest.count)].name, repeated("h", HUGE_VALUE));
}
static void long_values(struct shot *s)
{
    put_all(s, repeated("long ", 600));
}
static void body_too_large(struct shot *s)
{
    put_keys(s);
    put_field(s, "name", repeated("b", 300 << 10));
    s->must_fail = true;
}
static void thousand_fields(struct shot *s)
{
    put_keys(s);
    for (int i = 2; i < BODY_LIMIT_FIELDS; i++)
        put_field(s, i % 2 == 0 ? "role" : "a", SPAN("1"));
}
static void more_fields_than_allowed(struct shot *s)
{
    put_keys(s);
    for (int i = 0; i < BODY_LIMIT_FIELDS; i++)
        put_field(s, "a", SPAN("1"));
    s->must_fail = true;
}
static void missing_fields(struct shot *s)
{
    put_keys(s);
}
static void empty_body(struct shot *s)
{
    s->must_fail = (s->route->flags & HTTP_ROUTE_NO_TOKEN) == 0;
}
static void duplicate_fields(struct shot *s)
{
    put_likely(s, true);
    for (size_t i = 0; i < harvest.count; i++)
        put_field(s, harvest.at[i].name, SPAN("other"));
}
static void two_tokens(struct shot *s)
{
    put_keys(s);
    put_likely(s, false);
    s->must_fail = (s->route->flags & HTTP_ROUTE_NO_TOKEN) == 0;
}
static void not_utf8(struct shot *s)
{
    put_all(s, SPAN("%ff%fe%c0%80"));
    s->must_fail = true;
}
static void raw_bytes(struct shot *s)
{
    put_all(s, SPAN("\xff\x80\x01"));
    s->must_fail = true;
}
static void nul_bytes(struct shot *s)
{
    put_all(s, SPAN("a%00b"));
    s->must_fail = true;
}
static void control_characters(struct shot *s)
{
    put_all(s, SPAN("a%1b%5b31m%08"));
    s->must_fail = true;
}
static void line_ends(struct shot *s)
{
    put_all(s, SPAN("a%0d%0aSet-Cookie:%20holdfast=x%0d%0a%0d%0a"));
}
static void markup(struct shot *s)
{
    put_all(s, SPAN("%22%3e%3cb%20id%3dstorm%3e%27%26amp%3b"));
}
static void words_for_numbers(struct shot *s)
{
    put_all(s, SPAN("banana"));
}
static void negative_numbers(struct shot *s)
{
    put_all(s, SPAN("-1"));
}
static void huge_numbers(struct shot *s)
{
    put_all(s, SPAN("99999999999999999999999"));
}
static void largest_numbers(struct shot *s)
{
    put_all(s, SPAN("9223372036854775807"));
}
static void smallest_numbers(struct shot *s)
{
    put_all(s, SPAN("-9223372036854775808"));
}
static void impossible_dates(struct shot *s)
{
    put_all(s, SPAN("2026-02-31"));
}
static void ids_of_others(struct shot *s)
{
    put_all(s, id_text(crowd.kim_id.id));
}
static void ids_of_sessions(struct shot *s)
{
    put_all(s, id_text(v.session.id));
}
static void ids_that_never_were(struct shot *s)
{
    put_all(s, id_text(new_id()));
}
static void very_long_ids(struct shot *s)
{
    put_all(s, repeated("abcdef01", 500));
}
static void wrong_type(struct shot *s)
{
    put_likely(s, false);
    s->type = "text/plain";
    s->must_fail = true;
}
static void json_body(struct shot *s)
{
    buf_lit(&s->body, "{\"token\":\"x\",\"value\":[[[[{}]]]],\"request\":1}");
    s->type = "application/json";
    s->must_fail = true;
}
static void json_as_form(struct shot *s)
{
    buf_lit(&s->body, "{\"token\":\"x\",\"value\":[[[[{}]]]],\"request\":1}");
    s->must_fail = (s->route->flags & HTTP_ROUTE_NO_TOKEN) == 0;
}
static void multipart(struct shot *s)
{
    buf_lit(&s->body, "--x\r\nContent-Disposition: form-data; name=\"value\"\r\n\r\nstop\r\n--x--");
    s->type = "multipart/form-data; boundary=x";
    s->must_fail = true;
}
static void cut_body(struct shot *s)
{
    put_likely(s, false);
    s->is_cut = true;
}
static void other_method(struct shot *s)
{
    static const char *const methods[] = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "STORM"};

    s->method = methods[s->nth % 6];
    put_likely(s, false);
    s->must_fail = true;
}
static void swapped_method(struct shot *s)
{
    s->method = s->route->method == HTTP_GET ? "POST" : "GET";
    if (s->route->method == HTTP_GET)
        put_likely(s, false);
}
static void missing_token(struct shot *s)
{
    s->token = "";
    put_likely(s, false);
    s->must_fail = (s->route->flags & HTTP_ROUTE_NO_TOKEN) == 0;
}
static void token_of_another(struct shot *s)
{
    static char token[WEB_TOKEN_TEXT];

    web_token(span_of(crowd.passes[s->who == BEN ? ANA : BEN]), token);
    s->token = token;
    put_likely(s, false);
    s->must_fail = (s->route->flags & HTTP_ROUTE_NO_TOKEN) == 0;
}
static void foreign_site(struct shot *s)
{
    static const char *const lines[] = {"Sec-Fetch-Site: cross-site\r\n",
                                        "Sec-Fetch-Site: same-site\r\n",
                                        "Origin: https://evil.example\r\n",
                                        "Origin: http://localhost.evil.example\r\n",
                                        "Origin: null\r\n",
                                        ""};

    s->site = lines[s->nth % 6];
    put_likely(s, false);
    s->must_fail = true;
}
static void request_without_shape(struct shot *s)
{
    memset(s->request, 'z', sizeof s->request);
    put_likely(s, false);
}
static void request_of_zero(struct shot *s)
{
    memset(s->request, '0', sizeof s->request);
    put_likely(s, false);
}
static void request_used_before(struct shot *s)
{
    static char last[HF_ID_TEXT];

    if (s->nth % 2 == 1)
        memcpy(s->request, last, sizeof last);
    memcpy(last, s->request, sizeof last);
    put_likely(s, false);
}
static void request_of_another(struct shot *s)
{
    id_write(v.session.id, s->request); /* the request that began Robin's session */
    put_likely(s, false);
}

/* On the address of a page. */
static void huge_query(struct shot *s)
{
    buf_lit(&s->path, "?q=");
    buf_put(&s->path, repeated("q", 1900));
}
static void query_without_end(struct shot *s)
{
    buf_lit(&s->path, "?q=");
    buf_put(&s->path, repeated("q", 4000));
    s->must_fail = true;
}
static void many_query_fields(struct shot *s)
{
    buf_lit(&s->path, "?a");
    buf_put(&s->path, repeated("&b", 900));
}
static void query_not_utf8(struct shot *s)
{
    buf_lit(&s->path, "?q=%ff&purpose=%00");
    s->must_fail = true;
}
static void query_of_everything(struct shot *s)
{
    buf_lit(&s->path, "?next=");
    buf_lit(&s->path, "%2f%2fevil.example&q=%22%3e%3cb%20id%3dstorm%3e");
    for (size_t i = 0; i < harvest.count && s->path.len < 1800; i += 1 + dice(8)) {
        buf_byte(&s->path, '&');
        buf_put(&s->path, span_of(harvest.at[i].name));
        buf_lit(&s->path, "=-7");
    }
}
static void body_on_a_page(struct shot *s)
{
    put_likely(s, false);
    s->must_fail = true;
}
static void plain_page(struct shot *s)
{
    (void)s; /* nothing but the address */
}

enum { ON_PAGES = 1, ON_FORMS = 2, ELSEWHERE = 4 };
static const struct attack {
    const char *name;
    attack_writer *write;
    unsigned flags;
} attacks[] = {
    {"asked plainly", plain_page, ON_PAGES},
    {"asked elsewhere", plain_page, ON_PAGES | ELSEWHERE},
    {"asked elsewhere again", plain_page, ON_PAGES | ELSEWHERE},
    {"asked elsewhere once more", plain_page, ON_PAGES | ELSEWHERE},
    {"a huge query", huge_query, ON_PAGES},
    {"a query without end", query_without_end, ON_PAGES},
    {"many query fields", many_query_fields, ON_PAGES},
    {"a query that is not UTF-8", query_not_utf8, ON_PAGES},
    {"a query of everything", query_of_everything, ON_PAGES},
    {"a body on a page", body_on_a_page, ON_PAGES},
    {"another method", other_method, ON_PAGES | ON_FORMS},
    {"the method of the other kind", swapped_method, ON_PAGES | ON_FORMS},
    {"likely values", likely, ON_FORMS},
    {"other likely values", likely, ON_FORMS},
    {"every likely value", likely_everything, ON_FORMS},
    {"likely values elsewhere", likely_elsewhere, ON_FORMS | ELSEWHERE},
    {"likely values elsewhere again", likely_elsewhere, ON_FORMS | ELSEWHERE},
    {"likely values elsewhere once more", likely_elsewhere, ON_FORMS | ELSEWHERE},
    {"huge values", huge_values, ON_FORMS},
    {"long values", long_values, ON_FORMS},
    {"a body that is too large", body_too_large, ON_FORMS},
    {"1,000 fields", thousand_fields, ON_FORMS},
    {"more fields than allowed", more_fields_than_allowed, ON_FORMS},
    {"missing fields", missing_fields, ON_FORMS},
    {"an empty body", empty_body, ON_FORMS},
    {"duplicate fields", duplicate_fields, ON_FORMS},
    {"two tokens", two_tokens, ON_FORMS},
    {"not UTF-8", not_utf8, ON_FORMS},
    {"raw bytes", raw_bytes, ON_FORMS},
    {"NUL", nul_bytes, ON_FORMS},
    {"control characters", control_characters, ON_FORMS},
    {"line ends", line_ends, ON_FORMS},
    {"markup", markup, ON_FORMS},
    {"words for numbers", words_for_numbers, ON_FORMS},
    {"negative numbers", negative_numbers, ON_FORMS},
    {"huge numbers", huge_numbers, ON_FORMS},
    {"the largest number", largest_numbers, ON_FORMS},
    {"the smallest number", smallest_numbers, ON_FORMS},
    {"dates that are none", impossible_dates, ON_FORMS},
    {"ids of other clients", ids_of_others, ON_FORMS},
    {"ids of sessions", ids_of_sessions, ON_FORMS},
    {"ids that never were", ids_that_never_were, ON_FORMS},
    {"very long ids", very_long_ids, ON_FORMS},
    {"a wrong content type", wrong_type, ON_FORMS},
    {"JSON", json_body, ON_FORMS},
    {"JSON that says it is a form", json_as_form, ON_FORMS},
    {"multipart", multipart, ON_FORMS},
    {"a cut body", cut_body, ON_FORMS},
    {"no token", missing_token, ON_FORMS},
    {"the token of another", token_of_another, ON_FORMS},
    {"another site", foreign_site, ON_FORMS},
    {"another site in other words", foreign_site, ON_FORMS},
    {"a request id without shape", request_without_shape, ON_FORMS},
    {"a request id of zero", request_of_zero, ON_FORMS},
    {"a request id used before", request_used_before, ON_FORMS},
    {"the request id of another act", request_of_another, ON_FORMS},
};
enum { ATTACKS = sizeof attacks / sizeof *attacks };

#endif
