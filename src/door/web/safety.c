/* door/web/safety.c - help, now: whom to reach, by all that an answer says, and what waits until
 * then.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_measures.h"
#include "core/visit/rise.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "usecase/client.h"

/* The answer that the alarm was raised by; NULL: it can't be read, or is of words that nobody knows
 * any more. */
static const struct measure *answer_of(const struct door *door, const struct client_file *file,
                                       const struct file_entry *alarm,
                                       int64_t values[MEASURE_MAX_ITEMS])
{
    struct file_chain chain = file->chain;

    for (size_t i = 0; i < chain.count; i++) {
        const struct measure_answered_content *said = chain.at[i].content;

        if (chain.at[i].entry->action != ACTION_MEASURE_ANSWERED || said == NULL ||
            !id_equal(chain.at[i].entry->object, alarm->entry->object))
            continue;
        const struct measure *m = measures_find(door->practice.knowledge->measures, said->measure);

        if (m != NULL)
            rise_values(m, said->values, values);
        return m;
    }
    return NULL;
}

static void fill_lead(const struct measure_alarm *alarm, struct safety_view *view)
{
    bool holds = alarm->findings.count > 0;

    view->crisis |= alarm->lead == LEAD_CRISIS;
    view->support |= alarm->lead == LEAD_SUPPORT;
    view->doctor |= alarm->lead == LEAD_DOCTOR;
    view->concern |= alarm->lead == LEAD_CONCERN;
    view->held_whole |= holds && alarm->lead != LEAD_SUPPORT;
    view->held_close |= holds;
}

/* All that the answer says, not its first line alone: who bleeds may be in distress, too. A rise
 * leads the reader, not the client. */
static void fill_leads(const struct door *door, const struct client_file *file,
                       const struct file_entry *alarm, struct safety_view *view)
{
    const struct alarm_raised_content *said = alarm->content;
    int64_t values[MEASURE_MAX_ITEMS];
    const struct measure *m = answer_of(door, file, alarm, values);

    if (said != NULL && said->item == 0)
        return;
    for (uint32_t i = 0; m != NULL && i < m->n_alarms; i++) {
        int64_t n = values[m->alarms[i].item - 1];

        if (n != MEASURE_MISSING && n >= m->alarms[i].from)
            fill_lead(&m->alarms[i], view);
    }
    if (!view->support && !view->doctor && !view->concern)
        view->crisis = view->held_whole = true; /* not known any more: the most careful */
}

/* The last switch of an instrument that named a line; one number of a country serves for all. */
static void fill_lines(const struct client_file *file, struct span measure,
                       struct safety_view *view)
{
    struct file_chain chain = file->practice.chain;

    for (size_t i = 0; i < chain.count; i++) {
        const struct measure_switched_content *said = chain.at[i].content;

        if (chain.at[i].entry->action != ACTION_MEASURE_SWITCHED || said == NULL ||
            said->state != STATE_ON)
            continue;
        if (said->crisis.len > 0)
            view->crisis_line = said->crisis;
        if (span_equal(said->measure, measure))
            view->hours = said->hours;
    }
}

static void fill(const struct door *door, const struct client_file *file,
                 const struct file_entry *alarm, struct safety_view *view)
{
    const struct house *house = house_of(door->shared);
    const struct alarm_raised_content *said = alarm == NULL ? NULL : alarm->content;
    struct person_id reader = file->practitioner;

    if (said != NULL)
        reader.id = said->reader;
    if (alarm != NULL)
        fill_leads(door, file, alarm, view);
    view->reader = house_name_of(house, reader);
    view->told = alarm != NULL && view->reader.len > 0;
    view->concern_name = house->concern_name;
    view->concern_contact = house->concern_contact;
    fill_lines(file, said == NULL ? SPAN("") : said->measure, view);
}

static const struct file_entry *last_alarm(const struct client_file *file)
{
    for (size_t i = file->chain.count; i > 0; i--)
        if (file->chain.at[i - 1].entry->action == ACTION_ALARM_RAISED)
            return &file->chain.at[i - 1];
    return NULL;
}

static enum status look(struct exchange *x)
{
    struct client_file file;
    struct safety_view view = {.crisis = false};
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    bool answered = span_is(http_field_value(x->request->query, "answer"), "1");

    fill(x->door, &file, answered ? last_alarm(&file) : NULL, &view);
    struct html w = web_open(x, PAGE_CLIENT, "me", &view.page);

    page_safety(&w, &view);
    return HF_OK;
}
WEB_LOOK(safety, look);

static const struct http_route safety_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/safety", RIGHT_CLIENT, safety, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(safety);
