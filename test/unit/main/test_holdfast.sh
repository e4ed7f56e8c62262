#!/usr/bin/env bash
# The program's own words: version, help, and what it says when it is misused.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../../support/tap.sh"
holdfast=$1

check "--version exits 0" exits 0 "$holdfast" --version
check "--version names the program" says "$out" 'holdfast [0-9]*.[0-9]*.[0-9]*'
check "help exits 0" exits 0 "$holdfast" help
check "help lists the commands" says "$out" '*version*Print the version*'
check "--help is help" exits 0 "$holdfast" --help
check "help of one command exits 0" exits 0 "$holdfast" help version
check "help of one command shows how to call it" says "$out" 'usage: holdfast version*'
check "every command explains itself" exits 0 "$holdfast" version --help
check "an unknown command exits 2" exits 2 "$holdfast" bogus
check "an unknown command is named" says "$err" '*"bogus"*holdfast help*'
check "an unknown command prints nothing on stdout" says "$out" ''
check "help of an unknown command exits 2" exits 2 "$holdfast" help bogus
check "no command exits 2" exits 2 "$holdfast"
check "an argument too many exits 2" exits 2 "$holdfast" version now
check "an argument too many shows the synopsis" says "$err" '*usage: holdfast version*'
# shellcheck disable=SC2016 # the inner shell expands it
check "output that can't be written exits 1" exits 1 sh -c '"$0" help >/dev/full' "$holdfast"
check "routes exits 0" exits 0 "$holdfast" routes
check "routes says who may ask" says "$out" '*GET *client * /me*'
check "routes has a page without a name and password" says "$out" '*GET *public * /l/{token}*'
check "routes takes no arguments" exits 2 "$holdfast" routes all
# shellcheck disable=SC2016 # the inner shell expands it
check "routes that can't be written exits 1" exits 1 sh -c '"$0" routes >/dev/full' "$holdfast"
patient=$(mktemp)
echo '{"resourceType":"Patient","name":[{"given":["Ann","Bo"]}],"multipleBirthInteger":2}' >"$patient"
check "fhirpath exits 0" exits 0 "$holdfast" fhirpath name.given "$patient"
check "fhirpath prints each item on its line" says "$out" 'Ann
Bo'
check "fhirpath of nothing prints nothing" exits 0 "$holdfast" fhirpath name.family "$patient"
check "fhirpath with an unknown function exits 2" exits 2 "$holdfast" fhirpath 'name.frist()' "$patient"
check "fhirpath names the function and its place" says "$err" '*frist*5*'
check "fhirpath of a file that is not there exits 2" exits 2 "$holdfast" fhirpath 1 "$patient.none"
check "fhirpath without a file exits 2" exits 2 "$holdfast" fhirpath 1
echo '{"id":"a","resource":{"resourceType":"Patient","multipleBirthInteger":2},"expression":"multipleBirth + %n","vars":{"n":1.50}}' >"$patient"
check "fhirpath --jsonl exits 0" exits 0 "$holdfast" fhirpath --jsonl "$patient"
check "fhirpath --jsonl gives types and exact texts" says "$out" \
    '{"id":"a","result":\[{"type":"System.Decimal","value":"3.50"}\]}'
echo '{"id":7,"expression":"1 +"}' >"$patient"
check "fhirpath --jsonl with an error exits 1" exits 1 "$holdfast" fhirpath --jsonl "$patient"
check "fhirpath --jsonl says phase and place" says "$out" '{"id":7,"error":{"phase":"syntax","at":3,*'
echo '{"expression":"1","other":1}' >"$patient"
check "fhirpath --jsonl refuses a member that is not known" exits 1 "$holdfast" fhirpath --jsonl "$patient"
rm -f "$patient"
tap_end
