/* core/model/register_text.c - docs/actions.md, printed from the tables so that both agree.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"

#include "base/buf.h"

enum { REGISTER_MOST = 131072, ROWS_MOST = 32, ROLES = 6 };

static const char *const kind_words[] = {
    [CONTENT_U8] = "u8",         [CONTENT_WORD] = "word",     [CONTENT_U32] = "u32",
    [CONTENT_I64] = "i64",       [CONTENT_BOOL] = "flag",     [CONTENT_ID] = "id",
    [CONTENT_MOMENT] = "moment", [CONTENT_TEXT] = "text",     [CONTENT_BYTES] = "bytes",
    [CONTENT_TEXTS] = "texts",   [CONTENT_RECORD] = "record", [CONTENT_LIST] = "list",
};
static const char *const purpose_words[] = {"", "hand-over", "room", "link"};
static const char *const proof_words[] = {"machine", "shared device", "own device", "passkey"};

static const char head[] =
    "# Register of actions\n\n"
    "Printed from the tables in src/core/model (action.c, content_*.c) by the test\n"
    "`core/model/register`, which also refuses a difference. To change it, change the tables and\n"
    "run `build/.../test_register docs/actions.md --write`.\n\n"
    "A number or name is never given twice. A content is one version byte (1) and then the fields\n"
    "below in this order, little-endian, nothing between and nothing after; there is exactly one\n"
    "encoding of a content.\n\n"
    "| kind | bytes |\n|---|---|\n"
    "| u8 | 1, at most the number given |\n"
    "| word | 1: 0 is \"not said\", then the words given, from 1 |\n"
    "| u32, i64 | 4, 8 |\n"
    "| flag | 1: 0 or 1 |\n"
    "| id | 16; zero is nobody, none |\n"
    "| moment | 1: 0 is open; 1 is followed by 8, seconds since 1970 UTC |\n"
    "| text, bytes | 4 for the length, at most the number given; text is UTF-8 |\n"
    "| texts | 4 for how many, at most the number given; each a text of at most 64 bytes |\n"
    "| record | the fields of its row, in place |\n"
    "| list | 4 for how many, at most the number given; each the fields of its row |\n\n"
    "Proof: machine 0, shared device 1, own device 2, passkey 3. *Sensitive needs 2*: what is\n"
    "intimate, internal or sensual, or can't be told, counts only from an own device up.\n"
    "*By content*: a green raises and a stop narrows, and so on. Numbers 1 to 31 are statements\n"
    "about keys, 270, 271 and 275 about what was erased or is missing; their layouts are in "
    "formats.md.\n";

static void put_list(struct buf *out, bool *first, const char *word)
{
    if (!*first)
        buf_lit(out, ", ");
    *first = false;
    buf_put(out, span_of(word));
}

static void put_roles(struct buf *out, uint8_t roles)
{
    bool first = true;

    for (int bit = 0; bit < ROLES; bit++)
        if ((roles & 1 << bit) != 0)
            put_list(out, &first, role_name((uint8_t)(1 << bit)).at);
}

static void put_purposes(struct buf *out, uint8_t delegates)
{
    bool first = true;

    for (int i = DELEGATE_HANDOVER; i <= DELEGATE_LINK; i++)
        if ((delegates & 1 << i) != 0)
            put_list(out, &first, purpose_words[i]);
    if (first)
        buf_lit(out, "none");
}

static void put_words(struct buf *out, const struct content_field *f)
{
    bool first = true;

    for (uint32_t i = 1; i <= f->limit; i++)
        put_list(out, &first, f->words[i]);
}

static void put_limit(struct buf *out, const struct content_field *f)
{
    if (f->kind == CONTENT_WORD)
        put_words(out, f);
    else if (f->limit > 0)
        buf_int(out, f->limit);
    if (f->row != NULL) {
        if (f->limit > 0)
            buf_lit(out, " of ");
        buf_put(out, span_of(f->row->name));
    }
}

static void put_fields(struct buf *out, const struct content_layout *layout)
{
    buf_lit(out, "\n| field | kind | at most, or words |\n|---|---|---|\n");
    for (size_t i = 0; i < layout->count; i++) {
        const struct content_field *f = &layout->fields[i];

        buf_lit(out, "| ");
        buf_put(out, span_of(f->name));
        buf_lit(out, " | ");
        buf_put(out, span_of(kind_words[f->kind]));
        buf_lit(out, " | ");
        put_limit(out, f);
        buf_lit(out, " |\n");
    }
}

static void put_line(struct buf *out, const struct action *a)
{
    buf_lit(out, "\nSigned by ");
    put_roles(out, a->signers);
    buf_lit(out, "; through passes: ");
    put_purposes(out, a->delegates);
    buf_lit(out, "; least proof ");
    buf_put(out, span_of(proof_words[a->least_proof]));
    buf_put(out, a->sensitive_needs_2 ? SPAN(", sensitive needs 2") : SPAN(""));
    buf_lit(out, "; ");
    buf_put(out, direction_name(a->direction));
    buf_lit(out, "; sealed in ");
    buf_put(out, compartment_name(a->compartment));
    buf_put(out, a->is_consent_act ? SPAN("; a checkpoint follows") : SPAN(""));
    buf_lit(out, ".\n");
}

static void put_action(struct buf *out, const struct action *a)
{
    const struct content_layout *layout = content_layout_of(a->number);

    buf_lit(out, "\n## ");
    buf_int(out, a->number);
    buf_byte(out, ' ');
    buf_put(out, span_of(a->name));
    buf_lit(out, "\n\n");
    buf_put(out, span_of(a->meaning));
    buf_byte(out, '\n');
    put_line(out, a);
    if (layout != NULL)
        put_fields(out, layout);
}

struct rows {
    const struct content_layout *at[ROWS_MOST];
    size_t count;
};

static void note_row(struct rows *rows, const struct content_layout *row)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i] == row)
            return;
    if (rows->count < ROWS_MOST)
        rows->at[rows->count++] = row;
}

static void collect_rows(struct rows *rows, const struct content_layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->fields[i].row != NULL)
            note_row(rows, layout->fields[i].row);
}

static void put_rows(struct buf *out)
{
    struct rows rows = {.count = 0};

    for (size_t i = 0; content_layout_nth(i) != NULL; i++)
        collect_rows(&rows, content_layout_nth(i));
    for (size_t i = 0; i < rows.count; i++) {
        buf_lit(out, "\n## Row ");
        buf_put(out, span_of(rows.at[i]->name));
        buf_byte(out, '\n');
        put_fields(out, rows.at[i]);
    }
}

enum status content_register_text(struct arena *arena, struct span *ret, struct fault *why)
{
    struct buf out;

    buf_init(&out, arena, REGISTER_MOST);
    buf_put(&out, span_of(head));
    for (size_t i = 0; i < action_count; i++)
        put_action(&out, &actions[i]);
    put_rows(&out);
    return buf_done(&out, ret, why);
}
