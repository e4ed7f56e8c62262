#!/usr/bin/env bash
# A record taken along from the demo, opened with what every Debian has: unzip, sha256sum, Python; and
# with holdfast-verify. TAP on stdout.
# usage: demo_copy.sh HOLDFAST-DEMO HOLDFAST HOLDFAST-VERIFY
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2 verify=$3
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")
copy=$folder/robin/holdfast-copy

password() { awk -v who="$1" '$1 == who { sub(/^[^ ]+ +/, ""); sub(/  .*/, ""); print }' "$folder/logins"; }
makes() { "$demo" "${open[@]}" >"$folder/logins" 2>/dev/null; }
export_as() { password "$1" | "$holdfast" export-client "${open[@]}" --login "$1" "$folder/$2.zip" 2>"$folder/err"; }
opens() { mkdir "$folder/$1" && unzip -q "$folder/$1.zip" -d "$folder/$1" && [ "$(ls "$folder/$1")" = holdfast-copy ]; }
sums_hold() { (cd "$1" && sha256sum --quiet --strict -c SHA256SUMS && [ "$(find . -type f | wc -l)" = "$(($(wc -l <SHA256SUMS) + 1))" ]); }
proof_holds() { "$verify" --quiet "$copy"/proof/ledger.bin "$copy"/proof/receipt-*.bin >"$folder/out" && grep -q 'all hold$' "$folder/out" && grep -q ' are of others' "$folder/out"; }
refuses_changed() { head -c 60000 "$copy/proof/ledger.bin" >"$folder/bad" && printf x >>"$folder/bad" && tail -c +60002 "$copy/proof/ledger.bin" >>"$folder/bad" && ! "$verify" --quiet "$folder/bad" >"$folder/out" 2>&1; }
content_is_signed() { python3 "$here/copy_contents.py" "$copy"; }
stands_alone() { ! grep -Eiq '(src|href)="|@import|url\(' "$copy/index.html"; }
has_nobody_else() { ! grep -alqrE 'Noor|[Ee]lias|example\.net' "$copy"; }
refuses_wrong_word() { ! echo "wrong words here" | "$holdfast" export-client "${open[@]}" --login robin "$folder/no.zip" 2>"$folder/err" && [ ! -e "$folder/no.zip" ]; }
writes_over_nothing() { ! export_as robin robin; }
has_no_client() { ! grep -alqrE '[Rr]obin|Noor|[Ee]lias' "$folder/miriam/holdfast-copy"; }
signed_holds() { "$verify" --quiet "$folder/miriam/holdfast-copy/proof/ledger.bin" >"$folder/out"; }
ledger_holds() { "$holdfast" verify "$folder/data" --secrets "$folder/secrets" | grep -q ' 0 findings'; }

check "a demo practice" makes
check "a client takes the record along" export_as robin robin
check "unzip opens it: one folder" opens robin
check "sha256sum finds every file as it was" sums_hold "$copy"
check "holdfast-verify takes the proof and the receipts as they are" proof_holds
check "and no other" refuses_changed
check "every content is the one that was signed" content_is_signed
check "the page needs nothing from anywhere" stands_alone
check "nobody else is in it" has_nobody_else
check "a wrong password makes no file" refuses_wrong_word
check "nothing is written over" writes_over_nothing
check "a practitioner takes what she signed" export_as miriam miriam
check "unzip opens it, too" opens miriam
check "its sums hold" sums_hold "$folder/miriam/holdfast-copy"
check "its proof holds" signed_holds
check "no client is in it" has_no_client
check "the ledger of the practice still holds" ledger_holds
tap_end
