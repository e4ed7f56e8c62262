/* core/visit/tighten.c - see tighten.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/tighten.h"

#include "base/date.h"

#include <string.h>

/* --- what was said --------------------------------------------------------------------------- */

const struct rule_tightened_content *tightened_by(struct entry_list practice, struct span row)
{
    const struct rule_tightened_content *said = NULL;

    for (size_t i = 0; i < practice.count; i++) {
        const struct entry *e = &practice.at[i];
        const struct rule_tightened_content *c = e->content;

        if (e->action == ACTION_RULE_TIGHTENED && c != NULL && span_equal(c->rule, row) &&
            action_may_sign(e->action, e->roles, e->proof))
            said = c;
    }
    return said != NULL && said->state != STATE_OFF ? said : NULL;
}

static bool is_any_said(struct entry_list practice)
{
    for (size_t i = 0; i < practice.count; i++)
        if (practice.at[i].action == ACTION_RULE_TIGHTENED)
            return true;
    return false;
}

/* --- one row --------------------------------------------------------------------------------- */

/* A wait that has no end of its own, or ends with a birthday, is not made longer by days. */
static int64_t longer_wait(const struct pack_wait *wait, uint32_t days)
{
    int64_t seconds = (int64_t)days * HF_SECONDS_PER_DAY;

    return wait->given && wait->years == 0 && seconds > wait->seconds ? seconds : wait->seconds;
}

static struct effect stricter(struct effect effect, const struct rule_tightened_content *said)
{
    if (said->has_max_pressure &&
        (!effect.has_max_pressure || effect.max_pressure > said->max_pressure)) {
        effect.has_max_pressure = true;
        effect.max_pressure = said->max_pressure;
    }
    effect.deny |= said->deny;
    return effect;
}

/* Site by site: "CI12.arms" is of CI12. */
static bool is_of(const struct screening *pack, const struct rule *rule, const struct pack_row *row)
{
    return screening_row_of(pack, rule->finding) == row;
}

bool tightens(const struct screening *shipped, const struct pack_row *row,
              const struct rule_tightened_content *said)
{
    if (longer_wait(&row->wait, said->days) != row->wait.seconds)
        return true;
    for (uint32_t i = 0; i < shipped->n_rules; i++) {
        const struct effect was = shipped->rules[i].effect, is = stricter(was, said);

        if (is_of(shipped, &shipped->rules[i], row) && !was.deny &&
            (is.deny || is.has_max_pressure != was.has_max_pressure ||
             is.max_pressure != was.max_pressure))
            return true;
    }
    return false;
}

/* --- all ------------------------------------------------------------------------------------- */

static struct pack_row row_of(const struct pack_row *row, const struct rule_tightened_content *said)
{
    struct pack_row tighter = *row;

    tighter.wait.seconds = longer_wait(&row->wait, said->days);
    tighter.effect = stricter(row->effect, said);
    if (said->deny)
        tighter.applies = LEVEL_STOP;
    return tighter;
}

static struct screening *copy_of(const struct screening *shipped, struct arena *arena,
                                 struct pack_row **ret_rows)
{
    struct screening *copy = arena_new(arena, struct screening);
    struct pack_row *rows = arena_array(arena, struct pack_row, shipped->n_rows);
    struct rule *rules = arena_array(arena, struct rule, shipped->n_rules);

    if (copy == NULL || rows == NULL || rules == NULL)
        return NULL;
    *copy = *shipped;
    memcpy(rows, shipped->rows, shipped->n_rows * sizeof *rows);
    memcpy(rules, shipped->rules, shipped->n_rules * sizeof *rules);
    copy->rows = rows;
    copy->rules = rules;
    *ret_rows = rows;
    return copy;
}

const struct screening *tighten(const struct screening *shipped, struct entry_list practice,
                                struct arena *arena)
{
    struct pack_row *rows;

    if (!is_any_said(practice))
        return shipped;
    struct screening *copy = copy_of(shipped, arena, &rows);

    for (uint32_t i = 0; copy != NULL && i < shipped->n_rows; i++) {
        const struct rule_tightened_content *said = tightened_by(practice, shipped->rows[i].id);

        if (said == NULL)
            continue;
        rows[i] = row_of(&shipped->rows[i], said);
        for (uint32_t j = 0; j < shipped->n_rules; j++)
            if (is_of(shipped, &shipped->rules[j], &shipped->rows[i]))
                copy->rules[j].effect = stricter(shipped->rules[j].effect, said);
    }
    return copy;
}
