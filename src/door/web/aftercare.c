/* door/web/aftercare.c - see aftercare.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/aftercare.h"

#include "core/measure/slot.h"
#include "core/render/message.h"
#include "knowledge/knowledge.h"
#include "usecase/aftercare.h"

enum { PATH_MOST = 100 };

/* As the client reads it: "The days after". */
static struct span title_of(const struct door *door, struct span measure)
{
    const struct measure_match *ours = knowledge_asked(door->practice.knowledge, measure);

    return ours == NULL ? measure : ours->form->title;
}

static struct span line_of(const struct http_request *request, const struct door *door,
                           const struct aftercare *after)
{
    int64_t now_s = practice_now_s(&door->practice);
    bool answered = after->answered_s > 0;
    const struct message_arg args[] = {
        message_arg("what", title_of(door, after->measure)),
        message_arg("when", web_date(request->arena, answered ? after->answered_s : after->due_s))};
    enum message_id id = MSG_aftercare_missed;

    if (answered)
        id = MSG_aftercare_answered;
    else if (now_s < after->due_s)
        id = MSG_aftercare_from;
    else if (aftercare_waits(after, now_s))
        id = MSG_aftercare_waits;
    return message_fill(request->arena, id, MESSAGE_EN, args, 2);
}

const struct words_view *aftercare_lines(const struct http_request *request,
                                         const struct door *door, const struct client_file *file,
                                         size_t *ret_count)
{
    struct words_view *at = arena_array(request->arena, struct words_view, AFTERCARE_COUNT);
    struct aftercare after[AFTERCARE_COUNT];

    *ret_count = 0;
    if (at == NULL || !aftercare_of(file, after))
        return at;
    for (size_t i = 0; i < AFTERCARE_COUNT; i++)
        at[(*ret_count)++].text = line_of(request, door, &after[i]);
    return at;
}

static struct span path_of(struct arena *arena, const char *before, struct span id,
                           const char *after)
{
    struct buf out;

    buf_init(&out, arena, PATH_MOST);
    buf_put(&out, span_of(before));
    buf_put(&out, id);
    buf_put(&out, span_of(after));
    return buf_view(&out);
}

size_t aftercare_tasks(struct arena *arena, const struct door *door, const struct client_file *file,
                       struct link_view *at)
{
    struct aftercare after[AFTERCARE_COUNT];
    size_t n = 0;

    if (!aftercare_of(file, after))
        return 0;
    for (size_t i = 0; i < AFTERCARE_COUNT; i++)
        if (aftercare_waits(&after[i], practice_now_s(&door->practice)))
            at[n++] = (struct link_view){path_of(arena, "/me/answers/", after[i].measure, ""),
                                         title_of(door, after[i].measure)};
    return n;
}

const struct link_view *aftercare_list(const struct http_request *request, const struct door *door,
                                       const struct client_lines *list, size_t *ret_count)
{
    struct link_view *at = arena_array(request->arena, struct link_view, list->count);

    *ret_count = 0;
    for (size_t i = 0; at != NULL && i < list->count; i++) {
        const struct client_line *line = &list->at[i];
        const struct message_arg args[] = {
            message_arg_text(SPAN("name"), line->name),
            message_arg("what", title_of(door, line->after)),
            message_arg("when", web_date(request->arena, line->after_due_s))};

        if (line->after.len > 0)
            at[(*ret_count)++] = (struct link_view){
                path_of(request->arena, "/c/", web_id(request->arena, line->client.id), "/answers"),
                message_fill(request->arena, MSG_today_after_line, MESSAGE_EN, args, 3)};
    }
    return at;
}
