/* door/cli/preview.h - one form in a browser on this machine.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PREVIEW_H
#define HF_DOOR_CLI_PREVIEW_H

#include "core/questionnaire/questionnaire.h"

/* Serves until a signal ends it; says on stdout where. Port 0: any free one. */
HF_MUST_USE enum status preview_serve(const struct questionnaire *form, const struct report *report,
                                      const struct json *value_sets, uint16_t port,
                                      struct fault *why);

#endif
