/* fuzz/fuzz_route.c - any path against a table; any pattern as a row: first line path, rest
 * pattern.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/head.h"
#include "door/http/route.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void page(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)request;
    (void)reply;
    (void)door;
}

static void check_match(struct span path, const struct http_route_match *found)
{
    assert(found->param_count <= HTTP_MAX_PARAMS);
    for (size_t i = 0; i < found->param_count; i++) {
        struct span param = found->params[i];

        assert(param.len > 0 && param.len <= HTTP_MAX_PARAM_BYTES);
        assert(param.at > path.at && param.at + param.len <= path.at + path.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"localhost", "[::1]", NULL};
    struct span pattern = span_at(data, size);
    struct span path = span_cut(&pattern, '\n');
    const struct http_route rows[] = {
        HTTP_ROUTE(HTTP_GET, "/c/{id}/plan", 1, page, HTTP_ROUTE_PLAIN),
        HTTP_ROUTE(HTTP_POST, "/c/{id}/plan/{step}", 1, page, HTTP_ROUTE_PLAIN),
        {HTTP_GET, pattern, 1, page, HTTP_ROUTE_PLAIN},
    };
    size_t count = http_routes_check(rows, 3, NULL) == HF_OK ? 3 : 2;
    struct http_route_match found;

    if (http_route_find(rows, count, HTTP_GET, path, &found) == HF_OK)
        check_match(path, &found);
    if (http_route_find(rows, count, HTTP_POST, path, &found) == HF_OK)
        check_match(path, &found);
    return head_host_is_ours(path, names, 80, false) && path.len > 12;
}
