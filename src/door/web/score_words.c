/* door/web/score_words.c - see score_words.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/score_words.h"

#include "core/render/message.h"
#include "door/web/web.h"

enum { DAY_S = 86400, TEXT_MOST = 400 };

struct span score_number(struct arena *arena, int64_t hundredths)
{
    struct buf out;
    int64_t n = hundredths < 0 ? -hundredths : hundredths;

    buf_init(&out, arena, 32);
    if (hundredths < 0)
        buf_lit(&out, "-");
    buf_int(&out, n / 100);
    if (n % 100 != 0) {
        buf_byte(&out, '.');
        buf_byte(&out, (char)('0' + n % 100 / 10));
        if (n % 10 != 0)
            buf_byte(&out, (char)('0' + n % 10));
    }
    return buf_view(&out);
}

/* A scale that the catalogue has no words for is named by its id. */
struct span score_scale(const struct measure *measure, uint32_t scale)
{
    static const struct {
        const char *id, *words;
    } names[] = {
        {"pain", "scale.pain"},           {"urgency", "scale.urgency"},
        {"sleep", "scale.sleep"},         {"fear_of_touch", "scale.fear_of_touch"},
        {"unsafe", "scale.unsafe"},       {"avoidance", "scale.avoidance"},
        {"mood", "scale.mood"},           {"distress", "scale.distress"},
        {"anxiety", "scale.anxiety"},     {"total", "scale.total"},
        {"depression", "scale.mood"},     {"stress", "scale.stress"},
        {"urinary", "scale.urinary"},     {"life", "scale.life"},
        {"cluster_b", "scale.cluster_b"}, {"cluster_c", "scale.cluster_c"},
        {"cluster_d", "scale.cluster_d"}, {"cluster_e", "scale.cluster_e"},
    };

    if (measure->n_scales == 1)
        return SPAN("");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_is(measure->scales[scale].id, names[i].id))
            return web_words(names[i].words);
    return measure->scales[scale].id;
}

struct span score_text(struct arena *arena, struct measure_score score)
{
    const struct message_arg args[] = {message_arg("n", (int64_t)score.missing)};

    return score.given ? score_number(arena, fraction_hundredths(score.value))
                       : message_fill(arena, MSG_answers_no_score, MESSAGE_EN, args, 1);
}

struct span score_band(struct arena *arena, const struct measure *measure, uint32_t scale,
                       struct measure_score score)
{
    const struct measure_band *band =
        score.given ? measure_band_of(measure, scale, score.value) : NULL;

    if (band == NULL || band->word.len > 0)
        return band == NULL ? SPAN("") : band->word;
    const struct message_arg args[] = {
        message_arg("from", score_number(arena, band->from_hundredths))};

    return message_fill(arena, MSG_answers_band_from, MESSAGE_EN, args, 1);
}

static struct span one_line(struct arena *arena, const struct measure *measure, uint32_t scale,
                            struct measure_score score)
{
    struct span name = score_scale(measure, scale), band = score_band(arena, measure, scale, score);
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    if (name.len > 0) {
        buf_put(&out, name);
        buf_lit(&out, ": ");
    }
    buf_put(&out, score_text(arena, score));
    if (band.len > 0) {
        buf_lit(&out, " (");
        buf_put(&out, band);
        buf_lit(&out, ")");
    }
    return buf_view(&out);
}

const struct words_view *score_lines(struct arena *arena, const struct measure *measure,
                                     const struct measure_answer *answer, size_t *ret_count)
{
    struct words_view *lines = arena_array(arena, struct words_view, measure->n_scales);

    *ret_count = lines == NULL ? 0 : measure->n_scales;
    for (uint32_t i = 0; i < *ret_count; i++)
        lines[i].text = one_line(arena, measure, i, answer->result.of[i]);
    return lines;
}

/* --- changes --------------------------------------------------------------------------------- */

