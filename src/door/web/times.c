/* door/web/times.c - times as people say them, in the zone of the practice's machine.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/web.h"

#include "base/date.h"
#include "core/render/message.h"

#include <stdio.h>
#include <time.h>

enum { TEXT_MOST = 128, MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

static struct tm local(int64_t utc_s)
{
    struct tm tm = {0};
    time_t t = (time_t)utc_s;

    if (localtime_r(&t, &tm) == NULL)
        tm.tm_mday = 1; /* a time that no calendar has: the first of January 1900, never a crash */
    return tm;
}

/* "month.11" */
static void put_word(struct buf *out, const char *list, int n)
{
    char id[32];
    int len = snprintf(id, sizeof id, "%s%d", list, n);

    if (len > 0 && (size_t)len < sizeof id)
        buf_put(out, web_words(id));
}

static void put_two(struct buf *out, int n)
{
    buf_byte(out, (char)('0' + n / 10 % 10));
    buf_byte(out, (char)('0' + n % 10));
}

static void put_time(struct buf *out, const struct tm *tm)
{
    put_two(out, tm->tm_hour);
    buf_byte(out, ':');
    put_two(out, tm->tm_min);
}

static void put_day(struct buf *out, const struct tm *tm, const char *months)
{
    buf_int(out, tm->tm_mday);
    buf_byte(out, ' ');
    put_word(out, months, tm->tm_mon + 1);
}

struct span web_day(struct arena *arena, int64_t utc_s)
{
    struct tm tm = local(utc_s);
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    put_word(&out, "weekday.", tm.tm_wday);
    buf_byte(&out, ' ');
    put_day(&out, &tm, "month.");
    return buf_view(&out);
}

struct span web_date(struct arena *arena, int64_t utc_s)
{
    struct tm tm = local(utc_s);
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    put_day(&out, &tm, "month.");
    buf_byte(&out, ' ');
    buf_int(&out, tm.tm_year + 1900);
    return buf_view(&out);
}

struct span web_calendar(struct arena *arena, int64_t utc_s)
{
    struct tm tm = {0};
    time_t t = (time_t)utc_s;
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    if (gmtime_r(&t, &tm) == NULL)
        tm.tm_mday = 1; /* as in local() */
    put_day(&out, &tm, "month.");
    buf_byte(&out, ' ');
    buf_int(&out, tm.tm_year + 1900);
    return buf_view(&out);
}

struct span web_written_date(struct arena *arena, struct span text)
{
    struct date date;

    return date_parse(text, &date) ? web_calendar(arena, date_to_days(date) * HF_SECONDS_PER_DAY)
                                   : text;
}

struct span web_time(struct arena *arena, int64_t utc_s)
{
    struct tm tm = local(utc_s);
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    put_time(&out, &tm);
    return buf_view(&out);
}

struct span web_when(struct arena *arena, int64_t utc_s)
{
    struct tm tm = local(utc_s);
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    put_day(&out, &tm, "month_short.");
    buf_lit(&out, ", ");
    put_time(&out, &tm);
    return buf_view(&out);
}

static const struct {
    int64_t below_s, unit_s;
    const char *one, *many;
} agos[] = {
    {HOUR_S, MINUTE_S, "ago.minute", "ago.minutes"},
    {DAY_S, HOUR_S, "ago.hour", "ago.hours"},
    {INT64_MAX, DAY_S, "ago.day", "ago.days"},
};

struct span web_ago(struct arena *arena, int64_t utc_s, int64_t now_s)
{
    int64_t gone_s = now_s > utc_s ? now_s - utc_s : 0;
    size_t i = 0;

    if (gone_s < MINUTE_S)
        return web_words("ago.now");
    while (gone_s >= agos[i].below_s)
        i++;
    struct message_arg n = message_arg_number(SPAN("n"), gone_s / agos[i].unit_s);
    const char *id = n.number == 1 ? agos[i].one : agos[i].many;

    return message_fill(arena, message_find(span_of(id)), MESSAGE_EN, &n, 1);
}
