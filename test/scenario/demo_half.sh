#!/usr/bin/env bash
# Backup, restore, a record taken along and rebuild, killed at some moment or with a full disk: nothing half is
# taken for whole, and the next try succeeds. TAP on stdout.
# usage: demo_half.sh HOLDFAST-DEMO HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")
there=(--data "$folder/there" --secrets "$folder/there-secrets")
client='amber leaves on the stairs'
db=$folder/data/practice.db
# Fractions of a whole run, so that slow and fast machines are both met somewhere in the middle.
moments=(0.05 0.2 0.35 0.5 0.6 0.7 0.8 0.9 0.95 1.0)

now() { date +%s%N; }
# COMMAND...: it succeeds, and how many nanoseconds it took is in `whole`.
measure() {
    local from
    from=$(now)
    "$@" >"$folder/out" 2>&1 || told || return
    whole=$(($(now) - from))
}
# FRACTION COMMAND...: killed after that part of `whole`.
killed_at() {
    local after
    after=$(awk -v w="$whole" -v f="$1" 'BEGIN { printf "%.3f", w * f / 1e9 }')
    shift
    { timeout -s KILL "$after" "$@"; } >"$folder/out" 2>&1
    # timeout kills itself with its group: whoever was killed may still be ending
    while pgrep -f -- "$folder" >/dev/null; do sleep 0.05; done
}
told() {
    sed 's/^/# /' "$folder/out" | tail -n 5
    return 1
}
# COMMAND...: fails where no file may grow beyond so many KiB, and says why.
with_full_disk() {
    (trap '' XFSZ && ulimit -f "$1" && shift && "$@") >"$folder/out" 2>&1
    { [ $? = 1 ] && [ -s "$folder/out" ]; } || told
}
makes() {
    "$demo" "${open[@]}" >/dev/null 2>&1 && "$holdfast" backup "${open[@]}" --new-key >"$folder/sheet" &&
        key=$(sed -n 's/^ *backup key  //p' "$folder/sheet") && pepper=$(sed -n 's/^ *pepper  *//p' "$folder/sheet") && mkdir "$folder/out.d"
}

backs_up() { "$holdfast" backup "${open[@]}" --to "$folder/out.d"; }
looks() { "$holdfast" restore --from "$folder/out.d" --look; }
no_parts() { ! compgen -G "$folder/out.d/*.part" >/dev/null; }
survives_killed_backups() {
    local moment
    measure backs_up || return
    for moment in "${moments[@]}"; do
        killed_at "$moment" "$holdfast" backup "${open[@]}" --to "$folder/out.d"
        looks >"$folder/out" 2>&1 || told || return
        { backs_up >"$folder/out" 2>&1 && no_parts; } || told || return
    done
}
refuses_full_backup() { with_full_disk 256 "$holdfast" backup "${open[@]}" --to "$folder/out.d" && no_parts && looks >/dev/null; }

restores() { printf '%s\n%s\n' "$key" "$pepper" | "$holdfast" restore --from "$folder/out.d" "${there[@]}" "$@"; }
forgets() { rm -rf "$folder/there" "$folder/there-secrets" "$folder/there-secrets.restoring"; }
is_none() { [ ! -e "$folder/there/practice.db" ] && ! "$holdfast" verify "${there[@]}" >/dev/null 2>&1; }
is_whole() { "$holdfast" verify "${there[@]}" >"$folder/out" 2>&1 && grep -q ' 0 findings' "$folder/out"; }
survives_killed_restores() {
    local moment
    measure restores && is_whole || return
    for moment in "${moments[@]}"; do
        forgets
        # shellcheck disable=SC2016  # the inner shell expands it
        killed_at "$moment" bash -c 'printf "%s\n%s\n" "$1" "$2" | "${@:3}"' - "$key" "$pepper" "$holdfast" restore --from "$folder/out.d" "${there[@]}"
        if [ -e "$folder/there/practice.db" ]; then
            is_whole || return
        else
            { is_none && { restores || restores --accept-older; } >"$folder/out" 2>&1 && is_whole; } || told || return
        fi
    done
}
refuses_full_restore() {
    forgets
    (trap '' XFSZ && ulimit -f 512 && restores) >"$folder/out" 2>&1
    [ $? = 1 ] && [ ! -e "$folder/there-secrets" ] && [ -z "$(ls -A "$folder/there" 2>/dev/null)" ]
}

takes_along() { rm -f "$folder/robin.zip" && "$holdfast" export-client "${open[@]}" --login robin "$folder/robin.zip" <<<"$client"; }
survives_killed_copies() {
    local moment
    measure takes_along || return
    for moment in "${moments[@]}"; do
        rm -f "$folder/robin.zip"
        killed_at "$moment" "$holdfast" export-client "${open[@]}" --login robin "$folder/robin.zip" <<<"$client"
        [ ! -e "$folder/robin.zip" ] || unzip -tq "$folder/robin.zip" >/dev/null || return
    done
    takes_along >/dev/null && unzip -tq "$folder/robin.zip" >/dev/null && [ ! -e "$folder/robin.zip.half" ]
}
refuses_full_copy() {
    rm -f "$folder/robin.zip"
    with_full_disk 16 "$holdfast" export-client "${open[@]}" --login robin "$folder/robin.zip" <<<"$client" &&
        [ ! -e "$folder/robin.zip" ] && [ ! -e "$folder/robin.zip.half" ]
}
cut_copy_is_refused() {
    takes_along >/dev/null && head -c "$(($(wc -c <"$folder/robin.zip") / 2))" "$folder/robin.zip" >"$folder/half.zip" &&
        ! unzip -tq "$folder/half.zip" >/dev/null 2>&1
}

rows() { sqlite3 "$db" .dump | sort | sha256sum; }
refuses_full_rebuild() {
    sqlite3 "$db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    local before
    before=$(rows)
    with_full_disk 64 "$holdfast" rebuild "${open[@]}" && [ "$(rows)" = "$before" ] && "$holdfast" verify "${open[@]}" >/dev/null
}

check "a demo practice with a backup key" makes
check "a backup killed at any moment leaves the one before, and the next one succeeds" survives_killed_backups
check "a backup that the disk does not take is none, and says so" refuses_full_backup
check "a restore killed at any moment is no practice, or a whole one, and can be begun again" survives_killed_restores
check "a restore that the disk does not take leaves nothing" refuses_full_restore
check "a record taken along, killed at any moment, is not there or whole" survives_killed_copies
check "one that the disk does not take is not there" refuses_full_copy
check "half a ZIP is refused by who opens it" cut_copy_is_refused
check "a rebuild that the disk does not take changes nothing" refuses_full_rebuild
tap_end
