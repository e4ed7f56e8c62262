/* door/http/head.c - the strict checks of a request's head.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/head.h"

#include "door/http/letter.h"

/* Header lines that decide about length, address or safety: two of them are two opinions. */
static const struct span single_lines[] = {
    SPAN_INIT("host"),   SPAN_INIT("content-length"), SPAN_INIT("transfer-encoding"),
    SPAN_INIT("cookie"), SPAN_INIT("content-type"),   SPAN_INIT("origin"),
    SPAN_INIT("expect"), SPAN_INIT("sec-fetch-site"),
};

static size_t line_count(struct http_fields headers, struct span name, struct span *ret_value)
{
    size_t found = 0;

    for (size_t i = 0; i < headers.count; i++) {
        if (!letter_same(headers.at[i].name, name))
            continue;
        *ret_value = headers.at[i].value;
        found++;
    }
    return found;
}

static bool is_clean_value(struct span value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool are_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!letter_is_digit(s.at[i]))
            return false;
    }
    return s.len > 0;
}

static struct head_verdict check_lines(struct http_fields headers, size_t max_bytes)
{
    size_t bytes = 0;

    for (size_t i = 0; i < headers.count; i++) {
        bytes += headers.at[i].name.len + headers.at[i].value.len;
        if (!letter_is_token(headers.at[i].name))
            return (struct head_verdict){400, "a header name is not a token"};
        if (!is_clean_value(headers.at[i].value))
            return (struct head_verdict){400, "a header value has a control character"};
    }
    if (bytes > max_bytes)
        return (struct head_verdict){431, "the headers are too long"};
    return (struct head_verdict){0, ""};
}

static struct head_verdict check_singles(struct http_fields headers)
{
    struct span unused;

    for (size_t i = 0; i < sizeof single_lines / sizeof single_lines[0]; i++) {
        if (line_count(headers, single_lines[i], &unused) > 1)
            return (struct head_verdict){400, "a header that must be single stands twice"};
    }
    return (struct head_verdict){0, ""};
}

static struct head_verdict check_length(struct http_fields headers)
{
    struct span length = SPAN(""), coding = SPAN("");
    bool has_length = line_count(headers, SPAN("content-length"), &length) > 0;
    bool has_coding = line_count(headers, SPAN("transfer-encoding"), &coding) > 0;

    if (has_length && has_coding)
        return (struct head_verdict){400, "two opinions about the length of the body"};
    if (has_length && !are_digits(length))
        return (struct head_verdict){400, "Content-Length is not a number"};
    if (has_coding && !letter_same(coding, SPAN("chunked")))
        return (struct head_verdict){400, "a transfer coding other than chunked"};
    return (struct head_verdict){0, ""};
}

struct head_verdict head_check(struct http_fields headers, size_t max_bytes)
{
    struct span host;
    struct head_verdict verdict = check_lines(headers, max_bytes);

    if (verdict.status == 0)
        verdict = check_singles(headers);
    if (verdict.status == 0)
        verdict = check_length(headers);
    if (verdict.status == 0 && line_count(headers, SPAN("host"), &host) != 1)
        verdict = (struct head_verdict){400, "there is no Host"};
    return verdict;
}

/* The part behind the last colon that stands outside brackets; empty when there is none. */
static struct span cut_port(struct span *host)
{
    for (size_t i = host->len; i > 0 && host->at[i - 1] != ']'; i--) {
        if (host->at[i - 1] == ':') {
            struct span port = span_skip(*host, i);

            *host = span_head(*host, i - 1);
            return port;
        }
    }
    return SPAN("");
}

static bool is_port(struct span text, uint16_t port)
{
    int64_t number = 0;

    return are_digits(text) && text.len <= 5 && span_to_int64(text, &number) && number == port;
}

bool head_host_is_ours(struct span host, const char *const *names, uint16_t port, bool is_secure)
{
    struct span name = host;
    struct span port_text = cut_port(&name);
    bool has_port = name.len < host.len;

    if (has_port ? !is_port(port_text, port) : port != (is_secure ? 443 : 80))
        return false;
    for (size_t i = 0; names[i] != NULL; i++) {
        if (letter_same(name, span_of(names[i])))
            return true;
    }
    return false;
}
