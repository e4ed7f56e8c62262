/* usecase/client_stage.h - where a client stands: the one next thing to do.
 *
 * For lists and buttons only. Nothing is permitted by a stage: each act asks decide() itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CLIENT_STAGE_H
#define HF_USECASE_CLIENT_STAGE_H

#include "core/render/view_desk.h"
#include "usecase/client_file.h"

struct client_stage {
    enum stage stage;
    struct id128 plan;    /* the last one drafted and not dropped; zero: none */
    struct id128 session; /* the last one begun; zero: none */
};

struct client_stage client_stage(const struct client_file *file);

#endif
