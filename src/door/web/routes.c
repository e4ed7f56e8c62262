/* door/web/routes.c - all tables in one, and the calls around them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/routes.h"

#include "door/assets/assets.h"
#include "door/http/memory.h"
#include "door/web/guard.h"
#include "door/web/page.h"

static const struct http_route assets_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/assets/{name}", RIGHT_PUBLIC, assets_get, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(assets);

/* One a line, so that two who add one do not meet. */
static const struct web_table *const tables[] = {
    &assets_table,         //
    &info_table,           //
    &learn_table,          //
    &setup_table,          //
    &recovery_table,       //
    &signin_table,         //
    &account_table,        //
    &house_pages_table,    //
    &credentials_table,    //
    &desk_table,           //
    &link_table,           //
    &me_table,             //
    &intake_table,         //
    &screening_table,      //
    &plan_table,           //
    &paper_table,          //
    &on_paper_table,       //
    &consent_table,        //
    &me_consent_table,     //
    &begin_table,          //
    &chaperone_table,      //
    &stop_table,           //
    &live_table,           //
    &today_yes_table,      //
    &after_table,          //
    &close_table,          //
    &record_table,         //
    &incidents_table,      //
    &rules_table,          //
    &rule_table,           //
    &packs_table,          //
    &rule_review_table,    //
    &rule_tighten_table,   //
    &client_edit_table,    //
    &findings_table,       //
    &readers_table,        //
    &readiness_table,      //
    &measures_table,       //
    &answers_table,        //
    &safety_table,         //
    &client_answers_table, //
    &receipt_table,        //
    &hand_on_table,        //
    &leaving_table,        //
    &share_table,          //
    &supervise_table,      //
    &prove_table,          //
    &sign_ins_table,       //
    &backups_table,        //
    &older_table,          //
    &passkeys_table,       //
    &pin_table,            //
    &receipt_find_table,   //
    &brake_table,          //
    &everything_table,     //
    &copy_table,           //
    &erase_table,          //
    &terms_table,          //
};

/* KEEP IN ORDER: enum right. */
const char *const web_right_names[RIGHT_COUNT] = {
    "none",     "public", "known",      "setup token",  "setup",       "signed in",
    "own keys", "client", "client own", "practitioner", "staff",       "owner",
    "handover", "room",   "care",       "clinician",    "even locked", "unlock",
};

enum status web_routes_join(struct door_shared *shared, struct fault *why)
{
    shared->n_routes = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            if (shared->n_routes == WEB_ROUTES_MOST)
                return fault_set(why, HF_FAILED, "more routes than WEB_ROUTES_MOST");
            shared->routes[shared->n_routes++] = tables[i]->rows[j];
        }
    return http_routes_check(shared->routes, shared->n_routes, why);
}

static enum status door_open(void *context, struct door **ret, struct fault *why)
{
    struct door_shared *shared = context;
    struct door *door = memory_new(sizeof *door);

    if (door == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a door");
    *door = (struct door){
        .practice = {.vault = shared->vault,
                     .ledger = shared->ledger,
                     .knowledge = shared->knowledge},
        .shared = shared,
    };
    enum status st = store_open(shared->driver, shared->store_where, &door->practice.store, why);

    if (st != HF_OK)
        memory_free(door, sizeof *door);
    else
        *ret = door;
    return st;
}

static void door_close(struct door *door)
{
    if (door == NULL)
        return;
    store_free(door->practice.store);
    memory_free(door, sizeof *door);
}

const struct http_calls web_calls = {
    .door_open = door_open,
    .door_close = door_close,
    .guard = web_guard,
    .after = web_after,
    .token = web_token_check,
    .error_page = web_error_page,
};
