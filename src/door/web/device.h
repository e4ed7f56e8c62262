/* door/web/device.h - what kind of device is this, in one number? For the list of sign-ins.
 *
 * Enough to know one's own phone again and too little to follow anybody: a browser and a system, no
 * version. What is not known is called so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_DEVICE_H
#define HF_DOOR_WEB_DEVICE_H

#include "door/http/http.h"

/* From the User-Agent header; 0: nothing was known of it. */
uint8_t web_device(const struct http_request *request);
uint8_t device_of_agent(struct span agent);

/* "Firefox on Android". */
struct span device_words(struct arena *arena, uint8_t device);

#endif
