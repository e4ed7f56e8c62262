/* core/model/content_json.h - a content as JSON, field by field: for copies that other programs
 * read.
 *
 * Words are spelled out, ids and bytes are hex, a moment that is open is null, everything else is
 * what it is. Nothing is left out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_CONTENT_JSON_H
#define HF_CORE_MODEL_CONTENT_JSON_H

#include "core/format/json.h"
#include "core/model/content.h"

/* One object; `content` is the struct of that action, which must have one. */
void content_json(uint16_t action, const void *content, struct arena *arena, struct json_writer *w);

/* Bytes as text in hex. */
void content_json_hex(struct span bytes, struct arena *arena, struct json_writer *w);

#endif
