#!/usr/bin/env bash
# `holdfast doctor` looks at the demo practice: its lines change when something is broken or mended. What it
# says of the machine itself is in test/unit/door/cli/test_doctor.c. TAP on stdout.
# usage: demo_doctor.sh HOLDFAST-DEMO HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
open=(--data "$folder/data" --secrets "$folder/secrets")

# STATE THING TEXT: the last look said so.
tells() { grep -Eq "^$1 +$2 .*$3" "$folder/out" || { sed 's/^/# /' "$folder/out" && return 1; }; }
looks() { # CODE ARGUMENT...
    local want=$1
    shift
    "$holdfast" doctor "${open[@]}" "$@" >"$folder/out" 2>"$folder/said"
    local got=$?
    [ $got = "$want" ] || { sed 's/^/# /' "$folder/out" "$folder/said" && return 1; }
}
bytes() { sha256sum "$folder/data/practice.db" "$folder/secrets/"*; }
makes() { "$demo" "${open[@]}" >/dev/null 2>&1 && bytes >"$folder/before"; }
changes_nothing() { bytes | cmp -s - "$folder/before"; }
backs_up() {
    "$holdfast" backup "${open[@]}" --new-key >"$folder/other" && other=$(sed -n 's/^ *backup key  //p' "$folder/other") &&
        "$holdfast" backup "${open[@]}" --new-key >"$folder/sheet" && key=$(sed -n 's/^ *backup key  //p' "$folder/sheet") &&
        mkdir -m 700 "$folder/out.d" && "$holdfast" backup "${open[@]}" --to "$folder/out.d" >/dev/null
}
tries() { "$holdfast" restore --check --from "$folder/out.d" "${open[@]}" <<<"$key" >/dev/null; }
tries_with_another_key() { ! "$holdfast" restore --check --from "$folder/out.d" "${open[@]}" <<<"$other" >/dev/null 2>&1; }
certifies() { # DAYS
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=a.example -days "$1" \
        -keyout "$folder/key" -out "$folder/crt" 2>/dev/null
}
# Entries are written after a copy, and the copy is put back.
puts_older_back() {
    cp -r "$folder/data" "$folder/older" &&
        "$holdfast" export-client "${open[@]}" --login robin "$folder/robin.zip" <<<'amber leaves on the stairs' >/dev/null &&
        rm -r "$folder/data" && mv "$folder/older" "$folder/data"
}
names_no_one() { ! grep -Eiq 'robin|elias|miriam|teresa' "$folder/out"; }
refuses() { # ARGUMENT...
    "$holdfast" doctor "$@" >"$folder/out" 2>"$folder/said"
    [ $? = 2 ] && [ -s "$folder/said" ] && [ ! -s "$folder/out" ]
}

check "the demo practice is made" makes
check "something is missing in a demo" looks 1
check "it says that it is one" tells missing practice 'demo'
check "each line names a thing and a state" tells ok program 'Version'
check "the folders are its own" tells ok 'data folder' 'Only its owner'
check "so are the secrets" tells ok 'secrets folder' 'Only its owner'
check "nobody has made a backup" tells missing 'newest backup' 'no backup key'
check "no clinician has read the rules" tells look 'rules read' 'no clinician'
check "no name of anybody stands in it" names_no_one
check "looking changes nothing" changes_nothing
check "a backup is made" backs_up
check "without its folder its age is not known" looks 1
check "and that is said" tells look 'newest backup' 'Say --backups'
check "with it, it is" looks 1 --backups "$folder/out.d"
check "young enough" tells ok 'newest backup' 'Backup 1'
check "no backup was ever tried" tells missing 'restore drill' 'ever tried'
check "one is tried with another key" tries_with_another_key
check "which is none" looks 1 --backups "$folder/out.d"
check "and is not taken for one" tells missing 'restore drill' 'ever tried'
check "one is tried" tries
check "it is looked at once more" looks 1 --backups "$folder/out.d"
check "and was tried" tells ok 'restore drill' 'Backup 1 was tried 0 days ago'
check "a backup that was taken away is missed" rm "$folder/out.d/"*.manifest
check "when it looks" looks 1 --backups "$folder/out.d"
check "and it says so" tells missing 'newest backup' 'not in|no '
check "a certificate of a year" certifies 300
check "is looked at" looks 1 --tls "$folder/crt"
check "and its days are said" tells ok certificate '(299|300) days'
check "one of a week" certifies 7
check "is looked at too" looks 1 --tls "$folder/crt"
check "and is to be renewed" tells look certificate 'Renew'
check "a file that is no certificate" looks 1 --tls "$folder/data/practice.db"
check "is missed" tells missing certificate '.'
check "others may enter the secrets" chmod 755 "$folder/secrets"
check "then it looks at the rest all the same" looks 1
check "and says what to do" tells missing 'secrets folder' 'chmod 700'
check "and that nothing opens" tells missing practice "can't be opened"
check "closed again" chmod 700 "$folder/secrets"
check "it opens" looks 1
check "and the folder is its own" tells ok 'secrets folder' 'Only its owner'
check "the data is the newest known" tells ok data newest
check "an older copy is put back" puts_older_back
check "it is looked at" looks 1
check "and it says that it is one" tells missing data 'older copy'
check "a folder without a practice is refused" refuses --data "$folder/nothing"
check "an option without value is refused" refuses --data
check "an unknown option is refused" refuses "${open[@]}" --bogus 1
tap_end
