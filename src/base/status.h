/* base/status.h - the six answers of everything that can fail.
 *
 * Ask what the caller would do differently; if nothing, it is the same status.
 * A refusal ("no consent") is not a status: it is a struct decision.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_STATUS_H
#define HF_BASE_STATUS_H

enum status {
    HF_OK = 0,    /* done */
    HF_NOT_FOUND, /* no such thing; may be normal */
    HF_INVALID,   /* the input is wrong, and the fault says where (400, exit 2) */
    HF_CONFLICT,  /* somebody changed it first (409) */
    HF_BUSY,      /* nothing is wrong, try again */
    HF_FAILED,    /* we are broken: disk, memory, key, bug (500) */
};

#define HF_MUST_USE __attribute__((warn_unused_result))

#endif
