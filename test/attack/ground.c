/* Makes the practice that test_attacks.py attacks, and says what everybody in it can do.
 *
 *     ground FOLDER make     data, secrets, keys (what thieves have), moments/ (older copies)
 *     ground FOLDER look     opens it and prints a line for everything that opens or is allowed
 *     ground FOLDER live     opens it once, and looks again for each line on stdin
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ground.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 400 };

static const int64_t begins_s = INT64_C(1790000000);

void ground_die(const struct ground *g, const char *what)
{
    fprintf(stderr, "ground: %s: %s\n", what, g->place.why.text);
    exit(1);
}

void ground_need(const struct ground *g, enum status st, const char *what)
{
    if (st != HF_OK)
        ground_die(g, what);
}

enum status ground_open(struct ground *g, int64_t now_s)
{
    struct place_config config = {g->data, g->secrets, {1, 64 << 10}, &store_sqlite, now_s, 0};

    return place_open(&config, &g->place);
}

/* --- what thieves have ----------------------------------------------------------------------- */

static void write_keys(const struct ground *g)
{
    char path[GROUND_PATH + 20];

    snprintf(path, sizeof path, "%s/keys", g->folder);
    FILE *file = fopen(path, "w");

    for (size_t i = 0; file != NULL && i < g->n_keys; i++)
        fprintf(file, "%s %s %s %s\n", g->keys[i].kind, g->keys[i].name, g->keys[i].value,
                g->keys[i].word);
    if (file == NULL || fclose(file) != 0)
        ground_die(g, "can't write the keys");
}

static void take_field(struct span *rest, char ret[GROUND_WORD])
{
    struct span field = span_cut(rest, ' ');

    if (field.len < GROUND_WORD)
        memcpy(ret, field.at, field.len);
}

static int64_t read_keys(struct ground *g)
{
    char path[GROUND_PATH + 20], line[LINE];
    int64_t now_s = begins_s;

    snprintf(path, sizeof path, "%s/keys", g->folder);
    FILE *file = fopen(path, "r");

    while (file != NULL && g->n_keys < GROUND_KNOWN && fgets(line, sizeof line, file) != NULL) {
        struct ground_key *key = &g->keys[g->n_keys++];
        struct span rest = span_trim(span_of(line));

        take_field(&rest, key->kind);
        take_field(&rest, key->name);
        take_field(&rest, key->value);
        take_field(&rest, key->word);
        if (strcmp(key->kind, "now") == 0 && !span_to_int64(span_of(key->value), &now_s))
            ground_die(g, "no time");
    }
    if (file == NULL)
        ground_die(g, "no keys");
    fclose(file);
    return now_s;
}

/* --- three ways to run ----------------------------------------------------------------------- */

static void look_and_end(struct ground *g)
{
    ground_look(g);
    printf("end\n");
    fflush(stdout);
}

static void live(struct ground *g)
{
    char line[LINE];

    while (fgets(line, sizeof line, stdin) != NULL)
        look_and_end(g);
}

int main(int argc, char **argv)
{
    static struct ground g;

    if (argc != 3 || strlen(argv[1]) >= GROUND_PATH)
        return 2;
    snprintf(g.folder, sizeof g.folder, "%s", argv[1]);
    snprintf(g.data, sizeof g.data, "%s/data", argv[1]);
    snprintf(g.secrets, sizeof g.secrets, "%s/secrets", argv[1]);
    if (strcmp(argv[2], "make") == 0) {
        ground_need(&g, ground_open(&g, begins_s), "can't open");
        ground_make(&g);
        write_keys(&g);
        place_close(&g.place);
        return 0;
    }
    if (ground_open(&g, read_keys(&g)) != HF_OK) {
        printf("# does not open: %s\nend\n", g.place.why.text);
        place_close(&g.place);
        return 0;
    }
    if (strcmp(argv[2], "live") == 0)
        live(&g);
    else
        look_and_end(&g);
    place_close(&g.place);
    return 0;
}
