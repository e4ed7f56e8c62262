/* core/model/content_text.c - contents as plain text for people, and which way they point.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"

#include "base/buf.h"
#include "base/date.h"

#include <string.h>

enum { TEXT_MOST = 4 * CONTENT_MOST, INDENT = 2, MICROSECONDS = 1000000 };

struct any_list {
    const char *at;
    size_t count;
};

/* --- one value ------------------------------------------------------------------------------- */

static void put_two(struct buf *out, int n)
{
    buf_byte(out, (char)('0' + n / 10 % 10));
    buf_byte(out, (char)('0' + n % 10));
}

static bool is_in_calendar(int64_t utc_s)
{
    const int64_t first = date_to_days((struct date){1, 1, 1}) * HF_SECONDS_PER_DAY;
    const int64_t end = date_to_days((struct date){9999, 12, 31}) * HF_SECONDS_PER_DAY;

    return utc_s >= first && utc_s < end;
}

/* "2026-11-23 14:02 UTC"; a time that no calendar has is shown as its number. */
static void put_time(struct buf *out, int64_t utc_s)
{
    char day[10];

    if (!is_in_calendar(utc_s)) {
        buf_int(out, utc_s);
        return;
    }
    struct time_of_day t = time_of(utc_s);

    date_write(date_of(utc_s), day);
    buf_put(out, span_at(day, sizeof day));
    buf_byte(out, ' ');
    put_two(out, t.hour);
    buf_byte(out, ':');
    put_two(out, t.minute);
    buf_lit(out, " UTC");
}

static void put_hex(struct buf *out, struct span s)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < s.len; i++) {
        buf_byte(out, digits[(unsigned char)s.at[i] >> 4]);
        buf_byte(out, digits[(unsigned char)s.at[i] & 15]);
    }
}

static void put_id(struct buf *out, const char *at)
{
    struct id128 id;
    char text[HF_ID_TEXT];

    memcpy(&id, at, sizeof id);
    id_write(id, text);
    buf_put(out, span_at(text, sizeof text));
}

static void put_texts(struct buf *out, const char *at)
{
    struct words list;

    memcpy(&list, at, sizeof list);
    for (size_t i = 0; i < list.count; i++) {
        if (i > 0)
            buf_lit(out, ", ");
        buf_put(out, list.at[i]);
    }
}

static struct span get_span(const char *at)
{
    struct span s;

    memcpy(&s, at, sizeof s);
    return s;
}

static int64_t get_number(const struct content_field *f, const char *at)
{
    int64_t wide;
    uint32_t narrow;

    if (f->kind == CONTENT_U8 || f->kind == CONTENT_WORD)
        return *(const uint8_t *)at;
    if (f->kind == CONTENT_U32) {
        memcpy(&narrow, at, sizeof narrow);
        return narrow;
    }
    memcpy(&wide, at, sizeof wide);
    return wide;
}

static bool ends_in(const char *name, const char *tail)
{
    size_t n = strlen(name), t = strlen(tail);

    return n >= t && memcmp(name + n - t, tail, t) == 0;
}

static void put_value(struct buf *out, const struct content_field *f, const char *at)
{
    struct moment m;

    if (f->kind == CONTENT_WORD) {
        buf_put(out, span_of(f->words[*(const uint8_t *)at]));
    } else if (f->kind == CONTENT_BOOL) {
        buf_lit(out, "yes");
    } else if (f->kind == CONTENT_ID) {
        put_id(out, at);
    } else if (f->kind == CONTENT_MOMENT) {
        memcpy(&m, at, sizeof m);
        put_time(out, m.utc_s);
    } else if (f->kind == CONTENT_TEXT) {
        buf_put(out, get_span(at));
    } else if (f->kind == CONTENT_BYTES) {
        put_hex(out, get_span(at));
    } else if (f->kind == CONTENT_TEXTS) {
        put_texts(out, at);
    } else if (ends_in(f->name, "_us")) {
        put_time(out, get_number(f, at) / MICROSECONDS);
    } else {
        buf_int(out, get_number(f, at));
    }
}

/* A number, a word or a flag of 0 is "not said", but for the scales that begin at 0. */
static bool is_said(const struct content_field *f, const char *at)
{
    struct id128 id;
    struct moment m;

    if (f->kind == CONTENT_RECORD)
        return true;
    if (f->kind == CONTENT_ID)
        return memcpy(&id, at, sizeof id), !id_is_zero(id);
    if (f->kind == CONTENT_MOMENT)
        return memcpy(&m, at, sizeof m), m.known;
    if (f->kind == CONTENT_TEXT || f->kind == CONTENT_BYTES)
        return get_span(at).len > 0;
    if (f->kind == CONTENT_TEXTS || f->kind == CONTENT_LIST) {
        struct any_list list;

        return memcpy(&list, at, sizeof list), list.count > 0;
    }
    if (f->kind == CONTENT_BOOL)
        return *(const bool *)at;
    return get_number(f, at) != 0 || (f->kind == CONTENT_U8 && f->limit == 10);
}

