/* usecase/copy_lines.c - the entries as lines of a copy, and the small words in them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

#include "core/visit/agreed.h"
#include "knowledge/knowledge.h"
#include "usecase/client_facts.h"

enum { US_PER_S = 1000000, TIME_MOST = 32 };

/* --- small words ---------------------------------------------------------------------------------
 */

static void put_two(struct buf *out, int n)
{
    buf_byte(out, (char)('0' + n / 10 % 10));
    buf_byte(out, (char)('0' + n % 10));
}

static struct span time_text(int64_t utc_us, const char *between, bool seconds, const char *after,
                             struct arena *arena)
{
    struct time_of_day t = time_of(utc_us / US_PER_S);
    char day[10];
    struct buf out;

    buf_init(&out, arena, TIME_MOST);
    date_write(date_of(utc_us / US_PER_S), day);
    buf_put(&out, span_at(day, sizeof day));
    buf_put(&out, span_of(between));
    put_two(&out, t.hour);
    buf_byte(&out, ':');
    put_two(&out, t.minute);
    if (seconds) {
        buf_byte(&out, ':');
        put_two(&out, t.second);
    }
    buf_put(&out, span_of(after));
    return buf_view(&out);
}

struct span copy_time(int64_t utc_us, struct arena *arena)
{
    return time_text(utc_us, " ", false, " UTC", arena);
}

struct span copy_instant(int64_t utc_us, struct arena *arena)
{
    return time_text(utc_us, "T", true, "Z", arena);
}

struct span copy_id(struct id128 id, struct arena *arena)
{
    char text[HF_ID_TEXT];

    id_write(id, text);
    return arena_copy(arena, span_at(text, sizeof text));
}

/* --- lines ---------------------------------------------------------------------------------------
 */

static const struct {
    uint16_t first, last;
    uint8_t group;
} groups[] = {
    {1, 31, COPY_KEYS},        {32, 59, COPY_PRACTICE},   {60, 119, COPY_CARE},
    {120, 125, COPY_WHO},      {126, 159, COPY_HEALTH},   {160, 179, COPY_PLANS},
    {180, 199, COPY_CONSENT},  {200, 229, COPY_SESSIONS}, {230, 259, COPY_AFTER},
    {260, 269, COPY_MEASURES}, {270, 299, COPY_ASKED},
};

uint8_t copy_group_of(uint16_t action)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (groups[i].first <= action && action <= groups[i].last)
            return groups[i].group;
    return COPY_KEYS;
}

/* A no holds until it is surely over. */
static bool is_no_that_stands(const struct copy_line *line, int64_t now_s)
{
    const struct limit_content *no = line->content;

    return line->entry.action == ACTION_LIMIT && no != NULL && id_is_zero(no->session) &&
           (!no->until.known || now_s < no->until.utc_s);
}

void copy_mark_standing(struct copy *copy, struct arena *arena)
{
    const struct knowledge *known = copy->practice->knowledge;
    struct client_facts facts;
    struct agreed agreed = {.count = 0};
    struct fault why;

    fault_clear(&why);
    for (size_t k = 0; k < copy->n; k++)
        copy->lines[k].stands = is_no_that_stands(&copy->lines[k], copy->now_s);
    if (client_facts_of(copy->practice, &copy->file, (struct person_id){{{0}}}, arena, &facts,
                        &why) != HF_OK ||
        agreed_find(&facts.facts, known->atlas, facts.now_s, arena, &agreed, &why) != HF_OK)
        return;
    for (size_t i = 0; i < agreed.count; i++)
        for (size_t k = 0; k < copy->n; k++)
            copy->lines[k].stands |=
                gather_seq_of(agreed.rows[i].event) == (int64_t)copy->lines[k].entry.seq;
}

bool copy_take_lines(struct copy *copy, const struct ledger_list *list, struct arena *arena)
{
    const struct file_chain *chain = &copy->file.chain;

    copy->lines = arena_array(arena, struct copy_line, chain->count);
    for (size_t i = 0; copy->lines != NULL && i < chain->count && i < list->n; i++) {
        struct copy_line *line = &copy->lines[copy->n++];

        *line = (struct copy_line){
            .entry = *chain->at[i].entry,
            .told = &chain->entries.at[i],
            .content = chain->at[i].content,
            .group = copy_group_of(chain->at[i].entry->action),
            .is_erased = list->items[i].is_erased,
        };
        copy->erased += line->is_erased;
        copy->sealed +=
            line->content == NULL && !line->is_erased && !action_is_statement(line->entry.action);
    }
    return copy->lines != NULL;
}
