#!/usr/bin/env bash
# An older copy of the demo's data folder is put back: the program goes on from it by the owner's word alone,
# and says so to everybody. TAP on stdout.
# usage: demo_older.sh HOLDFAST-DEMO HOLDFAST HOLDFAST-VERIFY
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2 verify=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")
owner='slow rivers carry boats' client='amber leaves on the stairs'

leaves() { # CODE COMMAND...: it leaves with that code
    local want=$1 got
    shift
    "$@" >"$folder/out" 2>&1
    got=$?
    [ "$got" = "$want" ] || { sed 's/^/# /' "$folder/out" | tail -n 5 && return 1; }
}
says() { grep -q "$1" "$folder/out" || { sed 's/^/# /' "$folder/out" && return 1; }; }
makes() { "$demo" "${open[@]}" >/dev/null 2>&1 && cp -r "$folder/data" "$folder/older"; }
entries() { "$holdfast" verify "${open[@]}" 2>&1 | sed -n 's/ entries.*//p'; }
# Started and stopped, the program has put down in the secrets folder how far it went.
rests() {
    "$holdfast" serve "${open[@]}" --port 0 >"$folder/log" 2>&1 &
    local server=$! left=600
    until [ "$folder/secrets/ends" -nt "$folder/mark" ] || [ $((left -= 1)) = 0 ]; do sleep 0.1; done
    kill "$server" && wait "$server"
    [ "$left" -gt 0 ]
}
goes_on_for_a_while() {
    touch -d '1 hour ago' "$folder/mark"
    leaves 0 "$holdfast" export-client "${open[@]}" --login robin "$folder/robin.zip" <<<"$client" &&
        leaves 0 "$holdfast" receipt make "${open[@]}" --entry "$(entries)" "$folder/receipt" && touch "$folder/mark" && rests
}
is_newest() { leaves 1 "$holdfast" accept-older "${open[@]}" && says 'nothing is missing'; }
puts_back() { rm -rf "$folder/data" && cp -r "$folder/older" "$folder/data"; }
refuses_to_copy() { leaves 1 "$holdfast" export-client "${open[@]}" --login robin "$folder/second.zip" <<<"$client" && [ ! -e "$folder/second.zip" ]; }
looks() { before=$(entries) && [ -n "$before" ] && leaves 0 "$holdfast" accept-older "${open[@]}" && says 'at least [1-9]' && [ "$(entries)" = "$before" ]; }
is_not_for_a_client() { leaves 2 "$holdfast" accept-older "${open[@]}" --login robin <<<"$client" && says 'only an owner'; }
wants_the_password() { leaves 2 "$holdfast" accept-older "${open[@]}" --login miriam <<<'something else entirely' && [ "$(entries)" = "$before" ]; }
takes() { leaves 0 "$holdfast" accept-older "${open[@]}" --login miriam <<<"$owner" && says 'has to be given'; }
holds() { leaves 0 "$holdfast" verify "${open[@]}"; }
holds_outside() { leaves 0 "$holdfast" export-ledger "${open[@]}" "$folder/export" && leaves 0 "$verify" --quiet "$folder/export"; }
names_the_receipt() { leaves 1 "$verify" --quiet "$folder/export" "$folder/receipt" && says 'missing since an older copy was taken'; }
carries_it() { # the client's own record says so, and its proof holds
    leaves 0 "$holdfast" export-client "${open[@]}" --login robin "$folder/third.zip" <<<"$client" &&
        mkdir "$folder/third" && (cd "$folder/third" && unzip -q ../third.zip) && grep -rq older_taken "$folder/third" &&
        leaves 0 "$verify" --quiet "$(find "$folder/third" -name 'ledger*' | head -n 1)"
}
# Killed at some moment, the next start is narrow still, or all of it is done.
survives_kills() {
    local n
    for n in 1.0 1.3 1.6 2.0 2.5 3.2; do
        puts_back
        cp "$folder/known/"* "$folder/secrets/"
        { timeout -s KILL "$n" "$holdfast" accept-older "${open[@]}" --login miriam <<<"$owner"; } >/dev/null 2>&1
        if "$holdfast" accept-older "${open[@]}" >"$folder/out" 2>&1; then
            says 'at least [1-9]' && takes || return
        else
            says 'nothing is missing' || return
        fi
        holds || return
    done
}

check "a demo practice, and a copy of its data" makes
check "it goes on: a receipt is given, a record taken along" goes_on_for_a_while
cp -r "$folder/secrets" "$folder/known"
check "on the newest there is nothing to take" is_newest
check "the copy is put back" puts_back
check "from it nothing is taken along as if nothing were missing" refuses_to_copy
check "looking says how much is missing and changes nothing" looks
check "a client can't take it" is_not_for_a_client
check "nor can somebody without the password" wants_the_password
check "the owner takes it" takes
check "it holds" holds
check "its export holds for holdfast-verify" holds_outside
check "a receipt of the missing part is refused by that name" names_the_receipt
check "the client's own copy carries the entry" carries_it
check "killed at any moment it is narrow still, or whole" survives_kills
tap_end
