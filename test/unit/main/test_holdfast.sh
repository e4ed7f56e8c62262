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
tap_end
