/* keep/passkey/attested.c - opens an attestationObject: a map of fmt, attStmt and authData.
 *
 * libcbor reserves memory for what a length promises, so the length of every item is held to the
 * bytes that are there before it is asked to decode anything.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/passkey/inside.h"

#include <cbor.h>
#include <string.h>

enum { DEPTH_MOST = 6, ITEMS_MOST = 256 };

struct walk {
    const uint8_t *at, *end;
    size_t items;
};

/* The length or value of the head of an item (RFC 8949 section 3); indefinite ones are refused. */
static bool read_head(struct walk *walk, uint8_t *ret_major, uint64_t *ret_value)
{
    if (walk->at == walk->end || walk->items++ == ITEMS_MOST)
        return false;
    uint8_t first = *walk->at++, low = first & 31;
    size_t more = low < 24 ? 0 : low < 28 ? (size_t)1 << (low - 24) : SIZE_MAX;

    if (more > (size_t)(walk->end - walk->at))
        return false;
    *ret_major = first >> 5;
    *ret_value = low < 24 ? low : 0;
    for (; more > 0; more--)
        *ret_value = *ret_value << 8 | *walk->at++;
    return true;
}

static bool skip_item(struct walk *walk, int depth);

static bool skip_items(struct walk *walk, uint64_t n, int depth)
{
    for (; n > 0; n--)
        if (!skip_item(walk, depth))
            return false;
    return true;
}

static bool skip_item(struct walk *walk, int depth)
{
    enum { BYTES = 2, TEXT = 3, LIST = 4, MAP = 5, TAG = 6 };
    uint8_t major;
    uint64_t value;

    if (depth > DEPTH_MOST || !read_head(walk, &major, &value))
        return false;
    if (major == TAG)
        return false;
    if (major == LIST)
        return value <= ITEMS_MOST && skip_items(walk, value, depth + 1);
    if (major == MAP)
        return value <= ITEMS_MOST && skip_items(walk, value * 2, depth + 1);
    if (major != BYTES && major != TEXT)
        return true;
    if (value > (uint64_t)(walk->end - walk->at))
        return false;
    walk->at += value;
    return true;
}

bool cbor_is_bounded(struct span items)
{
    struct walk walk = {(const uint8_t *)items.at, (const uint8_t *)items.at + items.len, 0};

    while (walk.at != walk.end)
        if (!skip_item(&walk, 0))
            return false;
    return true;
}

static bool is_key(const cbor_item_t *key, const char *name)
{
    return cbor_isa_string(key) && cbor_string_is_definite(key) &&
           cbor_string_length(key) == strlen(name) &&
           memcmp(cbor_string_handle(key), name, strlen(name)) == 0;
}

/* The value of one key that stands there once; NULL: not so. */
static const cbor_item_t *value_of(const cbor_item_t *map, const char *name)
{
    const struct cbor_pair *pairs = cbor_map_handle(map);
    const cbor_item_t *found = NULL;

    for (size_t i = 0; i < cbor_map_size(map); i++)
        if (is_key(pairs[i].key, name)) {
            if (found != NULL)
                return NULL;
            found = pairs[i].value;
        }
    return found;
}

/* The whole object, or nothing, from libcbor. */
static const cbor_item_t *data_of(const cbor_item_t *object)
{
    if (!cbor_isa_map(object) || !cbor_map_is_definite(object) || cbor_map_size(object) != 3)
        return NULL;
    const cbor_item_t *fmt = value_of(object, "fmt"), *statement = value_of(object, "attStmt");
    const cbor_item_t *data = value_of(object, "authData");

    if (fmt == NULL || !cbor_isa_string(fmt) || statement == NULL || !cbor_isa_map(statement) ||
        data == NULL || !cbor_isa_bytestring(data) || !cbor_bytestring_is_definite(data))
        return NULL;
    return data;
}

enum status attested_data(struct span object, struct arena *arena, struct span *ret,
                          struct fault *why)
{
    struct cbor_load_result result;

    if (object.len == 0 || object.len > PASSKEY_OBJECT_MOST || !cbor_is_bounded(object))
        return fault_set(why, HF_INVALID, "a passkey's attestation is no bounded CBOR");
    cbor_item_t *item = cbor_load((const unsigned char *)object.at, object.len, &result);

    if (item == NULL || result.read != object.len) {
        if (item != NULL)
            cbor_decref(&item);
        return fault_set(why, HF_INVALID, "a passkey's attestation can't be read");
    }
    const cbor_item_t *data = data_of(item);
    struct span found = data == NULL
                            ? SPAN("")
                            : span_at(cbor_bytestring_handle(data), cbor_bytestring_length(data));
    enum status st = HF_OK;

    if (data == NULL || found.len > PASSKEY_DATA_MOST)
        st = fault_set(why, HF_INVALID, "a passkey's attestation has not its three parts");
    else
        *ret = arena_copy(arena, found);
    cbor_decref(&item);
    if (st == HF_OK && arena->spent)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    return st;
}
