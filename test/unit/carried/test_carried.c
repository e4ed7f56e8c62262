/* The program carries its files, whole and findable.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "carried/carried.h"

#include "tap.h"

static void test_carried_files__are_sorted_by_name(void)
{
    for (size_t i = 1; i < carried_count; i++)
        CHECK(span_compare(carried_files[i - 1].name, carried_files[i].name) < 0);
}

static void test_carried_find__finds_every_file(void)
{
    for (size_t i = 0; i < carried_count; i++)
        CHECK(carried_find(carried_files[i].name) == &carried_files[i]);
}

static void test_carried_find__knows_no_other_name(void)
{
    CHECK(carried_find(SPAN("packs/atlas.jso")) == NULL);
    CHECK(carried_find(SPAN("")) == NULL);
    CHECK(carried_find(SPAN("zzz")) == NULL);
}

static void same_as_the_file(const struct carried *carried)
{
    static char bytes[8 << 20];
    char path[600];

    snprintf(path, sizeof path, "%s/%.*s", SOURCE_ROOT, SPAN_ARGS(carried->name));
    FILE *in = fopen(path, "rb");
    CHECK(in != NULL);
    if (in == NULL)
        return;
    size_t len = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    CHECK(span_equal(carried->bytes, span_at(bytes, len)));
    CHECK(carried->bytes.at[len] == '\0');
}

static void test_carried_bytes__are_those_of_the_file(void)
{
    for (size_t i = 0; i < carried_count; i++)
        same_as_the_file(&carried_files[i]);
}

/* Against coreutils: an implementation that is not ours. */
static void test_carried_sha256__is_what_sha256sum_says(void)
{
    for (size_t i = 0; i < carried_count; i++) {
        char command[700], said[65] = "", ours[65];

        snprintf(command, sizeof command, "sha256sum '%s/%.*s'", SOURCE_ROOT,
                 SPAN_ARGS(carried_files[i].name));
        FILE *pipe = popen(command, "r");
        CHECK(pipe != NULL && fread(said, 1, 64, pipe) == 64);
        if (pipe != NULL)
            pclose(pipe);
        for (size_t k = 0; k < 32; k++)
            snprintf(ours + 2 * k, 3, "%02x", carried_files[i].sha256[k]);
        CHECK_TEXT(span_of(ours), said);
    }
}

int main(void)
{
    RUN(test_carried_files__are_sorted_by_name);
    RUN(test_carried_find__finds_every_file);
    RUN(test_carried_find__knows_no_other_name);
    RUN(test_carried_bytes__are_those_of_the_file);
    RUN(test_carried_sha256__is_what_sha256sum_says);
    return tap_end();
}
