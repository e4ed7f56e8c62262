/* core/format/zip.c - see zip.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/format/zip.h"

#include "base/date.h"

enum {
    VERSION = 20,          /* needed to extract: folders in names */
    MADE_BY = 3 << 8 | 20, /* on Unix, so that the mode below counts */
    NAMES_UTF8 = 1 << 11,
    MODE = 0100600, /* a file, for its owner alone */
    YEAR_FIRST = 1980,
    YEAR_LAST = 2107,
};

static const uint32_t polynomial = 0xedb88320;

static void put_number(struct buf *out, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_byte(out, (char)(n >> 8 * i & 0xff));
}

uint32_t zip_crc(uint32_t crc, struct span bytes)
{
    crc = ~crc;
    for (size_t i = 0; i < bytes.len; i++) {
        crc ^= (unsigned char)bytes.at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (polynomial & (0 - (crc & 1)));
    }
    return ~crc;
}

/* As MS-DOS counts: time in the lower half, in steps of two seconds. */
static uint32_t dos_time(int64_t utc_s)
{
    struct date d = date_of(utc_s);
    struct time_of_day t = time_of(utc_s);

    if (d.year < YEAR_FIRST || d.year > YEAR_LAST)
        return 1 << 21 | 1 << 16;
    return (uint32_t)((d.year - YEAR_FIRST) << 25 | d.month << 21 | d.day << 16 | t.hour << 11 |
                      t.minute << 5);
}

/* What both headers say, from "version needed" to the length of the name. */
static void put_common(struct buf *out, const struct zip_file *file, int64_t utc_s)
{
    put_number(out, VERSION, 2);
    put_number(out, NAMES_UTF8, 2);
    put_number(out, 0, 2); /* stored */
    put_number(out, dos_time(utc_s), 4);
    put_number(out, file->crc, 4);
    put_number(out, file->size, 4);
    put_number(out, file->size, 4);
    put_number(out, (uint32_t)file->name.len, 2);
    put_number(out, 0, 2); /* nothing extra */
}

void zip_put_local(struct buf *out, const struct zip_file *file, int64_t utc_s)
{
    put_number(out, 0x04034b50, 4);
    put_common(out, file, utc_s);
    buf_put(out, file->name);
}

void zip_put_central(struct buf *out, const struct zip_file *file, int64_t utc_s)
{
    put_number(out, 0x02014b50, 4);
    put_number(out, MADE_BY, 2);
    put_common(out, file, utc_s);
    put_number(out, 0, 2); /* no comment */
    put_number(out, 0, 2); /* the first disk */
    put_number(out, 0, 2); /* not known to be text */
    put_number(out, (uint32_t)MODE << 16, 4);
    put_number(out, file->offset, 4);
    buf_put(out, file->name);
}

void zip_put_end(struct buf *out, size_t n, uint32_t size, uint32_t offset)
{
    put_number(out, 0x06054b50, 4);
    put_number(out, 0, 4); /* one disk */
    put_number(out, (uint32_t)n, 2);
    put_number(out, (uint32_t)n, 2);
    put_number(out, size, 4);
    put_number(out, offset, 4);
    put_number(out, 0, 2); /* no comment */
}
