/* door/cli/coverage.c - `holdfast coverage`: where each thing that Holdfast exists for lives.
 *
 * Printed from packs/learn.json and held against the table that the server answers from; opens no
 * practice. One line a home: its id, what it says, its places with their addresses.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/web/web.h"
#include "knowledge/knowledge.h"

#include <stdio.h>
#include <stdlib.h>

struct covering {
    struct arena arena;
    struct knowledge know;
    struct door_shared shared;
};

/* "/s/{session}/record" is a row; "/rules/CI96" is answered by one. */
static bool is_page(const struct door_shared *shared, struct span address)
{
    struct http_route_match match;

    for (size_t i = 0; i < shared->n_routes; i++)
        if (shared->routes[i].method == HTTP_GET && span_equal(shared->routes[i].pattern, address))
            return true;
    return http_route_find(shared->routes, shared->n_routes, HTTP_GET, address, &match) == HF_OK;
}

static enum status print_place(struct covering *c, const struct learn_home *home, struct span place,
                               struct fault *why)
{
    struct span address = knowledge_home_address(place, &c->arena);

    if (address.len > 0 && !is_page(&c->shared, address))
        return fault_set(why, HF_INVALID, "%.*s: there is no page %.*s", SPAN_ARGS(home->id),
                         SPAN_ARGS(address));
    if (address.len > 0)
        printf("    %.*s %.*s\n", SPAN_ARGS(learn_place_kind(place)), SPAN_ARGS(address));
    else
        printf("    %.*s %.*s\n", SPAN_ARGS(learn_place_kind(place)),
               SPAN_ARGS(learn_place_name(place)));
    return HF_OK;
}

static enum status print_home(struct covering *c, const struct learn_home *home, struct fault *why)
{
    enum status st = HF_OK;

    printf("%.*s %.*s\n", SPAN_ARGS(home->id), SPAN_ARGS(home->what));
    for (size_t i = 0; st == HF_OK && i < home->places.count; i++)
        st = print_place(c, home, home->places.at[i], why);
    return st;
}

static enum status print_homes(struct covering *c, struct fault *why)
{
    enum status st = knowledge_load(&c->arena, &c->know, why);

    if (st == HF_OK)
        st = web_routes_join(&c->shared, why);
    for (uint32_t i = 0; st == HF_OK && i < c->know.learn->n_homes; i++)
        st = print_home(c, &c->know.learn->homes[i], why);
    if (st == HF_OK)
        printf("%u things, each with a place\n", c->know.learn->n_homes);
    return st;
}

static int coverage_run(int argc, char **argv)
{
    (void)argv; /* a command's signature; there is nothing to read */
    if (argc > 1)
        return cli_misused(&coverage_command, "takes no arguments");
    /* Too large for a stack. */
    struct covering *c = calloc(1, sizeof *c);
    void *block = malloc(KNOWLEDGE_BYTES);
    struct fault why;

    fault_clear(&why);
    if (c != NULL)
        arena_init(&c->arena, block, block == NULL ? 0 : KNOWLEDGE_BYTES);
    enum status st =
        c == NULL ? fault_set(&why, HF_FAILED, "not enough memory") : print_homes(c, &why);

    free(block);
    free(c);
    return st == HF_OK ? CLI_OK : cli_failed(&coverage_command, &why);
}

const struct command coverage_command = {
    "coverage", "", "Say where in the product each thing lives that it exists for", coverage_run};
