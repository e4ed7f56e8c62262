/* door/cli/routes.c - `holdfast routes`: every page and form there is, who may ask for it, and
 * which ask anew who that is ("fresh").
 *
 * Printed from the table that the server itself answers from; opens no practice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/web/web.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUTE_LINE = HTTP_MAX_TARGET / 8, ROUTES_BYTES = WEB_ROUTES_MOST * ROUTE_LINE };

static enum status print_routes(struct door_shared *shared, struct arena *arena, struct fault *why)
{
    struct span text;
    struct buf out;
    enum status st = web_routes_join(shared, why);

    if (st != HF_OK)
        return st;
    buf_init(&out, arena, ROUTES_BYTES);
    http_routes_write(shared->routes, shared->n_routes, web_right_names,
                      (struct http_route_mark){WEB_FRESH, "fresh"}, &out);
    st = buf_done(&out, &text, why);
    if (st == HF_OK)
        fwrite(text.at, 1, text.len, stdout); /* main/ looks whether it arrived */
    return st;
}

static int routes_run(int argc, char **argv)
{
    (void)argv; /* a command's signature; there is nothing to read */
    if (argc > 1)
        return cli_misused(&routes_command, "takes no arguments");
    /* Too large for a stack: the table lives in what a server shares. */
    struct door_shared *shared = calloc(1, sizeof *shared);
    void *block = malloc((size_t)2 * ROUTES_BYTES);
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, block == NULL ? 0 : (size_t)2 * ROUTES_BYTES);
    enum status st = shared == NULL ? fault_set(&why, HF_FAILED, "not enough memory")
                                    : print_routes(shared, &arena, &why);

    free(block);
    free(shared);
    return st == HF_OK ? CLI_OK : cli_failed(&routes_command, &why);
}

const struct command routes_command = {
    "routes", "", "List every page and form, and who may ask for it", routes_run};
