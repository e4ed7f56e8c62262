/* usecase/copy_inside.h - what the files of a copy share: what was gathered, in the arena.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_COPY_INSIDE_H
#define HF_USECASE_COPY_INSIDE_H

#include "core/format/json.h"
#include "usecase/copy.h"

enum { COPY_RECEIPTS_MOST = 10 };

/* KEEP IN ORDER: group_rows in copy_page.c. */
enum copy_group {
    COPY_WHO,
    COPY_HEALTH,
    COPY_CONSENT,
    COPY_PLANS,
    COPY_SESSIONS,
    COPY_AFTER,
    COPY_MEASURES,
    COPY_CARE,
    COPY_ASKED,
    COPY_PRACTICE,
    COPY_KEYS,
    COPY_GROUPS,
};

struct copy_line {
    struct ledger_entry entry;
    const struct entry *told; /* NULL: only that it was signed is told */
    const void *content;      /* NULL: public, erased, sealed, or not told */
    uint8_t group;
    bool is_erased, stands; /* stands: a yes that holds when the copy is made */
};

struct copy {
    const struct practice *practice;
    struct client_file file; /* of what somebody signed: the practice's part alone */
    bool is_whole;           /* of a client */
    struct person_id person; /* whose it is */
    struct span name;
    struct copy_line *lines; /* in the order of record */
    size_t n, erased, sealed;
    const uint32_t *by_group; /* the same lines in the order of the page */
    struct span proof;        /* proof/ledger.bin */
    struct span how;          /* proof/README.txt */
    struct span receipts[COPY_RECEIPTS_MOST], receipt_names[COPY_RECEIPTS_MOST];
    size_t n_receipts;
    const uint32_t *forms, *consents; /* lines that are FHIR resources as well */
    size_t n_forms, n_consents;
    uint64_t upto;
    int64_t now_s;
    struct parcel parcel;
};

/* "2026-11-23 14:02 UTC"; and as FHIR writes it. */
struct span copy_time(int64_t utc_us, struct arena *arena);
struct span copy_instant(int64_t utc_us, struct arena *arena);
struct span copy_id(struct id128 id, struct arena *arena); /* as in addresses */

/* copy_lines.c. The items know what was erased, the file what is said. False: no memory. */
bool copy_take_lines(struct copy *copy, const struct ledger_list *list, struct arena *arena);
uint8_t copy_group_of(uint16_t action);
/* Which yes holds now: what can't be told does not. */
void copy_mark_standing(struct copy *copy, struct arena *arena);

/* copy_pack.c. From lines to a parcel that is measured and ready to go out. */
HF_MUST_USE enum status copy_pack(struct copy *copy, struct arena *arena, struct fault *why);

/* copy_fhir.c. The answers of a form as a QuestionnaireResponse; empty: they can't be read. */
struct span copy_response(const struct copy *copy, const struct copy_line *line,
                          struct arena *arena);
/* Its questions and answers as text. */
void copy_answers_text(struct span response, struct arena *arena, struct buf *out);
bool copy_is_form(const struct copy_line *line);
bool copy_is_consent(const struct copy_line *line);

/* The pieces of each file: parcel_file.put, `of` is the struct copy. */
void copy_put_page(const void *of, size_t n, struct arena *scratch, struct buf *out);
void copy_put_json(const void *of, size_t n, struct arena *scratch, struct buf *out);
void copy_put_forms(const void *of, size_t n, struct arena *scratch, struct buf *out);
void copy_put_consents(const void *of, size_t n, struct arena *scratch, struct buf *out);
size_t copy_page_pieces(const struct copy *copy);

#endif
