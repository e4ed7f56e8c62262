/* door/http/send.c - turns a reply into bytes of the library, with the headers all replies carry.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/server.h"

#include <microhttpd.h>
#include <string.h>

/* Nothing but our own files, nowhere but here; no script in a page, no frame around it. */
static const char *const always[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
     "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
     "microphone=(), midi=(), payment=(), usb=(), publickey-credentials-get=(self), "
     "publickey-credentials-create=(self), screen-wake-lock=(self)"},
    {"X-Robots-Tag", "noindex, nofollow"},
};

static const char *const caching_text[] = {
    [HTTP_NO_STORE] = "no-store",
    [HTTP_REVALIDATE] = "no-cache",
    [HTTP_IMMUTABLE] = "public, max-age=31536000, immutable",
};

/* The reply's bytes outlive the arena: they go in a block of their own, length first. */
struct kept {
    size_t size;
    char bytes[];
};

static void kept_free(void *cls)
{
    struct kept *kept = cls;

    memory_free(kept, sizeof *kept + kept->size);
}

static struct MHD_Response *response_of_copy(struct span text)
{
    struct kept *kept = memory_new(sizeof *kept + text.len);

    if (kept == NULL)
        return NULL;
    kept->size = text.len;
    if (text.len > 0)
        memcpy(kept->bytes, text.at, text.len);
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        text.len, kept->bytes, kept_free, kept);
    if (response == NULL)
        kept_free(kept);
    return response;
}

/* The library takes `void *` for bytes that it only reads. */
static struct MHD_Response *response_of_static(struct span text)
{
    union {
        const char *in;
        void *out;
    } at = {.in = text.at};

    return MHD_create_response_from_buffer(text.len, at.out, MHD_RESPMEM_PERSISTENT);
}

/* A browser that has seen us over TLS never asks in the clear again, and lets nobody click past a
 * wrong certificate. Not for other names of the domain: they are not ours to decide about. */
static bool add_lasting_tls(const struct exchange *x, struct MHD_Response *response)
{
    return !x->server->is_secure || MHD_add_response_header(response, "Strict-Transport-Security",
                                                            "max-age=31536000") == MHD_YES;
}

static bool add_all(const struct exchange *x, struct MHD_Response *response,
                    const struct http_reply *reply)
{
    bool good = add_lasting_tls(x, response);

    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        good &= MHD_add_response_header(response, always[i][0], always[i][1]) == MHD_YES;
    good &= MHD_add_response_header(response, "Content-Type", reply->type) == MHD_YES;
    good &=
        MHD_add_response_header(response, "Cache-Control", caching_text[reply->caching]) == MHD_YES;
    for (size_t i = 0; i < reply->header_count; i++)
        good &= MHD_add_response_header(response, reply->headers[i].name.at,
                                        reply->headers[i].value.at) == MHD_YES;
    return good;
}

static void build_bare(struct exchange *x)
{
    static const struct span sentence = SPAN_INIT("Holdfast could not answer.\n");
    const struct http_reply bare = {.status = 500, .type = "text/plain; charset=utf-8"};

    x->status = bare.status;
    x->response = response_of_static(sentence);
    if (x->response != NULL && !add_all(x, x->response, &bare)) {
        MHD_destroy_response(x->response);
        x->response = NULL;
    }
}

void send_build(struct exchange *x, const struct http_reply *reply)
{
    struct span text = SPAN("");

    if (x->parted.from.next != NULL)
        x->response = parted_response(x);
    else if (buf_done(&reply->body, &text, NULL) == HF_OK)
        x->response =
            reply->content.len > 0 ? response_of_static(reply->content) : response_of_copy(text);
    x->status = reply->status;
    if (x->response != NULL && add_all(x, x->response, reply))
        return;
    if (x->response != NULL)
        MHD_destroy_response(x->response);
    build_bare(x);
}
