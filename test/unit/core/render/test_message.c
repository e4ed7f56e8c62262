/* The words of the pages, and the refusals made of them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/decide/decide.h"
#include "core/render/reasons.h"

#include <stdalign.h>

enum { LONGEST_SENTENCE = 20 }; /* words (T15) */

static alignas(max_align_t) unsigned char block[1 << 16];
static struct arena arena;
static struct buf out;

static void begin(void)
{
    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, 4096);
}

static void test_message_find__finds_every_message_by_its_name(void)
{
    for (int id = 1; id < MSG_COUNT; id++)
        CHECK_INT(message_find(message_get((enum message_id)id, 0)->id), id);
    CHECK_INT(message_find(SPAN("no.such")), MSG_NONE);
    CHECK_INT(message_find(SPAN("")), MSG_NONE);
    CHECK_INT(message_find(SPAN("zzz")), MSG_NONE);
}

static void test_message_get__unknown_numbers_and_languages_are_harmless(void)
{
    CHECK_INT(message_get((enum message_id)99999, 0)->text.len, 0);
    CHECK_SPAN(message_words(MSG_answer_yes, 77), message_words(MSG_answer_yes, MESSAGE_EN));
}

static void test_message_write__fills_its_placeholders(void)
{
    const struct message_arg args[] = {message_arg("n", 3), message_arg("m", SPAN("<b>"))};

    begin();
    message_write(&out, MSG_intake_lead, 0, args, 2);
    CHECK(span_starts(buf_view(&out), SPAN("3 short parts, about <b> minutes.")));
}

static void test_message_fill__a_name_that_ends_in_a_dot_is_not_followed_by_another(void)
{
    const struct message_arg ana[] = {message_arg("who", SPAN("Ana K."))};
    const struct message_arg ben[] = {message_arg("who", SPAN("Ben"))};

    begin();
    CHECK(span_is(message_fill(&arena, MSG_told_who, MESSAGE_EN, ana, 1), "With Ana K."));
    CHECK(span_is(message_fill(&arena, MSG_told_who, MESSAGE_EN, ben, 1), "With Ben."));
}

static void test_message_write__a_placeholder_without_a_value_stays(void)
{
    begin();
    message_write(&out, MSG_dots_label, 0, NULL, 0);
    CHECK_TEXT(buf_view(&out), "{n} of 5");
}

static void test_html_message__escapes_values(void)
{
    const struct message_arg name = message_arg("name", SPAN("<b>\""));
    struct html w;

    begin();
    html_init(&w, &out, 0);
    html_message(&w, MSG_me_hello, &name, 1);
    CHECK_TEXT(buf_view(&out), "Hello &lt;b&gt;&quot;");
}

static void test_message_write_hashable__names_language_id_version_and_words(void)
{
    static const char want[] = "holdfast/text/v1\0en\0answer.no\0"
                               "1\0No";

    begin();
    message_write_hashable(&out, MSG_answer_no, MESSAGE_EN, NULL, 0);
    CHECK_SPAN(buf_view(&out), span_at(want, sizeof want));
}

static bool ends_sentence(char c)
{
    return c == '.' || c == '?' || c == '!' || c == ':';
}

static int longest_sentence(struct span text)
{
    int words = 0, longest = 0;

    while (text.len > 0) {
        struct span word = span_cut(&text, ' ');

        words++;
        longest = words > longest ? words : longest;
        if (word.len > 0 && ends_sentence(word.at[word.len - 1]))
            words = 0;
    }
    return longest;
}

static void test_catalogue__no_sentence_is_longer_than_twenty_words(void)
{
    for (int id = 1; id < MSG_COUNT; id++) {
        const struct message *m = message_get((enum message_id)id, 0);

        if (longest_sentence(m->text) > LONGEST_SENTENCE)
            tap_note(__FILE__, __LINE__, m->id.at);
    }
}

/* The reason words, as decide() writes them; without the ":" that an id follows. */
static struct span reason_name(enum reason_code code)
{
    struct reason reason = {code, SPAN_INIT("")};
    struct span word = reason_word(&reason);

    return span_cut(&word, ':');
}

static void test_refusal_words__every_reason_says_what_and_why(void)
{
    const struct reason_context context = {.client = SPAN("Robin")};

    for (int code = 0; code < REASON_COUNT; code++) {
        begin();
        struct span name = reason_name((enum reason_code)code);
        struct refusal_view refusal = refusal_words(&arena, 0, name, &context);

        CHECK(refusal.what.len > 0);
        CHECK(refusal.why.len > 0);
        CHECK(memchr(refusal.why.at, '{', refusal.why.len) == NULL);
        buf_lit(&out, "reason.");
        buf_put(&out, name);
        buf_lit(&out, ".why");
        CHECK(message_find(buf_view(&out)) != MSG_NONE);
    }
}

static void test_refusal_words__names_the_person_and_the_day(void)
{
    const struct reason_context context = {
        .where = SPAN("Tailbone"), .client = SPAN("Robin"), .when = SPAN("20 November")};

    begin();
    struct refusal_view refusal = refusal_words(&arena, 0, SPAN("LIMIT:e12"), &context);
    CHECK_TEXT(refusal.what, "Tailbone can’t be planned.");
    CHECK_TEXT(refusal.why, "Robin said no to this area on 20 November.");
    CHECK_TEXT(refusal.change, "Only Robin can change that.");
    CHECK_TEXT(refusal.code, "LIMIT:e12");
}

static void test_refusal_words__an_unknown_reason_is_still_a_refusal(void)
{
    const struct reason_context context = {.client = SPAN("Robin")};

    begin();
    struct refusal_view refusal = refusal_words(&arena, 0, SPAN("SOMETHING_NEW:7"), &context);
    CHECK_SPAN(refusal.what, message_words(MSG_reason_RULES_MISSING_what, 0));
}

int main(void)
{
    RUN(test_message_find__finds_every_message_by_its_name);
    RUN(test_message_get__unknown_numbers_and_languages_are_harmless);
    RUN(test_message_write__fills_its_placeholders);
    RUN(test_message_fill__a_name_that_ends_in_a_dot_is_not_followed_by_another);
    RUN(test_message_write__a_placeholder_without_a_value_stays);
    RUN(test_html_message__escapes_values);
    RUN(test_message_write_hashable__names_language_id_version_and_words);
    RUN(test_catalogue__no_sentence_is_longer_than_twenty_words);
    RUN(test_refusal_words__every_reason_says_what_and_why);
    RUN(test_refusal_words__names_the_person_and_the_day);
    RUN(test_refusal_words__an_unknown_reason_is_still_a_refusal);
    return tap_end();
}
