#!/usr/bin/env bash
# The derived rows of the demo, thrown away and made again: the same bytes; what a disk has spoilt comes
# back; what was signed is never mended; a kill at any moment leaves all as it was. TAP on stdout.
# usage: demo_rebuild.sh HOLDFAST-DEMO HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")
db=$folder/data/practice.db

rows() { sqlite3 "$db" .dump | sort | sha256sum; }
rebuilds() { "$holdfast" rebuild "${open[@]}" >"$folder/out" 2>&1; }
spoils() { sqlite3 "$db" "$1"; }
holds() { "$holdfast" verify "${open[@]}" >"$folder/out" 2>&1; }
is_whole() { [ "$(rows)" = "$whole" ]; }
same_bytes() { rebuilds && is_whole; }
mends() { # SQL: found, mended, and the rows are the first ones
    spoils "$1" && ! is_whole && ! holds && rebuilds && is_whole && holds
}
refuses() { # SQL: told, and nothing is changed
    spoils "$1" && local spoilt && spoilt=$(rows) && ! rebuilds && grep -q 'nothing was changed' "$folder/out" && [ "$(rows)" = "$spoilt" ]
}
# timeout kills itself with its group: whoever was killed may still be ending, with its locks.
gone() { while pgrep -f -- "$folder" >/dev/null; do sleep 0.05; done; }
survives_kills() {
    local n
    for n in 05 1 2 3 5 8; do
        { timeout -s KILL "0.$n" "$holdfast" rebuild "${open[@]}"; } >/dev/null 2>&1
        gone
        is_whole || return
    done
    holds
}
back() { cp "$folder/kept.db" "$db" && rm -f "$db-wal" "$db-shm" && is_whole; }

makes() { "$demo" "${open[@]}" >/dev/null 2>&1; }
check "a demo practice" makes
spoils 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
cp "$db" "$folder/kept.db"
whole=$(rows)
check "made again, every row is the same, byte for byte" same_bytes
check "a head that points elsewhere is mended" mends 'UPDATE ledger_head SET size = size - 1'
check "a row that somebody took away is not made to look right" refuses 'DELETE FROM ledger_head'
check "as it was in the beginning" back
check "entries that are found under another client are mended" mends "UPDATE ledger_entry SET client = x'00112233445566778899aabbccddeeff' WHERE seq = 40"
check "a statement that is found under another kind is mended" mends 'UPDATE statement SET kind = 99 WHERE seq = (SELECT max(seq) FROM statement)'
check "a kill at any moment leaves all as it was" survives_kills
check "a changed entry is not mended" refuses "UPDATE ledger_entry SET bytes = substr(bytes, 1, 300) || x'ffffffff' || substr(bytes, 305) WHERE seq = 50"
check "as it was" back
check "a cut end is not made to look right" refuses 'DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)'
check "as it was before" back
check "a lost record is not made to look right" refuses 'DELETE FROM record WHERE seq = (SELECT max(seq) FROM record)'
check "as it was at first" back
check "it holds" holds
tap_end
