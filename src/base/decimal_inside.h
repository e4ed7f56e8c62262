/* base/decimal_inside.h - for the files of decimal only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_DECIMAL_INSIDE_H
#define HF_BASE_DECIMAL_INSIDE_H

#include "base/decimal.h"

/* As decimal_divide, rounded to `places` decimals (0..36) or to as many as 256 bits give. */
bool decimal_divide_to(struct decimal a, struct decimal b, int places, struct decimal *ret);

#endif
