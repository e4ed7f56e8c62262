/* test/support/instrument.h - a form of the shape of an instrument, with none of its sentences.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_INSTRUMENT_H
#define HF_TEST_SUPPORT_INSTRUMENT_H

#include "core/model/measure.h"

#include <stdio.h>

/* In a buffer of the caller's; "" when it is too small. */
static inline struct span instrument_form(const struct measure *m, const char *version, char *room,
                                          size_t size)
{
    size_t len = 0;

#define PUT(...)                                                                                   \
    (len += (size_t)snprintf(room + (len < size ? len : size - 1), len < size ? size - len : 1,    \
                             __VA_ARGS__))
    PUT("{\"resourceType\":\"Questionnaire\",\"url\":\"urn:test:%.*s\",\"version\":\"%s\","
        "\"status\":\"active\",\"title\":\"Test\",\"item\":[",
        SPAN_ARGS(m->id), version);
    for (uint32_t i = 0; i < m->n_items; i++) {
        PUT("%s{\"linkId\":\"q%u\",\"text\":\"Question %u\",\"type\":\"choice\"", i > 0 ? "," : "",
            i + 1, i + 1);
        if (m->codes != NULL)
            PUT(",\"code\":[{\"system\":\"http://loinc.org\",\"code\":\"%.*s\"}]",
                SPAN_ARGS(m->codes[i]));
        PUT(",\"answerOption\":[");
        for (int64_t n = m->items[i].least; n <= m->items[i].most; n++)
            PUT("%s{\"valueInteger\":%lld}", n > m->items[i].least ? "," : "", (long long)n);
        PUT("]}");
    }
    PUT("]}");
#undef PUT
    return len < size ? span_at(room, len) : SPAN("");
}

/* {"q9": 1} as a completed response: `values` has a number for each item, below 0 for none. */
static inline struct span instrument_response(const struct measure *m, const char *version,
                                              const int *values, char *room, size_t size)
{
    size_t len = 0;
    const char *comma = "";

#define PUT(...)                                                                                   \
    (len += (size_t)snprintf(room + (len < size ? len : size - 1), len < size ? size - len : 1,    \
                             __VA_ARGS__))
    PUT("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:test:%.*s|%s\","
        "\"status\":\"completed\",\"item\":[",
        SPAN_ARGS(m->id), version);
    for (uint32_t i = 0; i < m->n_items; i++) {
        if (values[i] < 0)
            continue;
        PUT("%s{\"linkId\":\"q%u\",\"answer\":[{\"valueInteger\":%d}]}", comma, i + 1, values[i]);
        comma = ",";
    }
    PUT("]}");
#undef PUT
    return len < size ? span_at(room, len) : SPAN("");
}

#endif
