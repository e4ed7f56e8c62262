/* A row of the route table; compiles with RIGHT=1 and must not with RIGHT=0.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/route.h"

const struct http_route row_without_right =
    HTTP_ROUTE(HTTP_GET, "/", RIGHT, NULL, HTTP_ROUTE_PLAIN);
