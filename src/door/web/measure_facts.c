/* door/web/measure_facts.c - see measure_facts.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/measure_facts.h"

#include "core/render/message.h"
#include "door/web/score_words.h"
#include "door/web/web.h"

enum { TEXT_MOST = 600 };

static struct span scale_or_title(const struct measure *m, uint32_t scale)
{
    struct span name = score_scale(m, scale);

    return name.len > 0 ? name : m->title;
}

static struct span band_fact(struct arena *arena, const struct measure *m,
                             const struct measure_band *band)
{
    const struct message_arg args[] = {
        message_arg("scale", scale_or_title(m, band->scale)),
        message_arg("from", score_number(arena, band->from_hundredths)),
        message_arg("word", band->word.len > 0 ? band->word : web_words("measures.no_word"))};

    return message_fill(arena, MSG_measures_fact_band, MESSAGE_EN, args, 3);
}

static struct span cut_fact(struct arena *arena, const struct measure *m,
                            const struct measure_cut *cut)
{
    const struct message_arg args[] = {
        message_arg("scale", scale_or_title(m, cut->scale)),
        message_arg("at", score_number(arena, cut->at_hundredths)),
        message_arg("who", cut->who.len > 0 ? cut->who : web_words("answers.everybody")),
        message_arg("means", cut->means.len > 0 ? cut->means : web_words("measures.look"))};

    return message_fill(arena, cut->at_most ? MSG_measures_fact_most : MSG_measures_fact_least,
                        MESSAGE_EN, args, 4);
}

static struct span alarm_fact(struct arena *arena, const struct measure_alarm *alarm)
{
    const struct message_arg args[] = {message_arg("n", (int64_t)alarm->item),
                                       message_arg("from", alarm->from)};

    return message_fill(arena, MSG_measures_fact_alarm, MESSAGE_EN, args, 2);
}

static void fill_facts(struct arena *arena, const struct measure *m, struct measure_view *view)
{
    size_t most = 2 + m->n_bands + m->n_cuts + m->n_changes + m->n_alarms;
    struct words_view *at = arena_array(arena, struct words_view, most);
    const struct message_arg items[] = {message_arg("n", (int64_t)m->n_items)};

    view->facts = at;
    if (at == NULL)
        return;
    at[view->n_facts++].text = message_fill(arena, MSG_measures_fact_items, MESSAGE_EN, items, 1);
    for (uint32_t i = 0; i < m->n_alarms; i++)
        at[view->n_facts++].text = alarm_fact(arena, &m->alarms[i]);
    for (uint32_t i = 0; i < m->n_bands; i++)
        at[view->n_facts++].text = band_fact(arena, m, &m->bands[i]);
    for (uint32_t i = 0; i < m->n_cuts; i++)
        at[view->n_facts++].text = cut_fact(arena, m, &m->cuts[i]);
    for (uint32_t i = 0; i < m->n_changes; i++)
        at[view->n_facts++].text = score_change_known(arena, m, &m->changes[i]);
    if (m->n_changes == 0)
        at[view->n_facts++].text = web_words("answers.change_unknown");
}

static bool is_cited(const struct measure *m, struct span id)
{
    bool found = words_have(m->sources, id);

    for (uint32_t i = 0; i < m->n_changes; i++)
        found |= words_have(m->changes[i].sources, id);
    return found;
}

static void fill_sources(struct arena *arena, const struct measures *pack, const struct measure *m,
                         struct measure_view *view)
{
    struct words_view *at = arena_array(arena, struct words_view, pack->sources.count);

    for (size_t i = 0; at != NULL && i < pack->sources.count; i++) {
        struct buf out;

        if (!is_cited(m, pack->sources.at[i].id))
            continue;
        buf_init(&out, arena, TEXT_MOST);
        buf_put(&out, pack->sources.at[i].id);
        buf_lit(&out, ": ");
        buf_put(&out, pack->sources.at[i].citation);
        at[view->n_sources++].text = buf_view(&out);
    }
    view->sources = at;
}

void measure_facts_fill(struct arena *arena, const struct measures *pack,
                        const struct measure *measure, struct measure_view *view)
{
    fill_facts(arena, measure, view);
    fill_sources(arena, pack, measure, view);
}
