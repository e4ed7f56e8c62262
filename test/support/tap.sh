# shellcheck shell=bash
# test/support/tap.sh - TAP for tests in bash: source it, call `check`, end with `tap_end`.
# SPDX-License-Identifier: AGPL-3.0-or-later

tap_count=0
tap_failures=0

# check NAME COMMAND...: one fact, which holds when the command succeeds.
check() {
    local name=$1 mark=
    shift
    tap_count=$((tap_count + 1))
    if ! "$@"; then
        mark="not "
        tap_failures=$((tap_failures + 1))
    fi
    printf '%sok %d - %s\n' "$mark" "$tap_count" "$name"
}

# exits CODE COMMAND...: the command ends with that code; what it said is in $out and $err.
# shellcheck disable=SC2034 # out and err are read by the tests
exits() {
    local want=$1 got=0 dir
    shift
    dir=$(mktemp -d)
    "$@" >"$dir/out" 2>"$dir/err" </dev/null || got=$?
    out=$(<"$dir/out")
    err=$(<"$dir/err")
    rm -r "$dir"
    [ "$got" = "$want" ] && return
    printf '# "%s" exits %s, not %s: %s\n' "$*" "$got" "$want" "$(tr '\n' ' ' <<<"$err")"
    return 1
}

# says TEXT PATTERN: the glob pattern matches the text.
says() {
    # shellcheck disable=SC2053 # the right side is meant as a pattern
    [[ $1 == $2 ]] && return
    printf '# "%s" does not match "%s"\n' "$(tr '\n' ' ' <<<"$1")" "$2"
    return 1
}

tap_end() {
    printf '1..%d\n' "$tap_count"
    [ "$tap_failures" = 0 ]
}
