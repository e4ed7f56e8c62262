/* door/assets/assets.c - style sheets, scripts and drawings that the program carries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/assets/assets.h"

#include "carried/carried.h"

enum { NAME_MOST = 160, TAG_BYTES = 8 };

static const struct {
    const char *ending, *type;
} types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webmanifest", "application/manifest+json"},
};

static const char *type_of(struct span name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t len = span_of(types[i].ending).len;

        if (name.len > len && span_is(span_skip(name, name.len - len), types[i].ending))
            return types[i].type;
    }
    return NULL;
}

static const struct carried *find(const struct http_request *request)
{
    struct buf name;

    buf_init(&name, request->arena, NAME_MOST);
    buf_lit(&name, "pages/assets/");
    buf_put(&name, http_field_value(request->params, "name"));
    return name.failed ? NULL : carried_find(buf_view(&name));
}

static struct span tag_of(const struct http_request *request, const struct carried *file)
{
    static const char hex[] = "0123456789abcdef";
    struct buf tag;

    buf_init(&tag, request->arena, 2 * TAG_BYTES + 2);
    buf_byte(&tag, '"');
    for (int i = 0; i < TAG_BYTES; i++) {
        buf_byte(&tag, hex[file->sha256[i] >> 4]);
        buf_byte(&tag, hex[file->sha256[i] & 15]);
    }
    buf_byte(&tag, '"');
    return buf_view(&tag);
}

void assets_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct carried *file = find(request);
    const char *type = file == NULL ? NULL : type_of(file->name);

    (void)door; /* a handler's signature; nothing is asked of it */
    if (type == NULL) {
        http_reply_error(reply, request, 404, "no such asset");
        return;
    }
    struct span tag = tag_of(request, file);

    reply->type = type;
    reply->caching = HTTP_REVALIDATE;
    http_reply_header(reply, "ETag", tag);
    if (span_is(file->name, "pages/assets/worker.js"))
        http_reply_header(reply, "Service-Worker-Allowed", SPAN("/s/"));
    if (span_equal(http_request_header(request, "if-none-match"), tag))
        reply->status = 304;
    else
        reply->content = file->bytes;
}
