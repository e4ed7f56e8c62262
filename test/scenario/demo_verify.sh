#!/usr/bin/env bash
# The demo practice is made, and is whole. TAP on stdout.
# usage: demo_verify.sh HOLDFAST-DEMO HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

makes() {
    "$demo" --data "$folder/data" --secrets "$folder/secrets" >"$folder/logins" 2>"$folder/said" ||
        { sed 's/^/# /' "$folder/said" && return 1; }
}
leaves_alone() { ! "$demo" --data "$folder/data" --secrets "$folder/secrets" >/dev/null 2>&1; }
names_everybody() { [ "$(wc -l <"$folder/logins")" = 5 ]; }
is_whole() { "$holdfast" verify "$folder/data" --secrets "$folder/secrets" | sed 's/^/# /' && [ "${PIPESTATUS[0]}" = 0 ]; }
# Names, addresses, words, logins and passwords of the story.
keeps_words_sealed() {
    ! grep -raiEq 'robin|elias|miriam|teresa|example\.org|sitting|slow rivers|amber leaves' \
        "$folder/data" "$folder/secrets"
}

check "the demo practice is made" makes
check "it tells five logins" names_everybody
check "holdfast verify finds nothing" is_whole
check "no word of it lies open in a file" keeps_words_sealed
check "a practice that is there is left alone" leaves_alone
check "and is still whole" is_whole
tap_end
