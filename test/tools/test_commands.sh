#!/usr/bin/env bash
# ./run and ./check refuse what they do not know before they do anything.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
cd "$(dirname "$0")/../.." || exit 1

check "./run --help exits 0" exits 0 ./run --help
check "./run --help shows how to call it" says "$out" 'usage: ./run*--data DIR*'
check "./run refuses an unknown argument" exits 2 ./run --bogus
check "./run names the unknown argument" says "$err" '*"--bogus"*usage:*'
check "./run refuses a port without a number" exits 2 ./run --port
for port in 0 65536 08 x 7433x 99999999; do
    check "./run refuses the port $port" exits 2 ./run --port "$port" --build-only
done
check "./run refuses an empty data folder" exits 2 ./run --data "" --build-only
check "./check --help exits 0" exits 0 ./check --help
check "./check refuses an unknown argument" exits 2 ./check --bogus
tap_end
