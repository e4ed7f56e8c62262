/* verify/register.c - who may sign what: the register of docs/actions.md, read a second time.
 *
 * Roles: client 1, practitioner 2, owner 4, clinician 8, chaperone 16, service 32. Passes:
 * hand-over 2, room 4, link 8. test/verify/test_register.py compares it with that page.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

/* Action, chain, signers, passes, least proof; in the order of their numbers. */
static const struct rule rules[] = {
    {1, 'p', 6, 0, 2},     {2, 'p', 31, 0, 1},    {3, 'c', 31, 0, 1},    {4, 'c', 63, 14, 0},
    {5, 'e', 63, 0, 0},    {6, 'e', 7, 0, 1},     {7, 'e', 63, 0, 0},    {8, 'e', 63, 14, 0},
    {9, 'e', 7, 0, 1},     {10, 'e', 7, 0, 1},    {11, 'e', 7, 0, 1},    {32, 'p', 4, 0, 2},
    {33, 'p', 4, 0, 2},    {34, 'p', 4, 0, 2},    {35, 'p', 4, 0, 2},    {36, 'p', 6, 0, 2},
    {37, 'p', 14, 0, 2},   {38, 'p', 14, 0, 1},   {39, 'p', 4, 0, 2},    {40, 'p', 4, 0, 2},
    {41, 'p', 4, 0, 2},    {42, 'p', 30, 0, 2},   {43, 'p', 6, 0, 2},    {60, 'c', 6, 0, 2},
    {100, 'c', 6, 0, 1},   {101, 'c', 6, 0, 1},   {102, 'c', 1, 10, 1},  {103, 'c', 31, 14, 1},
    {120, 'c', 7, 10, 1},  {121, 'c', 7, 10, 1},  {122, 'c', 7, 10, 1},  {123, 'c', 7, 10, 1},
    {124, 'c', 7, 10, 1},  {125, 'c', 1, 10, 1},  {140, 'c', 14, 0, 1},  {141, 'c', 63, 10, 0},
    {142, 'c', 14, 0, 1},  {143, 'c', 1, 14, 1},  {160, 'c', 6, 0, 1},   {161, 'c', 7, 10, 1},
    {162, 'c', 7, 10, 1},  {163, 'c', 6, 0, 1},   {180, 'c', 1, 10, 1},  {181, 'c', 63, 14, 0},
    {182, 'c', 63, 14, 0}, {183, 'c', 63, 14, 0}, {184, 'c', 31, 10, 1}, {185, 'c', 1, 10, 1},
    {200, 'c', 6, 0, 1},   {201, 'c', 63, 14, 0}, {202, 'c', 63, 14, 0}, {203, 'c', 63, 14, 0},
    {204, 'c', 63, 14, 0}, {205, 'c', 31, 14, 1}, {206, 'c', 63, 4, 0},  {207, 'c', 6, 4, 1},
    {208, 'c', 63, 4, 0},  {209, 'c', 31, 14, 1}, {210, 'c', 1, 14, 1},  {211, 'c', 31, 14, 1},
    {212, 'c', 1, 14, 1},  {230, 'c', 63, 14, 0}, {231, 'c', 31, 14, 1}, {232, 'c', 63, 14, 0},
    {233, 'c', 6, 0, 1},   {234, 'c', 1, 14, 1},  {235, 'c', 6, 0, 1},   {270, 'c', 4, 0, 2},
    {271, 'c', 32, 0, 0},
};

const struct rule *rule_find(uint16_t action)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].action == action)
            return &rules[i];
    return NULL;
}
