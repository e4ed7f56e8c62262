/* core/format/zip.h - the bytes around files in a ZIP archive, nothing compressed.
 *
 * Whoever writes one knows length and CRC-32 of each file beforehand, so every header is whole and
 * the length of the archive is known before its first byte. Source: PKWARE APPNOTE 6.3.3, sections
 * 4.3.7, 4.3.12, 4.3.16; ISO/IEC 21320-1 (stored entries, names in UTF-8).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORMAT_ZIP_H
#define HF_CORE_FORMAT_ZIP_H

#include "base/buf.h"

enum { ZIP_LOCAL = 30, ZIP_CENTRAL = 46, ZIP_END = 22, ZIP_FILES_MOST = 65534 };

struct zip_file {
    struct span name; /* relative, with "/" between folders; in UTF-8, at most 65535 bytes */
    uint32_t size, crc;
    uint32_t offset; /* of its local header in the archive */
};

/* CRC-32 (ISO 3309) of `bytes` behind those that `crc` is of; 0 begins. */
uint32_t zip_crc(uint32_t crc, struct span bytes);

/* `utc_s`: of the whole archive; earlier than 1980 counts as 1980. */
void zip_put_local(struct buf *out, const struct zip_file *file, int64_t utc_s);
void zip_put_central(struct buf *out, const struct zip_file *file, int64_t utc_s);
/* `offset`, `size`: of all central headers together; `n` of them, at most ZIP_FILES_MOST. */
void zip_put_end(struct buf *out, size_t n, uint32_t size, uint32_t offset);

#endif
