/* core/format/html.h - the only way to write HTML: every value is escaped for the place it stands
 * in.
 *
 * There is no third way beside a literal and a value: a span can't be written raw, and what may be
 * (`struct html_safe`) is made only by our own writers of markup. Sticky through the buf.
 * Text that is not well-formed UTF-8, and control characters, come out as U+FFFD.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORMAT_HTML_H
#define HF_CORE_FORMAT_HTML_H

#include "base/buf.h"

struct html {
    struct buf *out;
    int lang; /* enum message_lang: the language of the words on this page */
};

/* Markup that was escaped by whoever made it: a template or a writer of SVG, nobody else. */
struct html_safe {
    struct span markup;
};

void html_init(struct html *w, struct buf *out, int lang);

/* Takes a string literal only. */
#define html_lit(w, literal) buf_put((w)->out, SPAN(literal))

void html_text(struct html *w, struct span text);  /* between tags: & < > " ' */
void html_attr(struct html *w, struct span value); /* inside double quotes: the same, and ` */
void html_safe_put(struct html *w, struct html_safe safe);

/* A whole address inside double quotes. Only a path of this site ("/x", never "//x" or "/\x"),
 * "#x", "?x", and https:, mailto: and tel: are let through; anything else becomes "#". */
void html_url(struct html *w, struct span url);

/* One part of an address that a template began: everything but letters, digits and -._~ is
 * written as %XX, so it can't leave its segment. */
void html_url_part(struct html *w, struct span part);

/* Numbers and truth as text: decimal; "true" or "false". */
void html_int(struct html *w, int64_t n);
void html_bool(struct html *w, bool value);

/* What compiled templates call: the type of the value chooses. Any other type does not compile. */
#define html_put_text(w, x)                                                                        \
    _Generic((x), struct span : html_text, int64_t : html_int, int : html_int_small)((w), (x))
#define html_put_attr(w, x)                                                                        \
    _Generic((x), struct span                                                                      \
             : html_attr, int64_t                                                                  \
             : html_int, int                                                                       \
             : html_int_small, bool                                                                \
             : html_bool)((w), (x))
#define html_put_url_part(w, x)                                                                    \
    _Generic((x), struct span : html_url_part, int64_t : html_int, int : html_int_small)((w), (x))

void html_int_small(struct html *w, int n);

/* The n-th word, from nought, of words parted by one blank; empty beyond the last. */
struct span html_nth_word(int64_t n, struct span words);

#endif
