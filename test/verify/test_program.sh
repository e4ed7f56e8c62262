#!/usr/bin/env bash
# An exported practice and its receipts, checked by the program that shares nothing with ours: what
# holds, what is refused, and the exit codes. TAP on stdout.
# usage: test_program.sh HOLDFAST-DEMO HOLDFAST HOLDFAST-VERIFY
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2 verify=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")

leaves() { # CODE COMMAND...: it leaves with that code
    local want=$1 got
    shift
    "$@" >"$folder/out" 2>&1
    got=$?
    [ "$got" = "$want" ] || { sed 's/^/# /' "$folder/out" | tail -n 5 && return 1; }
}
entries() { "$holdfast" verify "$folder/data" --secrets "$folder/secrets" | sed -n 's/ entries.*//p'; }
exports() { "$demo" "${open[@]}" >/dev/null 2>&1 && leaves 0 "$holdfast" export-ledger "${open[@]}" "$folder/export"; }
says_each() { leaves 0 "$verify" "$folder/export" && [ "$(grep -c '^entry [0-9]* holds$' "$folder/out")" = "$(entries)" ]; }
concludes() { tail -n 1 "$folder/out" | grep -q 'all hold$'; }
makes() { leaves 0 "$holdfast" receipt make "${open[@]}" --entry "$(entries)" "$folder/receipt" && grep -qE '^[0-9a-z]{4}(-[0-9a-z]{4}){4}$' "$folder/out"; }
finds() { leaves 0 "$holdfast" receipt find "${open[@]}" "$number" && grep -q "^entry $(entries)$" "$folder/out" && grep -q '^signed: ' "$folder/out" && leaves 1 "$holdfast" receipt find "${open[@]}" 0000-0000-0000-0000-0000; }
is_small() { [ "$(wc -c <"$folder/receipt")" -lt 1024 ]; }
checks() { leaves 0 "$holdfast" receipt check "${open[@]}" "$folder/receipt" && grep -q "^holds: entry $(entries)$" "$folder/out"; }
flip() { # FILE AT: the file with that byte changed, on stdout
    head -c "$2" "$1" && printf '\377' && tail -c "+$(($2 + 2))" "$1"
}
checks_text() { base64 "$folder/receipt" >"$folder/text" && leaves 0 "$holdfast" receipt check "${open[@]}" "$folder/text" && grep -q "^holds: entry $(entries)$" "$folder/out"; }
refuses_changed_text() { sed '3s/./*/9' "$folder/text" >"$folder/bad" && leaves 1 "$holdfast" receipt check "${open[@]}" "$folder/bad" && base64 "$folder/bad" >"$folder/worse" && leaves 1 "$holdfast" receipt check "${open[@]}" "$folder/worse"; }
refuses_changed_receipt() { flip "$folder/receipt" 30 >"$folder/bad" && leaves 1 "$holdfast" receipt check "${open[@]}" "$folder/bad" && leaves 1 "$verify" --quiet "$folder/export" "$folder/bad"; }
exports_again() { leaves 0 "$holdfast" export-ledger "${open[@]}" "$folder/newer" && leaves 0 "$verify" --quiet "$folder/newer" "$folder/receipt"; }
refuses_changed_export() { flip "$folder/newer" 5000 >"$folder/bad" && leaves 1 "$verify" --quiet "$folder/bad" && tail -n 1 "$folder/out" | grep -q 'NOT WHOLE$'; }
root() { head -c 67 "$folder/newer" | tail -c 32 | od -An -v -tx1 | tr -d ' \n'; }
wants_the_root() { leaves 0 "$verify" --quiet --root "$(root)" "$folder/newer" && leaves 1 "$verify" --quiet --root "$(root | tr '0-9' '1-90')" "$folder/newer"; }
writes_over_nothing() { leaves 2 "$holdfast" export-ledger "${open[@]}" "$folder/newer"; }
holds_no_word() { ! grep -aiEq 'robin|elias|miriam|teresa|example\.org' "$folder/newer"; }
knows_misuse() { leaves 2 "$verify" && leaves 2 "$verify" --root 12 "$folder/newer" && leaves 2 "$verify" --what; }
knows_unreadable() { leaves 3 "$verify" "$folder/nothing" && leaves 3 "$verify" "$folder/receipt" && leaves 3 "$verify" "$folder/newer" "$folder/nothing"; }

check "the demo's ledger is exported" exports
check "every entry gets its verdict, and all hold" says_each
check "the last line says so" concludes
check "a receipt is made, with a reference of 20 characters" makes
check "it is under 1 KB" is_small
number=$(cat "$folder/out")
check "holdfast receipt find leads from the number to the entry, and knows no other" finds
check "holdfast receipt check finds its entry" checks
check "the same receipt as text is found as well" checks_text
check "text that is no receipt is refused" refuses_changed_text
check "a changed receipt is refused by both programs" refuses_changed_receipt
check "the receipt holds against an export that is newer" exports_again
check "a changed export is refused" refuses_changed_export
check "the root on paper is the one, and no other is" wants_the_root
check "an export is never written over anything" writes_over_nothing
check "no word of the story lies in it" holds_no_word
check "a wrong command line leaves with 2" knows_misuse
check "what can't be read, or is no export, leaves with 3" knows_unreadable
tap_end
