/* door/web/routes.h - the table of every file of this room. A new page: its file's table here, one
 * line in routes.c.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ROUTES_H
#define HF_DOOR_WEB_ROUTES_H

#include "door/web/web.h"

struct web_table {
    const struct http_route *rows;
    size_t count;
};

/* Declares what WEB_TABLE defines. */
#define WEB_TABLE_DECLARE(name) extern const struct web_table name##_table
/* After a static array NAME_rows[]. */
#define WEB_TABLE(name)                                                                            \
    const struct web_table name##_table = {name##_rows, sizeof name##_rows / sizeof *name##_rows}

WEB_TABLE_DECLARE(assets);
WEB_TABLE_DECLARE(info);
WEB_TABLE_DECLARE(learn);
WEB_TABLE_DECLARE(setup);
WEB_TABLE_DECLARE(pin);
WEB_TABLE_DECLARE(receipt_find);
WEB_TABLE_DECLARE(brake);
WEB_TABLE_DECLARE(older);
WEB_TABLE_DECLARE(recovery);
WEB_TABLE_DECLARE(signin);
WEB_TABLE_DECLARE(account);
WEB_TABLE_DECLARE(desk);
WEB_TABLE_DECLARE(hand_on);
WEB_TABLE_DECLARE(leaving);
WEB_TABLE_DECLARE(share);
WEB_TABLE_DECLARE(supervise);
WEB_TABLE_DECLARE(link);
WEB_TABLE_DECLARE(house_pages);
WEB_TABLE_DECLARE(credentials);
WEB_TABLE_DECLARE(me);
WEB_TABLE_DECLARE(everything);
WEB_TABLE_DECLARE(copy);
WEB_TABLE_DECLARE(erase);
WEB_TABLE_DECLARE(intake);
WEB_TABLE_DECLARE(screening);
WEB_TABLE_DECLARE(plan);
WEB_TABLE_DECLARE(paper);
WEB_TABLE_DECLARE(on_paper);
WEB_TABLE_DECLARE(consent);
WEB_TABLE_DECLARE(me_consent);
WEB_TABLE_DECLARE(incidents);
WEB_TABLE_DECLARE(rules);
WEB_TABLE_DECLARE(rule);
WEB_TABLE_DECLARE(packs);
WEB_TABLE_DECLARE(rule_review);
WEB_TABLE_DECLARE(rule_tighten);
WEB_TABLE_DECLARE(record);
WEB_TABLE_DECLARE(close);
WEB_TABLE_DECLARE(after);
WEB_TABLE_DECLARE(today_yes);
WEB_TABLE_DECLARE(live);
WEB_TABLE_DECLARE(stop);
WEB_TABLE_DECLARE(begin);
WEB_TABLE_DECLARE(client_edit);
WEB_TABLE_DECLARE(findings);
WEB_TABLE_DECLARE(readers);
WEB_TABLE_DECLARE(chaperone);
WEB_TABLE_DECLARE(readiness);
WEB_TABLE_DECLARE(measures);
WEB_TABLE_DECLARE(answers);
WEB_TABLE_DECLARE(safety);
WEB_TABLE_DECLARE(client_answers);
WEB_TABLE_DECLARE(receipt);
WEB_TABLE_DECLARE(prove);
WEB_TABLE_DECLARE(sign_ins);
WEB_TABLE_DECLARE(backups);
WEB_TABLE_DECLARE(passkeys);
WEB_TABLE_DECLARE(terms);

#endif
