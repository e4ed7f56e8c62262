# shellcheck shell=bash
# tools/steps.sh - steps that show how far they are, and Debian packages; sourced by run and check.
# SPDX-License-Identifier: AGPL-3.0-or-later

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# What a step has to say while it runs: the last line of its log, cut to the screen.
_last_line() {
    tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c 1-60
}

# _watch PID TEXT LOG: waits; after two seconds says every moment (on a terminal) or every
# fifteen seconds (in a log) how long it has been and what it is doing.
_watch() {
    local pid=$1 text=$2 log=$3 from=$SECONDS told=-13 been
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        been=$((SECONDS - from))
        if [ -t 1 ] && [ "$been" -ge 2 ]; then
            printf '\r\033[K  %s ... %d s  %s' "$text" "$been" "$(_last_line "$log")"
        elif [ $((been - told)) -ge 15 ]; then
            told=$been
            printf '  %s ... %d s  %s\n' "$text" "$been" "$(_last_line "$log")"
        fi
    done
    [ ! -t 1 ] || printf '\r\033[K'
}

# step LOG TEXT COMMAND...: runs it with its words in LOG; returns its status. One line at the
# end says what was done and how long it took; a failure shows the end of the log.
step() {
    local log=$1 text=$2 from=$SECONDS status=0
    shift 2
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null &
    _watch $! "$text" "$log"
    wait $! || status=$?
    if [ "$status" = 0 ]; then
        printf '  %s: done (%d s)\n' "$text" $((SECONDS - from))
    else
        printf '  %s: FAILED (%d s); the end of %s:\n' "$text" $((SECONDS - from)) "$log"
        tail -n 30 "$log" | sed 's/^/    /'
    fi
    return "$status"
}

_is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

_as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

_apt_install() {
    _as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
        _as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# packages_install LOG FILE...: installs from Debian what the lists name and is missing.
packages_install() {
    local log=$1 name command missing=()
    shift
    while read -r name command; do
        [ -z "$command" ] || ! command -v "$command" >/dev/null || continue
        _is_installed "$name" || missing+=("$name")
    done < <(grep -hv '^#' "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "please install: ${missing[*]}"
    echo "  These packages are missing and are installed from Debian: ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            die "neither root nor sudo: as root, run apt-get install ${missing[*]}"
        sudo -v || die "sudo was refused: as root, run apt-get install ${missing[*]}"
    fi
    step "$log" "installing ${#missing[@]} packages" _apt_install "${missing[@]}" ||
        die "the packages could not be installed"
}

# build_at FOLDER TEXT MESON-OPTIONS...: configures once, then builds what has changed.
build_at() {
    local folder=$1 text=$2
    shift 2
    if [ ! -e "$folder/build.ninja" ]; then
        step "build/logs/$(basename "$folder").setup.log" "configuring $text" \
            meson setup "$folder" "$@" || return 1
    fi
    step "build/logs/$(basename "$folder").log" "building $text" ninja -C "$folder"
}
