/* door/cli/packs.c - `holdfast packs list`, `check [FOLDER]`, `diff DATA [NEWDIR]` and `add FILE`.
 *
 * Without a folder: the packs that the program carries. With one: the files of the same names in
 * it, so that whoever edits a pack can see that it would be taken, and what it would change.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"
#include "door/cli/packs_add.h"

#include "door/cli/packs_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- what is printed ------------------------------------------------------------------------- */

static uint32_t count_unread(const struct screening *pack)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < pack->n_rows; i++)
        n += pack->rows[i].mark != MARK_READ;
    return n;
}

static void print_summary(const struct knowledge *know)
{
    printf("atlas      %u regions, %u cells, %u organs\n", know->atlas->n_regions,
           atlas_cells(know->atlas), know->atlas->n_organs);
    printf("words      %u techniques, %u conditions\n", know->lexicon->techniques.count,
           know->lexicon->conditions.count);
    printf("intake     %u items in %u parts, version %.*s\n", know->intake->n_items,
           form_parts(know->intake), SPAN_ARGS(know->intake->version));
    printf("screening  %u rows, %u rules, %u not from a source that was read, version %.*s\n",
           know->screening->n_rows, know->screening->n_rules, count_unread(know->screening),
           SPAN_ARGS(know->screening->head.version));
    printf("policy     %u values, %u house rules\n", know->policy->n_values, know->policy->n_house);
    printf("scope      %zu rows, %zu professions, %zu places\n", know->law->n_rows,
           know->law->professions.count, know->law->places.count);
    printf("measures   %u instruments, none with its sentences\n", know->measures->count);
    printf("consent    %u fields, %u questions\n", know->checklist->n_fields,
           know->checklist->n_asks);
    printf("learn      %u pages, %u statements\n", know->learn->n_pages, know->learn->n_statements);
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        printf("modality   %.*s: %u steps\n", SPAN_ARGS(know->modalities[i]->head.title),
               know->modalities[i]->n_steps);
}

static const char *mark_word(enum pack_mark mark)
{
    static const char *const words[] = {"?", "V", "S", "K", "U"};

    return words[mark];
}

static const char *level_word(enum pack_level level)
{
    static const char *const words[] = {"-", "W", "C", "A"};

    return words[level];
}

static void print_rows(const struct knowledge *know)
{
    for (uint32_t i = 0; i < know->screening->n_rows; i++) {
        const struct pack_row *row = &know->screening->rows[i];

        printf("%-14.*s %s %s %-11.*s %.*s\n", SPAN_ARGS(row->id), level_word(row->applies),
               mark_word(row->mark), SPAN_ARGS(row->review), SPAN_ARGS(row->practitioner));
    }
}

static double spent_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* always there on Linux */
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* --- the command ----------------------------------------------------------------------------- */

static int run(const char *path, bool list)
{
    void *block = malloc(PACKS_FOLDER_BYTES);
    struct knowledge know;
    struct arena arena;
    struct fault why;

    if (block == NULL) {
        fputs("holdfast packs: no memory\n", stderr);
        return CLI_FAILED;
    }
    arena_init(&arena, block, PACKS_FOLDER_BYTES);
    fault_clear(&why);
    double from_ms = spent_ms();
    enum status st = packs_folder_load(path, &arena, &know, &why);
    double took_ms = spent_ms() - from_ms;
    if (st == HF_OK && list)
        print_rows(&know);
    else if (st == HF_OK)
        print_summary(&know);
    if (st == HF_OK && !list)
        printf("all of it  read and checked in %.1f ms of processor time\n", took_ms);
    free(block);
    return st == HF_OK ? CLI_OK : cli_failed(&packs_command, &why);
}

static int packs_run(int argc, char **argv)
{
    bool list = argc == 2 && strcmp(argv[1], "list") == 0;
    bool check = (argc == 2 || argc == 3) && strcmp(argv[1], "check") == 0;

    if (argc >= 3 && strcmp(argv[1], "diff") == 0)
        return packs_diff_run(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "add") == 0)
        return packs_add(argc, argv);
    if (!list && !check)
        return cli_misused(&packs_command, "say list, check, check and a folder, diff, or add");
    return run(argc == 3 ? argv[2] : NULL, list);
}

const struct command packs_command = {
    "packs",
    "list | check [FOLDER] | diff DATA [NEWDIR] [--secrets DIR] [--login NAME]\n"
    "       holdfast packs add FILE --data DIR [--secrets DIR] --login NAME [--measure ID]",
    "Show the rules that the program knows, check them, or say what newer ones change", packs_run};
