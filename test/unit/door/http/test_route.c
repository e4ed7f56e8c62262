/* The route table: what matches, and what a table must be.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/route.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

static void page(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)request;
    (void)reply;
    (void)door;
}

static const struct http_route rows[] = {
    HTTP_ROUTE(HTTP_GET, "/", 1, page, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/new", 1, page, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{id}", 2, page, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{id}/plan", 2, page, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{id}/plan", 2, page, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{id}/plan/{step}/done", 2, page, HTTP_ROUTE_PLAIN),
};

enum { N_ROWS = sizeof rows / sizeof rows[0] };

static struct http_route_match found;

/* The row's number, or minus the status. */
static int find(enum http_method method, const char *path)
{
    enum status st = http_route_find(rows, N_ROWS, method, span_of(path), &found);

    return st == HF_OK ? (int)(found.route - rows) : -(int)st;
}

static void test_route_find__literals_come_before_parameters(void)
{
    CHECK_INT(find(HTTP_GET, "/"), 0);
    CHECK_INT(find(HTTP_GET, "/c/new"), 1);
    CHECK_INT(find(HTTP_GET, "/c/newer"), 2);
}

static void test_route_find__parameters_are_borrowed_from_the_path(void)
{
    CHECK_INT(find(HTTP_POST, "/c/a%20b/plan/7/done"), 5);
    CHECK_INT(found.param_count, 2);
    CHECK_TEXT(found.params[0], "a%20b");
    CHECK_TEXT(found.params[1], "7");
}

static void test_route_find__same_path_other_method_is_a_conflict(void)
{
    CHECK_INT(find(HTTP_GET, "/c/1/plan"), 3);
    CHECK_INT(find(HTTP_POST, "/c/1/plan"), 4);
    CHECK_INT(find(HTTP_POST, "/c/new"), -HF_CONFLICT);
}

static void test_route_find__other_spellings_are_not_found(void)
{
    static const char *const paths[] = {
        "",           "c",     "/c",        "/c/",      "//",         "/c//plan",   "/c/./plan",
        "/c/../plan", "/c/1/", "/C/new2/x", "/%63/new", "/c/1/plan/", "/c/1/plan/2"};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        CHECK_INT(find(HTTP_GET, paths[i]), -HF_NOT_FOUND);
}

static void test_route_find__long_parameter_is_not_found(void)
{
    char path[HTTP_MAX_PARAM_BYTES + 5] = "/c/";

    memset(path + 3, 'a', HTTP_MAX_PARAM_BYTES);
    CHECK_INT(find(HTTP_GET, path), 2);
    path[3 + HTTP_MAX_PARAM_BYTES] = 'a';
    CHECK_INT(find(HTTP_GET, path), -HF_NOT_FOUND);
}

static void test_routes_check__takes_a_good_table(void)
{
    CHECK_INT(http_routes_check(rows, N_ROWS, NULL), HF_OK);
}

static enum status check_after_client(struct http_route row)
{
    const struct http_route two[] = {HTTP_ROUTE(HTTP_GET, "/c/{id}", 1, page, HTTP_ROUTE_PLAIN),
                                     row};

    return http_routes_check(two, 2, NULL);
}

static void test_routes_check__refuses_rows_that_nobody_reaches(void)
{
    struct http_route row = HTTP_ROUTE(HTTP_GET, "/c/new", 1, page, HTTP_ROUTE_PLAIN);

    CHECK_INT(check_after_client(row), HF_INVALID);
    row.pattern = SPAN("/c/{other}");
    CHECK_INT(check_after_client(row), HF_INVALID);
    row.pattern = SPAN("/d/new");
    CHECK_INT(check_after_client(row), HF_OK);
}

static void test_routes_check__refuses_malformed_rows(void)
{
    static const char *const patterns[] = {"",
                                           "c",
                                           "/c/",
                                           "/c//d",
                                           "/C",
                                           "/{id",
                                           "/{}",
                                           "/a{id}",
                                           "/{i d}",
                                           "/a b",
                                           "/%41",
                                           "/{a}/{b}/{c}/{d}/{e}/{f}/{g}",
                                           "/1/2/3/4/5/6/7/8/9/10/11/12/13"};

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct http_route row = {HTTP_GET, span_of(patterns[i]), 1, page, 0};

        CHECK_INT(check_after_client(row), HF_INVALID);
    }
}

static void test_routes_check__refuses_rows_without_right_handler_or_method(void)
{
    struct http_route row = {HTTP_GET, SPAN("/d"), 0, page, 0};

    CHECK_INT(check_after_client(row), HF_INVALID);
    row = (struct http_route){HTTP_GET, SPAN("/d"), 1, NULL, 0};
    CHECK_INT(check_after_client(row), HF_INVALID);
    row = (struct http_route){0, SPAN("/d"), 1, page, 0};
    CHECK_INT(check_after_client(row), HF_INVALID);
}

static void test_routes_write__one_line_a_row(void)
{
    static alignas(max_align_t) unsigned char block[4096];
    static const char *const rights[] = {"", "public", "practitioner"};
    struct arena arena;
    struct buf out;

    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, 1024);
    struct http_route two[] = {rows[3], rows[4]};

    two[1].flags |= HTTP_ROUTE_CALLERS;
    http_routes_write(two, 2, rights, (struct http_route_mark){HTTP_ROUTE_CALLERS, "anew"}, &out);
    CHECK_TEXT(buf_view(&out), "GET   practitioner         /c/{id}/plan\n"
                               "POST  practitioner  anew   /c/{id}/plan\n");
}

int main(void)
{
    RUN(test_route_find__literals_come_before_parameters);
    RUN(test_route_find__parameters_are_borrowed_from_the_path);
    RUN(test_route_find__same_path_other_method_is_a_conflict);
    RUN(test_route_find__other_spellings_are_not_found);
    RUN(test_route_find__long_parameter_is_not_found);
    RUN(test_routes_check__takes_a_good_table);
    RUN(test_routes_check__refuses_rows_that_nobody_reaches);
    RUN(test_routes_check__refuses_malformed_rows);
    RUN(test_routes_check__refuses_rows_without_right_handler_or_method);
    RUN(test_routes_write__one_line_a_row);
    return tap_end();
}
