/* tools/mutate_runner.c - everything that holds the decision, in one program, what notices most
 * first: the folded form against the plain one, hand-made logs, the unit tests, the questions of a
 * file against the answers of another, the laws. Ends at the first that fails. Built by
 * tools/mutate, which renames the tests' main. usage: mutate_runner QUESTIONS ANSWERS
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/line.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int decide_tests(void);
int folded_tests(int argc, char **argv);
int folding_tests(void);
int laws_tests(void);

static alignas(max_align_t) unsigned char block[16 << 20], answer_block[1 << 20];

static int answer_line(struct span line, enum decide_form form, FILE *answers)
{
    static char want[1 << 20];
    struct arena arena, answer_arena;
    struct buf out;

    arena_init(&arena, block, sizeof block);
    arena_init(&answer_arena, answer_block, sizeof answer_block);
    buf_init(&out, &answer_arena, sizeof answer_block / 2);
    enum status st = decide_line(line, &(struct named_worlds){NULL, 0}, form, &arena, &out);

    if (answers == NULL)
        return printf("%d%.*s\n", (int)st, SPAN_ARGS(buf_view(&out))) < 0;
    if (fgets(want, sizeof want, answers) == NULL || want[0] - '0' != (int)st)
        return 1;
    return !span_equal(buf_view(&out), span_at(want + 1, strlen(want) - 2));
}

/* Without a file of answers they are written out. */
static int answer_all(FILE *questions, enum decide_form form, FILE *answers)
{
    char *line = NULL;
    size_t room = 0;
    int bad = 0;

    rewind(questions);
    if (answers != NULL)
        rewind(answers);
    for (ssize_t len = 0; !bad && (len = getline(&line, &room, questions)) > 0;)
        bad = answer_line(span_at(line, (size_t)len - 1), form, answers);
    free(line);
    return bad;
}

int main(int argc, char **argv)
{
    char *cases[] = {argv[0], "50000", NULL};
    FILE *questions = argc > 1 ? fopen(argv[1], "r") : NULL;
    FILE *answers = argc > 2 ? fopen(argv[2], "r") : NULL;

    if (questions == NULL)
        return 2;
    if (answers == NULL)
        return answer_all(questions, DECIDE_PLAIN, answers);
    return folded_tests(2, cases) != 0 || folding_tests() != 0 || decide_tests() != 0 ||
           answer_all(questions, DECIDE_PLAIN, answers) != 0 ||
           answer_all(questions, DECIDE_FOLDED, answers) != 0 || laws_tests() != 0;
}
