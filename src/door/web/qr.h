/* door/web/qr.h - text as a QR code (ISO/IEC 18004), drawn by the server.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_QR_H
#define HF_DOOR_WEB_QR_H

#include "base/arena.h"
#include "core/format/html.h"

enum { QR_TEXT_MOST = 2000 }; /* beyond, no phone reads it from a screen */

/* An <svg class="qr"> in the arena, hidden from screen readers: say in words what it is. Empty when
 * the text is empty or too long, or memory is spent: the page then does without. */
struct html_safe qr_markup(struct arena *arena, struct span text);

#endif
