/* usecase/copy_pack.c - the files that a copy is made of, and the order of what is in them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy_inside.h"

static bool order_lines(struct copy *copy, struct arena *arena)
{
    uint32_t *order = arena_array(arena, uint32_t, copy->n);
    size_t n = 0;

    for (unsigned group = 0; order != NULL && group < COPY_GROUPS; group++)
        for (size_t i = 0; i < copy->n; i++)
            if (copy->lines[i].group == group)
                order[n++] = (uint32_t)i;
    copy->by_group = order;
    return order != NULL;
}

static size_t pick(const struct copy *copy, bool (*fits)(const struct copy_line *line),
                   uint32_t **ret, struct arena *arena)
{
    size_t n = 0;

    *ret = arena_array(arena, uint32_t, copy->n);
    for (size_t i = 0; *ret != NULL && i < copy->n; i++)
        if (fits(&copy->lines[i]))
            (*ret)[n++] = (uint32_t)i;
    return n;
}

static void add_fhir(struct copy *copy)
{
    if (copy->n_forms > 0)
        parcel_add(&copy->parcel,
                   (struct parcel_file){.name = SPAN("fhir/questionnaire-responses.json"),
                                        .of = copy,
                                        .pieces = copy->n_forms + 2,
                                        .put = copy_put_forms});
    if (copy->n_consents > 0)
        parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("fhir/consents.json"),
                                                       .of = copy,
                                                       .pieces = copy->n_consents + 2,
                                                       .put = copy_put_consents});
}

static const char how[] =
    "How to check this copy\n"
    "\n"
    "1. Has a file changed? In this folder:  sha256sum -c SHA256SUMS\n"
    "\n"
    "2. Are the entries as they were signed? With the program holdfast-verify, which needs no\n"
    "   network and nothing of the practice:  holdfast-verify proof/ledger.bin "
    "proof/receipt-*.bin\n"
    "   It prints the practice's root key. The same key is on the owner's paper.\n"
    "\n"
    "3. Is a content the one that was signed? In record.json each entry has \"sealed\", the bytes\n"
    "   in base64, and \"blind\" in hex. HMAC-SHA-256 of those bytes under that blind is the\n"
    "   commitment that stands in the signed entry, at its offset 207. The layouts are in\n"
    "   docs/formats.md of Holdfast.\n"
    "\n"
    "Of other people's entries proof/ledger.bin holds the hash alone.\n";

static void fill_parcel(struct copy *copy, struct arena *arena)
{
    copy->how = span_at(how, sizeof how - 1);
    parcel_init(&copy->parcel, arena, SPAN("holdfast-copy"), copy->now_s);
    parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("index.html"),
                                                   .of = copy,
                                                   .pieces = copy_page_pieces(copy),
                                                   .put = copy_put_page});
    parcel_add(&copy->parcel, (struct parcel_file){.name = SPAN("record.json"),
                                                   .of = copy,
                                                   .pieces = copy->n + 2,
                                                   .put = copy_put_json});
    add_fhir(copy);
    parcel_add_bytes(&copy->parcel, SPAN("proof/ledger.bin"), &copy->proof);
    for (size_t i = 0; i < copy->n_receipts; i++)
        parcel_add_bytes(&copy->parcel, copy->receipt_names[i], &copy->receipts[i]);
    parcel_add_bytes(&copy->parcel, SPAN("proof/README.txt"), &copy->how);
}

/* A form that can't be read any more is in record.json alone. */
static size_t keep_readable(const struct copy *copy, uint32_t *at, size_t n, struct arena *arena)
{
    size_t kept = 0, mark = arena_mark(arena);

    for (size_t i = 0; i < n; i++) {
        if (copy_response(copy, &copy->lines[at[i]], arena).len > 0)
            at[kept++] = at[i];
        arena_rewind(arena, mark);
    }
    return kept;
}

enum status copy_pack(struct copy *copy, struct arena *arena, struct fault *why)
{
    uint32_t *forms, *consents;

    if (!order_lines(copy, arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    copy->n_forms = pick(copy, copy_is_form, &forms, arena);
    copy->n_consents = pick(copy, copy_is_consent, &consents, arena);
    if (forms == NULL || consents == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    copy->n_forms = keep_readable(copy, forms, copy->n_forms, arena);
    copy->forms = forms;
    copy->consents = consents;
    fill_parcel(copy, arena);
    return parcel_measure(&copy->parcel, why);
}
