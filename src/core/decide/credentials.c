/* core/decide/credentials.c - may this practitioner do this here at all? (S14)
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/workspace.h"

#include "core/decide/times.h"

/* The first cause, in the order of S14; REASON_COUNT when the credential is valid. */
static enum reason_code first_cause(const struct question *q, const struct credential *k)
{
    if (has_ended(k->revoked, q->now_s))
        return REASON_CRED_REVOKED;
    if (!has_begun(k->from, q->now_s))
        return REASON_CRED_NOT_YET;
    if (ends_within(k->until, q->now_s, q->act->duration_s))
        return REASON_CRED_EXPIRED;
    return REASON_COUNT;
}

static void report_causes(const struct question *q, struct workspace *w,
                          const struct practitioner *p, struct cell cell)
{
    bool covered = false;

    for (size_t i = 0; i < p->credential_count; i++) {
        if (!credential_covers(q, &p->credentials[i].scope, cell))
            continue;
        covered = true;
        mark_reason(&w->credentials[i].reasons, first_cause(q, &p->credentials[i]));
    }
    if (!covered)
        mark_reason(&w->reasons, REASON_OUT_OF_SCOPE);
}

void credentials_judge(const struct question *q, struct workspace *w, const struct practitioner *p,
                       struct cell cell)
{
    bool valid = false;

    for (size_t i = 0; i < p->credential_count; i++) {
        const struct credential *k = &p->credentials[i];

        if (!credential_covers(q, &k->scope, cell) || first_cause(q, k) != REASON_COUNT)
            continue;
        w->credentials[i].is_basis = true;
        valid = true;
    }
    if (!valid)
        report_causes(q, w, p, cell);
}
