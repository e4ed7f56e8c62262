/* usecase/copy_page.c - index.html of a copy: everything in words, in one page that stands alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "carried/carried.h"
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_copy.h"
#include "core/visit/told.h"

enum { TEXT_MOST = 1 << 20 };

static const struct group_row {
    enum message_id title;
} group_rows[COPY_GROUPS] = {
    [COPY_WHO] = {MSG_copy_group_who},           [COPY_HEALTH] = {MSG_copy_group_health},
    [COPY_CONSENT] = {MSG_copy_consents},        [COPY_PLANS] = {MSG_copy_group_plans},
    [COPY_SESSIONS] = {MSG_copy_group_sessions}, [COPY_AFTER] = {MSG_copy_group_after},
    [COPY_MEASURES] = {MSG_copy_group_measures}, [COPY_CARE] = {MSG_copy_group_care},
    [COPY_ASKED] = {MSG_copy_group_asked},       [COPY_PRACTICE] = {MSG_copy_group_practice},
    [COPY_KEYS] = {MSG_copy_group_keys},
};

/* Nothing is loaded from anywhere: the style stands in the page, and the policy forbids the rest.
 */
static void put_head(const struct copy *copy, struct html *w)
{
    const struct carried *style = carried_find(SPAN("pages/assets/holdfast.css"));

    html_lit(w, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'\"><title>");
    html_text(w, copy->name);
    html_lit(w, "</title><style>");
    if (style != NULL)
        html_safe_put(w, (struct html_safe){style->bytes});
    html_lit(w, "</style></head><body><main id=\"main\"><div class=\"narrow\">\n");
}

static void put_about(const struct copy *copy, struct arena *scratch, struct html *w)
{
    const struct practice_founded_content *founded = copy->file.practice.founded;
    const struct copy_view view = {
        .practice = founded == NULL ? SPAN("") : founded->name,
        .name = copy->name,
        .when = copy_time(copy->now_s * 1000000, scratch),
        .is_whole = copy->is_whole,
        .entries = (int64_t)copy->n,
        .erased = (int64_t)copy->erased,
        .sealed = (int64_t)copy->sealed,
        .upto = (int64_t)copy->upto,
        .has_forms = copy->n_forms > 0,
        .has_consents = copy->n_consents > 0,
        .has_receipts = copy->n_receipts > 0,
    };

    put_head(copy, w);
    page_copy(w, &view);
}

/* Questions and answers where there are some, else every field. */
static struct span text_of(const struct copy *copy, const struct copy_line *line,
                           struct arena *scratch)
{
    struct span text = SPAN("");
    struct fault why;
    struct buf out;

    if (line->content == NULL)
        return text;
    buf_init(&out, scratch, TEXT_MOST);
    if (copy_is_form(line))
        copy_answers_text(copy_response(copy, line, scratch), scratch, &out);
    if (buf_view(&out).len > 0)
        return buf_view(&out);
    fault_clear(&why);
    return content_text(line->entry.action, line->content, scratch, &text, &why) == HF_OK
               ? text
               : SPAN("");
}

static void put_line(const struct copy *copy, const struct copy_line *line, struct arena *scratch,
                     struct html *w)
{
    const struct action *action = action_find(line->entry.action);
    const struct copy_entry_view view = {
        .when = copy_time(line->entry.utc_us, scratch),
        .who = client_file_who(&copy->file, line->entry.actor),
        .what = span_of(action == NULL ? "" : action->meaning),
        .text = text_of(copy, line, scratch),
        .seq = (int64_t)line->entry.seq,
        .is_erased = line->is_erased,
        .is_sealed = line->content == NULL && !line->is_erased && line->told != NULL &&
                     !action_is_statement(line->entry.action),
    };

    page_copy_entry(w, &view);
}

size_t copy_page_pieces(const struct copy *copy)
{
    return copy->n + 2;
}

void copy_put_page(const void *of, size_t n, struct arena *scratch, struct buf *out)
{
    const struct copy *copy = of;
    struct html w;

    html_init(&w, out, MESSAGE_EN);
    if (n == 0) {
        put_about(copy, scratch, &w);
        return;
    }
    if (n > copy->n) {
        html_lit(&w, "</div></main></body></html>\n");
        return;
    }
    const struct copy_line *line = &copy->lines[copy->by_group[n - 1]];

    if (n == 1 || copy->lines[copy->by_group[n - 2]].group != line->group) {
        struct copy_heading_view view = {message_words(group_rows[line->group].title, MESSAGE_EN)};

        page_copy_heading(&w, &view);
    }
    put_line(copy, line, scratch, &w);
}
