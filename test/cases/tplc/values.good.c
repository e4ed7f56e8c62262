/* Made by tools/tplc; not to be edited. */
#include "core/render/pages.h"

void part_row(struct html *w, const struct row_view *v, struct span key, int64_t n, enum message_id title)
{
    (void)v;
    (void)key;
    (void)n;
    (void)title;
    html_lit(w, "<li id=\042");
    html_put_attr(w, key);
    html_lit(w, "\042 data-n=\042");
    html_put_attr(w, n);
    html_lit(w, "\042>");
    html_message(w, title, NULL, 0);
    html_lit(w, " ");
    html_put_text(w, v->name);
    if ((title != MSG_NONE)) {
    html_lit(w, ", ");
    html_put_text(w, n);
    }
    html_lit(w, "</li>\012");
}

void layout_frame_open(struct html *w, const struct page_view *v, enum message_id title)
{
    (void)v;
    (void)title;
    html_lit(w, "<main><h1>");
    html_message(w, title, NULL, 0);
    html_lit(w, "</h1>");
}

void layout_frame_close(struct html *w, const struct page_view *v, enum message_id title)
{
    (void)v;
    (void)title;
    html_lit(w, "</main>\012");
}

void page_list(struct html *w, const struct list_view *v)
{
    (void)v;
    layout_frame_open(w, &v->page, MSG_plain);
    html_lit(w, "<ul>");
    for (size_t i_r = 0; i_r < v->n_rows; i_r++) {
        __auto_type r = &v->rows[i_r];
    part_row(w, r, SPAN("k.1"), r->count + 1, MSG_plain);
    }
    html_lit(w, "</ul>\012");
    if (v->on && !(v->count < 3) || span_is(v->word, "yes")) {
    html_lit(w, "<a href=\042");
    html_url(w, v->url);
    html_lit(w, "\042>");
    html_message(w, MSG_hello, (const struct message_arg[]){message_arg("name", v->name), }, 1);
    html_lit(w, "</a>");
    } else if (v->kind == KIND_B) {
    html_lit(w, "<a href=\042/x/");
    html_put_url_part(w, v->id);
    html_lit(w, "\077a=");
    html_put_url_part(w, v->n);
    html_lit(w, "\042>");
    html_put_text(w, v->name);
    html_lit(w, "</a>");
    } else {
    html_safe_put(w, v->svg);
    }
    html_lit(w, "\012<input type=\042checkbox\042 name=\042on\042 value=\042");
    html_put_attr(w, v->id);
    html_lit(w, "\042");
    if (v->on)
        html_lit(w, " checked");
    html_lit(w, "> <b>");
    html_put_text(w, html_nth_word((int64_t)v->kind, SPAN("one two")));
    html_lit(w, "</b>\012");
    layout_frame_close(w, &v->page, MSG_plain);
}
