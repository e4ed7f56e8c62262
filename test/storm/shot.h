/* test/storm/shot.h - one hostile request: what pages themselves ask for, found on them, and where
 * it may be sent.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_STORM_SHOT_H
#define HF_TEST_STORM_SHOT_H

#include "crowd.h"
#include "raw.h"

#include "base/buf.h"

enum {
    SHOT = 1 << 20,
    FIELDS_MOST = 600,
    HUGE_VALUE = 60 << 10,
    BODY_LIMIT_FIELDS = 1000,
};

static struct arena shots; /* wiped for every request */

/* --- what the pages themselves say may be sent ------------------------------------------------ */

static struct harvest {
    struct known {
        char name[64], value[128];
    } at[FIELDS_MOST];
    size_t count;
} harvest;

static struct span attribute(struct span tag, const char *name)
{
    char want[32];
    int len = snprintf(want, sizeof want, " %s=\"", name);
    size_t at = raw_find(tag, want);
    struct span rest = span_skip(tag, at == tag.len ? at : at + (size_t)len);

    return span_cut(&rest, '"');
}

/* A word that belongs to one record is sent nowhere else: sown as the name of somebody of the
 * practice it would stand on every page by right, and be found there as if it had leaked. */
static struct span without_canary(struct span value)
{
    for (size_t i = 0; i < CANARIES; i++)
        if (raw_has(value, canaries[i].word))
            return SPAN("");
    return value;
}

static void remember(struct span name, struct span found)
{
    struct known *k = &harvest.at[harvest.count];
    struct span value = without_canary(found);

    if (name.len == 0 || name.len >= sizeof k->name || value.len >= sizeof k->value ||
        span_is(name, "token") || span_is(name, "request") || harvest.count == FIELDS_MOST)
        return;
    for (size_t i = 0; i < harvest.count; i++)
        if (span_is(name, harvest.at[i].name) && span_is(value, harvest.at[i].value))
            return;
    memcpy(k->name, name.at, name.len);
    if (value.len > 0)
        memcpy(k->value, value.at, value.len);
    harvest.count++;
}

static void harvest_page(struct span page)
{
    while (page.len > 0) {
        (void)span_cut(&page, '<');
        struct span tag = span_cut(&page, '>');

        remember(attribute(tag, "name"), attribute(tag, "value"));
    }
}

/* --- dice: the same each time ------------------------------------------------------------------
 */

static uint64_t dice_state = 1;

static uint32_t dice(uint32_t below)
{
    dice_state = dice_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice_state >> 33) % below;
}

/* --- one request -------------------------------------------------------------------------------
 */

struct shot {
    const struct http_route *route;
    enum who who;
    unsigned nth;                     /* of this attack at this row */
    const char *method, *type, *site; /* site NULL: no such line */
    const char *token;                /* NULL: theirs; "": none */
    char request[HF_ID_TEXT];
    struct buf path, body;
    bool is_cut;    /* less comes than was announced */
    bool must_fail; /* 4xx, or nobody listens */
};

static void put_field(struct shot *s, const char *name, struct span value)
{
    if (s->body.len > 0)
        buf_byte(&s->body, '&');
    buf_put(&s->body, span_of(name));
    buf_byte(&s->body, '=');
    buf_put(&s->body, value);
}

static void put_keys(struct shot *s)
{
    char token[WEB_TOKEN_TEXT];

    web_token(span_of(crowd.passes[s->who]), token);
    if (s->token == NULL || s->token[0] != '\0')
        put_field(s, "token", span_of(s->token == NULL ? token : s->token));
    put_field(s, "request", span_at(s->request, sizeof s->request));
}

static void put_encoded(struct buf *out, struct span value)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];

        buf_byte(out, '%');
        buf_byte(out, hex[c >> 4]);
        buf_byte(out, hex[c & 15]);
    }
}

/* Some of the fields that pages have, all with this value (already encoded). */
static void put_all(struct shot *s, struct span value)
{
    size_t step = harvest.count > 60 ? harvest.count / 60 : 1;

    put_keys(s);
    for (size_t i = dice((uint32_t)step + 1); i < harvest.count; i += step)
        put_field(s, harvest.at[i].name, value);
}

static void put_likely(struct shot *s, bool every)
{
    put_keys(s);
    for (size_t i = 0; i < harvest.count; i++)
        if (every || dice(3) == 0) {
            put_field(s, harvest.at[i].name, SPAN(""));
            put_encoded(&s->body, span_of(harvest.at[i].value));
        }
}

static struct span id_text(struct id128 id)
{
    char text[HF_ID_TEXT];

    id_write(id, text);
    return arena_copy(&shots, span_at(text, sizeof text));
}

static struct span repeated(const char *piece, size_t times)
{
    struct buf out;

    buf_init(&out, &shots, SHOT);
    for (size_t i = 0; i < times; i++)
        buf_put(&out, span_of(piece));
    return buf_view(&out);
}

/* --- addresses ---------------------------------------------------------------------------------
 */

static struct span right_id(struct span param)
{
    if (span_is(param, "client"))
        return id_text(h.client.id);
    if (span_is(param, "session"))
        return id_text(v.session.id);
    if (span_is(param, "plan"))
        return id_text(v.plan);
    return span_is(param, "step") || span_is(param, "part") ? SPAN("1") : id_text(new_id());
}

static struct span wrong_id(unsigned nth)
{
    switch (nth % 12) {
    case 0:
        return id_text(crowd.kim_id.id);
    case 1:
        return id_text(crowd.foreign_client);
    case 2:
        return id_text(new_id());
    case 3:
        return id_text((struct id128){{0}});
    case 4:
        return repeated("a", 128);
    case 5:
        return repeated("7", 129);
    case 6:
        return SPAN("%00");
    case 7:
        return SPAN("%ff%fe");
    case 8:
        return SPAN("..%2f..%2fetc%2fpasswd");
    case 9:
        return SPAN("-1");
    case 10:
        return SPAN("99999999999999999999");
    default:
        return id_text(v.session.id);
    }
}

static void write_path(struct shot *s, bool wrong)
{
    struct span rest = s->route->pattern;

    while (rest.len > 0) {
        bool has_param = memchr(rest.at, '{', rest.len) != NULL;

        buf_put(&s->path, span_cut(&rest, '{'));
        if (!has_param)
            return;
        struct span param = span_cut(&rest, '}');

        buf_put(&s->path, wrong && dice(3) != 0 ? wrong_id(s->nth + dice(12)) : right_id(param));
    }
}

#endif
