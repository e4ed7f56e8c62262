/* door/web/static.c - serving carried files.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/static.h"

enum { ETAG_BYTES = 16, ETAG_TEXT = 2 * ETAG_BYTES + 2 };

#define FOLDER "pages/assets/"

/* A file of another kind is carried for other reasons and is not served. */
static const struct {
    struct span ending;
    const char *type;
} kinds[] = {
    {SPAN_INIT(".css"), "text/css; charset=utf-8"},
    {SPAN_INIT(".js"), "text/javascript; charset=utf-8"},
    {SPAN_INIT(".svg"), "image/svg+xml"},
    {SPAN_INIT(".webmanifest"), "application/manifest+json"},
};

static bool ends_with(struct span name, struct span ending)
{
    return name.len > ending.len && span_equal(span_skip(name, name.len - ending.len), ending);
}

static const char *type_of(struct span name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (ends_with(name, kinds[i].ending))
            return kinds[i].type;
    }
    return NULL;
}

/* In quotes, as it stands in the header. */
static struct span etag_write(const struct carried *file, char ret[ETAG_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    size_t len = 0;

    ret[len++] = '"';
    for (size_t i = 0; i < ETAG_BYTES; i++) {
        ret[len++] = digits[file->sha256[i] >> 4];
        ret[len++] = digits[file->sha256[i] & 15];
    }
    ret[len++] = '"';
    return span_at(ret, len);
}

void static_answer(const struct carried *file, const struct http_request *request,
                   struct http_reply *reply)
{
    const char *type = file == NULL ? NULL : type_of(file->name);
    char text[ETAG_TEXT];

    if (type == NULL) {
        http_reply_error(reply, request, 404, "there is no such file");
        return;
    }
    struct span etag = etag_write(file, text);

    reply->type = type;
    reply->caching = HTTP_REVALIDATE;
    http_reply_header(reply, "ETag", etag);
    if (span_equal(http_request_header(request, "if-none-match"), etag))
        reply->status = 304;
    else
        reply->content = file->bytes;
}

void static_page(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct span name = http_field_value(request->params, "name");
    struct buf text;

    (void)door; /* a handler's signature; files need no store */
    buf_init(&text, request->arena, sizeof FOLDER + HTTP_MAX_PARAM_BYTES);
    buf_lit(&text, FOLDER);
    buf_put(&text, name);
    static_answer(carried_find(buf_view(&text)), request, reply);
}
