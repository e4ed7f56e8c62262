/* door/web/device.c - see device.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/device.h"

#include "base/buf.h"
#include "door/web/web.h"

#include <string.h>

/* The first that is in the text: those that name others, too, come first. Numbers are stored. */
struct mark {
    const char *text, *name;
    uint8_t number;
};
static const struct mark browsers[] = {
    {"Firefox/", "Firefox", 1}, {"FxiOS/", "Firefox", 1},          {"Edg", "Edge", 2},
    {"OPR/", "Opera", 3},       {"SamsungBrowser/", "Samsung", 4}, {"CriOS/", "Chrome", 5},
    {"Chrome/", "Chrome", 5},   {"Safari/", "Safari", 6},
};
static const struct mark systems[] = {
    {"Android", "Android", 1}, {"iPhone", "iPhone", 2}, {"iPad", "iPad", 3},
    {"Windows", "Windows", 4}, {"Macintosh", "Mac", 5}, {"CrOS", "ChromeOS", 6},
    {"Linux", "Linux", 7},
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool holds(struct span text, const char *part)
{
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.at + i, part, len) == 0)
            return true;
    return false;
}

static uint8_t number_of(const struct mark *marks, size_t n, struct span agent)
{
    for (size_t i = 0; i < n; i++)
        if (holds(agent, marks[i].text))
            return marks[i].number;
    return 0;
}

static const char *name_of(const struct mark *marks, size_t n, uint8_t number)
{
    for (size_t i = 0; i < n; i++)
        if (marks[i].number == number)
            return marks[i].name;
    return NULL;
}

uint8_t device_of_agent(struct span agent)
{
    return (uint8_t)(number_of(browsers, COUNT(browsers), agent) * 16 +
                     number_of(systems, COUNT(systems), agent));
}

uint8_t web_device(const struct http_request *request)
{
    return device_of_agent(http_request_header(request, "user-agent"));
}

struct span device_words(struct arena *arena, uint8_t device)
{
    enum { WORDS_MOST = 64 };
    const char *browser = name_of(browsers, COUNT(browsers), device >> 4);
    const char *system = name_of(systems, COUNT(systems), device & 15);
    struct buf text;

    if (browser == NULL || system == NULL)
        return browser != NULL  ? span_of(browser)
               : system != NULL ? span_of(system)
                                : web_words("signins.unknown");
    buf_init(&text, arena, WORDS_MOST);
    buf_put(&text, span_of(browser));
    buf_lit(&text, ", ");
    buf_put(&text, span_of(system));
    return buf_view(&text);
}
