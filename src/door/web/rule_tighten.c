/* door/web/rule_tighten.c - a rule that came with the program, made stricter for this practice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/tighten.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "door/web/rules.h"
#include "usecase/practice.h"

enum { LINE_MOST = 1200, DOTS = 5, US_PER_S = 1000000 };

/* --- what the practice said ------------------------------------------------------------------- */

static void add_words(struct buf *out, struct span words)
{
    if (out->len > 0)
        buf_byte(out, ' ');
    buf_put(out, words);
}

struct span rules_tightened_words(struct arena *arena, const struct rule_tightened_content *said)
{
    const struct message_arg days = message_arg("n", (int64_t)said->days);
    struct buf out;

    buf_init(&out, arena, LINE_MOST);
    if (said->days > 0)
        add_words(&out, message_fill(arena, MSG_rule_at_least, MESSAGE_EN, &days, 1));
    if (said->deny)
        add_words(&out, web_words("rule.stop"));
    if (said->has_max_pressure) {
        const struct message_arg dots = message_arg("dots", (int64_t)(said->max_pressure / 2));

        add_words(&out, message_fill(arena, MSG_rule_cap, MESSAGE_EN, &dots, 1));
    }
    return buf_view(&out);
}

static struct span set_words(struct arena *arena, const struct door *door,
                             const struct practice_file *file,
                             const struct rule_tightened_content *said)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;
        const struct message_arg args[] = {
            message_arg("who", house_name_of(house_of(door->shared), e->actor)),
            message_arg("when", web_date(arena, e->utc_us / US_PER_S))};

        if (file->chain.at[i].content == said)
            return message_fill(arena, MSG_rule_own_set, MESSAGE_EN, args, 2);
    }
    return SPAN("");
}

static void fill_said(struct arena *arena, const struct door *door,
                      const struct practice_file *file, const struct rule_tightened_content *said,
                      struct rule_view *view)
{
    struct words_view *lines = arena_array(arena, struct words_view, 3);

    if (lines == NULL)
        return;
    lines[0].text = rules_tightened_words(arena, said);
    lines[1].text = said->reason;
    lines[2].text = set_words(arena, door, file, said);
    view->ours = lines;
    view->n_ours = 3;
}

/* --- the form -------------------------------------------------------------------------------- */

static void fill_limits(struct arena *arena, struct rule_view *view)
{
    static const char *const values[] = {"0", "1", "2", "3", "4", "5"};
    struct choice_view *at = arena_array(arena, struct choice_view, DOTS + 1);

    for (int64_t i = 0; at != NULL && i <= DOTS; i++) {
        const struct message_arg dots = message_arg("dots", i);

        at[view->n_limits++] = (struct choice_view){
            .value = span_of(values[i]),
            .label = i == 0 ? web_words("rule.stop")
                            : message_fill(arena, MSG_rule_cap, MESSAGE_EN, &dots, 1),
            .chosen = span_is(view->limit.value, values[i])};
    }
    view->limits = at;
}

void rule_tighten_fill(const struct http_request *request, const struct door *door,
                       const struct practice_file *file, struct span rule, struct rule_view *view)
{
    const struct pack_row *row = screening_find(door->practice.knowledge->screening, rule);
    const struct rule_tightened_content *said = tightened_by(file->chain.entries, rule);

    if (row == NULL)
        return;
    if (said != NULL)
        fill_said(request->arena, door, file, said, view);
    view->may_tighten = (web_subject(request)->who.roles & ROLE_OWNER) != 0;
    view->may_wait = row->wait.given && row->wait.years == 0;
    if (view->may_tighten)
        fill_limits(request->arena, view);
}

static enum status again(struct exchange *x)
{
    struct rule_view view = {.days = web_field(x->request, "days"),
                             .limit = web_field(x->request, "limit"),
                             .reason = web_field(x->request, "reason")};

    if (web_refused(x, "days"))
        view.days.error = web_words("rule.days_error");
    else if (web_refused(x, "reason"))
        view.reason.error = web_words("form.missing");
    else
        view.limit.error = web_words(web_refused(x, "looser") ? "rule.looser" : "form.choose");
    rules_show(x->request, x->reply, x->door, http_field_value(x->request->params, "rule"), &view);
    return HF_OK;
}

static enum status read_form(const struct http_request *request, struct tighten_rule *in,
                             struct fault *why)
{
    struct span limit = web_value(request, "limit"), days = web_value(request, "days");
    int64_t dots = 0, wait = 0;

    in->rule = http_field_value(request->params, "rule");
    in->reason = web_value(request, "reason");
    in->lift = span_is(web_value(request, "do"), "lift");
    in->has_limit = limit.len > 0;
    if (days.len > 0 && (!span_to_int64(days, &wait) || wait < 0 || wait > UINT32_MAX))
        return fault_set(why, HF_INVALID, "days");
    if (limit.len > 0 && (!span_to_int64(limit, &dots) || dots < 0 || dots > DOTS))
        return fault_set(why, HF_INVALID, "limit");
    in->days = (uint32_t)wait;
    in->dots = (unsigned)dots;
    return HF_OK;
}

static enum status make_stricter(struct exchange *x)
{
    struct tighten_rule in = {.hand = x->hand};
    enum status st = read_form(x->request, &in, &x->why);

    return st == HF_OK ? tighten_rule(x->practice, x->arena, &in, &x->why) : st;
}
WEB_FORM(tighten_post, .act = make_stricter, .then = "/rules/{rule}", .again = again);

static const struct http_route rule_tighten_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/rules/{rule}/tighten", RIGHT_OWNER, tighten_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(rule_tighten);