/* --- lines ----------------------------------------------------------------------------------- */

static void put_fields(struct buf *out, const struct content_layout *layout, const char *base,
                       int indent);

static void put_indent(struct buf *out, int indent)
{
    for (int i = 0; i < indent; i++)
        buf_byte(out, ' ');
}

static void put_name(struct buf *out, const char *name, int indent)
{
    put_indent(out, indent);
    for (; *name != '\0'; name++)
        buf_byte(out, *name == '_' ? ' ' : *name);
    buf_byte(out, ':');
}

static void put_rows(struct buf *out, const struct content_field *f, const char *at, int indent)
{
    struct any_list list;

    memcpy(&list, at, sizeof list);
    for (size_t i = 0; i < list.count; i++) {
        put_indent(out, indent);
        buf_int(out, (int64_t)i + 1);
        buf_lit(out, ".\n");
        put_fields(out, f->row, list.at + i * f->row->size, indent + INDENT);
    }
}

/* Tells only whether the field after it counts. */
static bool is_presence(const struct content_field *f)
{
    return f->kind == CONTENT_BOOL && span_starts(span_of(f->name), SPAN("has_"));
}

static void put_field(struct buf *out, const struct content_field *f, const char *at, int indent)
{
    if (!is_said(f, at))
        return;
    put_name(out, f->name, indent);
    if (f->kind == CONTENT_RECORD) {
        buf_byte(out, '\n');
        put_fields(out, f->row, at, indent + INDENT);
    } else if (f->kind == CONTENT_LIST) {
        buf_byte(out, '\n');
        put_rows(out, f, at, indent + INDENT);
    } else {
        buf_byte(out, ' ');
        put_value(out, f, at);
        buf_byte(out, '\n');
    }
}

/* "max_pressure" is said only when "has_max_pressure" stands before it and is so. */
static bool is_held_back(const struct content_layout *layout, size_t i, const char *base)
{
    const struct content_field *flag = i > 0 ? &layout->fields[i - 1] : NULL;

    return flag != NULL && flag->kind == CONTENT_BOOL && is_presence(flag) &&
           span_is(span_of(flag->name + 4), layout->fields[i].name) &&
           !*(const bool *)(base + flag->offset);
}

static void put_fields(struct buf *out, const struct content_layout *layout, const char *base,
                       int indent)
{
    for (size_t i = 0; i < layout->count; i++)
        if (!is_presence(&layout->fields[i]) && !is_held_back(layout, i, base))
            put_field(out, &layout->fields[i], base + layout->fields[i].offset, indent);
}

enum status content_text(uint16_t action, const void *content, struct arena *arena,
                         struct span *ret, struct fault *why)
{
    const struct content_layout *layout = content_layout_of(action);
    struct buf out;

    if (layout == NULL)
        return fault_set(why, HF_INVALID, "no such action: %d", action);
    buf_init(&out, arena, TEXT_MOST);
    put_fields(&out, layout, content, 0);
    return buf_done(&out, ret, why);
}

/* --- which way it points --------------------------------------------------------------------- */

static enum direction raises_if(bool raises)
{
    return raises ? DIRECTION_RAISES : DIRECTION_NARROWS;
}

static enum direction identity_direction(const struct identity_set_content *c)
{
    if (c->age_evidence == AGE_DOCUMENT_SEEN)
        return DIRECTION_RAISES;
    return c->age_evidence == AGE_IN_DOUBT ? DIRECTION_NARROWS : DIRECTION_NEUTRAL;
}

enum direction content_direction(uint16_t action, const void *content)
{
    const struct action *row = action_find(action);

    if (row != NULL && row->direction != DIRECTION_BY_CONTENT)
        return (enum direction)row->direction;
    if (row == NULL || content == NULL)
        return DIRECTION_RAISES;
    if (action == ACTION_SIGNAL)
        return raises_if(((const struct signal_content *)content)->value == SAID_GREEN);
    if (action == ACTION_CAPACITY)
        return raises_if(((const struct capacity_content *)content)->value == JUDGED_OK);
    if (action == ACTION_ATTEST)
        return raises_if(((const struct attest_content *)content)->state == STATE_ON);
    if (action == ACTION_FINDING_SET)
        return raises_if(((const struct finding_set_content *)content)->state == STATE_OFF);
    if (action == ACTION_WAIT_WAIVED)
        return raises_if(((const struct wait_waived_content *)content)->state == STATE_ON);
    if (action == ACTION_HOUSE_RULE_SET)
        return raises_if(((const struct house_rule_set_content *)content)->state == STATE_OFF);
    if (action == ACTION_RULE_TIGHTENED)
        return raises_if(((const struct rule_tightened_content *)content)->state == STATE_OFF);
    if (action == ACTION_IDENTITY_SET)
        return identity_direction(content);
    return DIRECTION_RAISES; /* policies and packs: nobody can tell from the words alone */
}
