/* door/web/qr.c - see qr.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/qr.h"

#include "base/buf.h"

#include <qrencode.h>

enum { MARKUP_MOST = 256 << 10, QUIET = 4 /* modules around it that stay light */ };

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && (code->data[y * code->width + x] & 1) != 0;
}

/* "M{x} {y}h{len}v1h-{len}z": a bar one module high. */
static void put_bar(struct buf *out, int x, int y, int len)
{
    buf_byte(out, 'M');
    buf_int(out, x);
    buf_byte(out, ' ');
    buf_int(out, y);
    buf_byte(out, 'h');
    buf_int(out, len);
    buf_lit(out, "v1h-");
    buf_int(out, len);
    buf_byte(out, 'z');
}

/* Neighbours of a row are drawn as one: a picture of single squares shows hair lines between. */
static void put_row(struct buf *out, const QRcode *code, int y)
{
    for (int x = 0; x < code->width; x++) {
        int from = x;

        while (is_dark(code, x, y))
            x++;
        if (x > from)
            put_bar(out, from, y, x - from);
    }
}

static void put_picture(struct buf *out, const QRcode *code)
{
    int size = code->width + 2 * QUIET;

    buf_lit(out, "<svg class=\"qr\" viewBox=\"-4 -4 "); /* KEEP IN ORDER: QUIET */
    buf_int(out, size);
    buf_byte(out, ' ');
    buf_int(out, size);
    buf_lit(out, "\" aria-hidden=\"true\"><path d=\"");
    for (int y = 0; y < code->width; y++)
        put_row(out, code, y);
    buf_lit(out, "\"></path></svg>");
}

struct html_safe qr_markup(struct arena *arena, struct span text)
{
    struct html_safe none = {SPAN("")};
    struct buf out;

    if (text.len == 0 || text.len > QR_TEXT_MOST)
        return none;
    QRcode *code =
        QRcode_encodeData((int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_L);

    if (code == NULL)
        return none;
    buf_init(&out, arena, MARKUP_MOST);
    put_picture(&out, code);
    QRcode_free(code);
    return out.failed ? none : (struct html_safe){buf_view(&out)};
}
