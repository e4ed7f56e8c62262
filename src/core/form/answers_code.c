/* core/form/answers_code.c - answers as bytes for sealing, and back.
 *
 *     bytes   1 (version), text8 form id, text8 form version, u16 count,
 *             then per answer: text8 linkId, u8 kind, value
 *     value   string, text, choice: text16; boolean: u8; integer: i64; date: i64 days since 1970
 *     textN   length in N bits, then the bytes; every number little-endian
 *
 * KEEP IN ORDER: the number of a kind is its place in enum form_kind and never changes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/answers.h"

#include <string.h>

enum { CODE_VERSION = 1, FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* years 1 to 9999 */

/* --- writing --------------------------------------------------------------------------------- */

static void put_number(struct buf *out, uint64_t n, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        buf_byte(out, (char)(n >> 8 * i & 255));
}

static void put_text(struct buf *out, struct span text, unsigned length_bytes)
{
    put_number(out, text.len, length_bytes);
    buf_put(out, text);
}

static void put_value(struct buf *out, enum form_kind kind, const struct form_answer *answer)
{
    if (kind == FORM_BOOLEAN)
        put_number(out, answer->yes, 1);
    else if (kind == FORM_INTEGER)
        put_number(out, (uint64_t)answer->number, 8);
    else if (kind == FORM_DATE)
        put_number(out, (uint64_t)date_to_days(answer->date), 8);
    else
        put_text(out, answer->text, 2);
}

static uint64_t count_given(const struct form_answers *answers)
{
    uint64_t n = 0;

    for (uint32_t i = 0; i < answers->form->n_items; i++)
        n += answers->of[i].given;
    return n;
}

enum status form_answers_encode(const struct form_answers *answers, struct arena *arena,
                                struct span *ret, struct fault *why)
{
    const struct form *form = answers->form;
    struct buf out;

    buf_init(&out, arena, FORM_MAX_ENCODED);
    put_number(&out, CODE_VERSION, 1);
    put_text(&out, form->id, 1);
    put_text(&out, form->version, 1);
    put_number(&out, count_given(answers), 2);
    for (uint32_t i = 0; i < form->n_items; i++)
        if (answers->of[i].given) {
            put_text(&out, form->items[i].link_id, 1);
            put_number(&out, form->items[i].kind, 1);
            put_value(&out, form->items[i].kind, &answers->of[i]);
        }
    return buf_done(&out, ret, why);
}

/* --- reading --------------------------------------------------------------------------------- */

struct reading {
    struct span rest;
    bool cut; /* the bytes ended too early; sticky */
};

static struct span take_bytes(struct reading *r, size_t len)
{
    struct span taken = span_head(r->rest, len);

    r->cut = r->cut || taken.len < len;
    r->rest = span_skip(r->rest, len);
    return taken;
}

static uint64_t take_number(struct reading *r, unsigned bytes)
{
    struct span taken = take_bytes(r, bytes);
    uint64_t n = 0;

    for (unsigned i = 0; i < taken.len; i++)
        n |= (uint64_t)(unsigned char)taken.at[i] << 8 * i;
    return r->cut ? 0 : n;
}

static struct span take_text(struct reading *r, unsigned length_bytes)
{
    return take_bytes(r, take_number(r, length_bytes));
}

/* As text, so that form_answer_read judges it like one from a page. */
static struct span take_shown(struct reading *r, uint64_t kind, struct arena *arena)
{
    struct buf out;
    char date[10];

    if (kind == FORM_BOOLEAN)
        return take_number(r, 1) == 1 ? SPAN("true") : SPAN("false");
    if (kind == FORM_STRING || kind == FORM_TEXT || kind == FORM_CHOICE)
        return take_text(r, 2);
    int64_t n = (int64_t)take_number(r, 8);
    buf_init(&out, arena, 24);
    if (kind == FORM_INTEGER)
        buf_int(&out, n);
    if (kind == FORM_DATE && n >= FIRST_DAY && n <= LAST_DAY) {
        date_write(date_from_days(n), date);
        buf_put(&out, span_at(date, sizeof date));
    }
    return buf_view(&out);
}

static enum status take_answer(struct reading *r, struct form_answers *answers, struct arena *arena,
                               uint32_t *dropped, struct fault *why)
{
    struct span link_id = take_text(r, 1);
    uint64_t kind = take_number(r, 1);

    if (!r->cut && (kind < FORM_STRING || kind > FORM_DATE))
        return fault_set(why, HF_INVALID, "answers: a kind that is not known");
    struct span shown = take_shown(r, kind, arena);
    uint32_t at = form_find(answers->form, link_id);
    if (r->cut || at == FORM_NONE || answers->form->items[at].kind != kind) {
        *dropped += !r->cut;
        return HF_OK;
    }
    struct fault misfit = {0};
    enum status st = form_answer_read(answers, link_id, shown, arena, &misfit);
    *dropped += st != HF_OK || !answers->of[at].given;
    return st == HF_FAILED ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}

static enum status take_head(struct reading *r, const struct form *form, struct fault *why)
{
    uint64_t version = take_number(r, 1);
    struct span id = take_text(r, 1);

    (void)take_text(r, 1); /* the form's version: kept for people, not needed to read */
    if (r->cut || version != CODE_VERSION)
        return fault_set(why, HF_INVALID, "answers: cut short, or of a version not known");
    if (!span_equal(id, form->id))
        return fault_set(why, HF_CONFLICT, "answers: they belong to another form");
    return HF_OK;
}

static enum status take_all(struct reading *r, struct form_answers *answers, struct arena *arena,
                            uint32_t *dropped, struct fault *why)
{
    uint64_t count = take_number(r, 2);
    enum status st = HF_OK;

    for (uint64_t i = 0; i < count && st == HF_OK && !r->cut; i++)
        st = take_answer(r, answers, arena, dropped, why);
    if (st != HF_OK)
        return st;
    if (r->cut || r->rest.len > 0)
        return fault_set(why, HF_INVALID, "answers: cut short, or bytes after the end");
    return HF_OK;
}

enum status form_answers_decode(struct span bytes, const struct form *form, struct arena *arena,
                                struct form_answers **ret, uint32_t *ret_dropped, struct fault *why)
{
    struct reading r = {.rest = bytes};
    struct form_answers *answers = form_answers_new(arena, form);
    uint32_t dropped = 0;

    if (bytes.len > FORM_MAX_ENCODED)
        return fault_set(why, HF_INVALID, "answers: too many bytes");
    if (answers == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = take_head(&r, form, why);
    if (st == HF_OK)
        st = take_all(&r, answers, arena, &dropped, why);
    if (st != HF_OK)
        return st;
    *ret = answers;
    *ret_dropped = dropped;
    return HF_OK;
}