struct span score_sources(struct arena *arena, struct words sources, enum pack_mark mark)
{
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    for (size_t i = 0; i < sources.count; i++) {
        if (i > 0)
            buf_lit(&out, ", ");
        buf_put(&out, sources.at[i]);
    }
    if (mark != MARK_READ) {
        buf_lit(&out, "; ");
        buf_put(&out, web_words("answers.not_read"));
    }
    return buf_view(&out);
}

static struct span size_of(struct arena *arena, const struct measure_change *change)
{
    const struct message_arg args[] = {
        message_arg("n", score_number(arena, change->by_hundredths))};

    return message_fill(arena, change->percent ? MSG_answers_percent : MSG_answers_points,
                        MESSAGE_EN, args, 1);
}

static struct span kind_of(const struct measure_change *change)
{
    if (change->kind == CHANGE_NOISE)
        return web_words("answers.kind_noise");
    return web_words(change->kind == CHANGE_RELIABLE ? "answers.kind_reliable"
                                                     : "answers.kind_important");
}

struct span score_change_known(struct arena *arena, const struct measure *measure,
                               const struct measure_change *change)
{
    struct span scale = score_scale(measure, change->scale);
    const struct message_arg args[] = {
        message_arg("scale", scale.len > 0 ? scale : measure->title),
        message_arg("size", size_of(arena, change)), message_arg("kind", kind_of(change)),
        message_arg("who", change->who.len > 0 ? change->who : web_words("answers.everybody")),
        message_arg("source", score_sources(arena, change->sources, change->mark))};

    return message_fill(arena, MSG_answers_change_known, MESSAGE_EN, args, 5);
}

static struct span difference(struct arena *arena, const struct measure_shift *shift,
                              const struct measure_answer *before)
{
    static const char *const ways[] = {"answers.way_same", "answers.way_better",
                                       "answers.way_worse"};
    struct span by = score_number(arena, fraction_hundredths(shift->by));
    struct buf signed_by;

    buf_init(&signed_by, arena, 40);
    if (by.len > 0 && by.at[0] != '-')
        buf_lit(&signed_by, "+");
    buf_put(&signed_by, by);
    const struct message_arg args[] = {message_arg("when", web_when(arena, before->utc_s)),
                                       message_arg("by", buf_view(&signed_by)),
                                       message_arg("way", web_words(ways[shift->way]))};

    return message_fill(arena, MSG_answers_difference, MESSAGE_EN, args, 3);
}

static bool compare(const struct measure *measure, uint32_t scale,
                    const struct measure_answer *before, const struct measure_answer *after,
                    struct measure_shift *ret)
{
    const struct measure_score *a = &before->result.of[scale], *b = &after->result.of[scale];
    struct fault why;

    fault_clear(&why);
    return a->given && b->given &&
           measure_change(measure, scale, a->value, b->value,
                          (after->utc_s - before->utc_s) / DAY_S, ret, &why) == HF_OK;
}

const struct words_view *score_changes(struct arena *arena, const struct measure *measure,
                                       uint32_t scale, const struct measure_answer *before,
                                       const struct measure_answer *after, bool *ret_holds,
                                       size_t *ret_count)
{
    struct words_view *lines = arena_array(arena, struct words_view, measure->n_changes + 3);
    struct measure_shift shift;
    size_t n = 0;

    *ret_holds = false;
    *ret_count = 0;
    if (lines == NULL || !compare(measure, scale, before, after, &shift))
        return lines;
    lines[n++].text = difference(arena, &shift, before);
    for (uint32_t i = 0; i < measure->n_changes; i++)
        if ((shift.reached & UINT32_C(1) << i) != 0)
            lines[n++].text = score_change_known(arena, measure, &measure->changes[i]);
    if (!shift.known)
        lines[n++].text = web_words("answers.change_unknown");
    if (shift.too_soon)
        lines[n++].text = web_words("answers.too_soon");
    *ret_holds = shift.holds;
    *ret_count = n;
    return lines;
}
