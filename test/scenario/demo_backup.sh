#!/usr/bin/env bash
# The demo practice is backed up, its machine burns, and it comes back on another. TAP on stdout.
# usage: demo_backup.sh HOLDFAST-DEMO HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/out"
here=(--data "$folder/data" --secrets "$folder/secrets")
there=(--data "$folder/there" --secrets "$folder/there-secrets")

makes() { "$demo" "${here[@]}" >"$folder/logins" 2>"$folder/said"; }
refuses_without_key() {
    "$holdfast" backup "${here[@]}" --to "$folder/out" 2>"$folder/said"
    [ $? = 1 ] && grep -q 'make a key first' "$folder/said"
}
makes_key() {
    "$holdfast" backup "${here[@]}" --new-key >"$folder/sheet" &&
        key=$(sed -n 's/^ *backup key  //p' "$folder/sheet") &&
        pepper=$(sed -n 's/^ *pepper  *//p' "$folder/sheet") && [ -n "$key" ] && [ -n "$pepper" ]
}
backs_up() { "$holdfast" backup "${here[@]}" --to "$folder/out" >"$folder/said" && grep -q '^backup 1: ' "$folder/said"; }
is_looked_at() { "$holdfast" restore --from "$folder/out" --look | grep -q 'signature is right'; }
drills() {
    "$holdfast" restore --from "$folder/out" --check "${here[@]}" <<<"$key" >"$folder/said" &&
        grep -q 'every row holds' "$folder/said"
}
leaves_no_drill() { ! ls /tmp/holdfast-drill-* >/dev/null 2>&1; }
burns() { rm -rf "$folder/data" "$folder/secrets"; }
refuses_other_key() {
    local other=${key/[2-9a-h]/z}
    "$holdfast" restore --from "$folder/out" "${there[@]}" <<<"$other" 2>"$folder/said"
    [ $? = 2 ] && grep -q 'not a backup key' "$folder/said" && [ ! -e "$folder/there-secrets" ]
}
comes_back() { printf '%s\n%s\n' "$key" "$pepper" | "$holdfast" restore --from "$folder/out" "${there[@]}" >"$folder/said"; }
says_missing() { grep -q 'every yes has to be given again' "$folder/said"; }
is_whole() { "$holdfast" verify "$folder/there" --secrets "$folder/there-secrets" | sed 's/^/# /' && [ "${PIPESTATUS[0]}" = 0 ]; }
goes_on() { "$holdfast" backup "${there[@]}" --to "$folder/out" | grep -q '^backup 2: '; }
# Words of five letters and more: one of four stands in a few million random bytes once in thirty runs.
keeps_words_sealed() {
    ! grep -raiEq 'robin|elias|miriam|teresa|example\.org|sitting|slow rivers|amber leaves' "$folder/out"
}

# A server that is told where backups go makes one soon after its start.
serves_backup() {
    mkdir "$folder/nightly"
    "$holdfast" serve "${there[@]}" --port 0 --backups "$folder/nightly" >"$folder/said" 2>&1 &
    local server=$! left=600
    until grep -q 'no backup: ' "$folder/said" || compgen -G "$folder/nightly/*.manifest" >/dev/null || [ $((left -= 1)) = 0 ]; do sleep 0.1; done
    kill "$server" && wait "$server"
    "$holdfast" restore --from "$folder/nightly" --look >"$folder/said" && grep -q 'signature is right' "$folder/said"
}

check "the demo practice is made" makes
check "there is no backup without a key" refuses_without_key
check "a key is made and shown with the pepper" makes_key
check "a backup is written" backs_up
check "it can be looked at without a key" is_looked_at
check "no word of the practice lies open in it" keeps_words_sealed
check "a drill restores it, proves it and says so" drills
check "the drill leaves nothing behind" leaves_no_drill
check "the machine burns" burns
check "a mistyped key is found and nothing is made" refuses_other_key
check "the practice comes back from two lines on paper" comes_back
check "it says that every yes has to be given again" says_missing
check "holdfast verify finds nothing in it" is_whole
check "and its backups go on counting" goes_on
check "the server makes backups by itself" serves_backup
tap_end
