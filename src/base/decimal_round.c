/* base/decimal_round.c - fewer digits, and boundaries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/decimal.h"
#include "base/wide.h"

/* Quotient by a power of ten cut towards zero; `*ret_left` has the sign of `d`. */
static __int128 cut_to(struct decimal d, int places, __int128 *ret_left)
{
    __int128 unit = (__int128)wide_ten_to(d.scale - places);

    *ret_left = d.coefficient % unit;
    return d.coefficient / unit;
}

struct decimal decimal_round(struct decimal d, int places)
{
    __int128 left;

    places = places < 0 ? 0 : places;
    if (places >= d.scale)
        return d;
    __int128 half = (__int128)(wide_ten_to(d.scale - places) / 2);
    __int128 n = cut_to(d, places, &left);

    if (left >= half)
        n++;
    else if (left <= -half)
        n--;
    return (struct decimal){.coefficient = n, .scale = places};
}

static struct decimal truncate_to(struct decimal d, int places)
{
    __int128 left;

    if (places >= d.scale)
        return d;
    return (struct decimal){.coefficient = cut_to(d, places, &left), .scale = places};
}

struct decimal decimal_truncate(struct decimal d)
{
    return truncate_to(d, 0);
}

struct decimal decimal_floor(struct decimal d)
{
    __int128 left, n = cut_to(d, 0, &left);

    return (struct decimal){.coefficient = left < 0 ? n - 1 : n};
}

struct decimal decimal_ceiling(struct decimal d)
{
    __int128 left, n = cut_to(d, 0, &left);

    return (struct decimal){.coefficient = left > 0 ? n + 1 : n};
}

struct decimal decimal_normalize(struct decimal d)
{
    while (d.scale > 0 && d.coefficient % 10 == 0) {
        d.coefficient /= 10;
        d.scale--;
    }
    return d;
}

/* With zeros at the end so that it has `places` decimals. */
static bool pad_to(struct decimal d, int places, struct decimal *ret)
{
    struct decimal zeros = {.coefficient = 0, .scale = places};

    return d.scale >= places ? (*ret = d, true)
                             : decimal_add(d, zeros, ret) && ret->scale == places;
}

/* Half of the last place that was written. */
static bool half_place(struct decimal d, struct decimal *ret)
{
    *ret = (struct decimal){.coefficient = 5, .scale = d.scale + 1};
    return d.scale < DECIMAL_SCALE_MAX;
}

static bool boundary_far(struct decimal size, int places, struct decimal *ret)
{
    struct decimal half, edge;

    return half_place(size, &half) && decimal_add(size, half, &edge) &&
           pad_to(decimal_round(edge, places), places, ret);
}

static bool boundary_near(struct decimal size, int places, struct decimal *ret)
{
    struct decimal half, edge;

    return half_place(size, &half) && decimal_subtract(size, half, &edge) &&
           pad_to(truncate_to(edge, places), places, ret);
}

/* Away from zero the edge is rounded, towards zero it is cut: so does the official suite. */
static bool boundary(struct decimal d, int places, bool high, struct decimal *ret)
{
    bool negative = d.coefficient < 0 || (d.coefficient == 0 && !high);
    bool far = d.coefficient == 0 || negative != high;
    struct decimal size = decimal_abs(d), edge;

    if (places < 0 || places > DECIMAL_BOUNDARY_SCALE)
        return false;
    if (!(far ? boundary_far(size, places, &edge) : boundary_near(size, places, &edge)))
        return false;
    *ret = negative ? decimal_negate(edge) : edge;
    return true;
}

bool decimal_low_boundary(struct decimal d, int places, struct decimal *ret)
{
    return boundary(d, places, false, ret);
}

bool decimal_high_boundary(struct decimal d, int places, struct decimal *ret)
{
    return boundary(d, places, true, ret);
}
