/* keep/ledger/reference.c - from the 20 characters on a paper back to the entry.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum { DIGITS = 20 };

/* As people type it: any case, dashes or none, and the letters that look like digits. 0: no digit
 * of base32. */
static char digit_of(char c)
{
    char low = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);

    if (low == 'o')
        return '0';
    if (low == 'i' || low == 'l')
        return '1';
    return (low >= '0' && low <= '9') || (low >= 'a' && low <= 'z' && low != 'u') ? low : '\0';
}

/* The 20 digits alone. False: more, fewer, or others. */
static bool read_digits(struct span text, char ret[DIGITS])
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '-' || text.at[i] == ' ')
            continue;
        char digit = digit_of(text.at[i]);

        if (digit == '\0' || n == DIGITS)
            return false;
        ret[n++] = digit;
    }
    return n == DIGITS;
}

static bool is_of(const uint8_t hash[32], const char digits[DIGITS])
{
    char reference[RECEIPT_REFERENCE_TEXT], own[DIGITS];

    ledger_reference(hash, reference);
    return read_digits(span_of(reference), own) && memcmp(own, digits, DIGITS) == 0;
}

/* The hash is computed of the bytes: what a column says is not believed. */
static enum status look_for(struct ledger_tx *ltx, const char digits[DIGITS],
                            uint8_t ret_bytes[LEDGER_ENTRY_BYTES], struct ledger_entry *ret,
                            struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx, "SELECT bytes FROM ledger_entry WHERE practice = $1",
                               VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        if (entry_parse(rows_bytes(&rows, 0), ret) && is_of(ret->hash, digits)) {
            memcpy(ret_bytes, rows_bytes(&rows, 0).at, LEDGER_ENTRY_BYTES);
            break;
        }
    rows_close(&rows);
    return st;
}

enum status ledger_find_reference(struct ledger_tx *ltx, struct span reference,
                                  struct ledger_item *ret, struct fault *why)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];
    const struct directory_row *author = NULL;
    struct ledger_item item = {.roles = 0};
    char digits[DIGITS];

    if (!read_digits(reference, digits))
        return fault_set(why, HF_INVALID, "a receipt's number has 20 characters");
    enum status st = look_for(ltx, digits, bytes, &item.entry, why);

    if (st == HF_OK)
        st = entry_check(ltx, &item.entry, bytes, why);
    if (st == HF_OK)
        st = directory_get(ltx, item.entry.actor, item.entry.actor_keygen, &author, why);
    if (st != HF_OK)
        return st == HF_INVALID ? HF_FAILED : st;
    item.roles = author->certificate.who.roles;
    if (author->certificate.kind == STATEMENT_DELEGATE)
        item.lent_by = author->by;
    *ret = item;
    return HF_OK;
}
