#!/usr/bin/env bash
# The official text of an instrument goes into a practice by the command line, or is refused with its reasons. TAP on stdout.
# Forms of the right shape are made here without any sentence; real ones are used in place where HOLDFAST_QUESTIONNAIRES names them.
# usage: demo_packs.sh HOLDFAST-DEMO HOLDFAST MEASURES.JSON
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
demo=$1 holdfast=$2 measures=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A form of the shape of that instrument, without so many of its questions.
form() {
    python3 - "$measures" "$1" "$2" <<'PYTHON'
import json, os, sys
sys.path.insert(0, os.path.join(os.path.dirname(sys.argv[1]), "..", "tools"))
import pack_resource
pack = pack_resource.unfold(json.load(open(sys.argv[1], encoding="utf-8")))
measure = next(m for m in pack["measures"] if m["id"] == sys.argv[2])
runs = [(r["least"], r["most"]) for r in measure["items"] for _ in range(r["count"])]
items = [{"linkId": f"q{i}", "text": f"Question {i}", "type": "choice",
          "code": [{"system": "http://loinc.org", "code": code}],
          "answerOption": [{"valueInteger": n} for n in range(least, most + 1)]}
         for i, ((least, most), code) in enumerate(zip(runs, measure["codes"]), 1)]
print(json.dumps({"resourceType": "Questionnaire", "status": "active", "item": items[:len(items) - int(sys.argv[3])]}))
PYTHON
}
add() { # PASSWORD FILE LOGIN [OPTION...]
    local password=$1
    shift
    echo "$password" | "$holdfast" packs add "$1" --login "$2" --data "$folder/data" --secrets "$folder/secrets" "${@:3}" >"$folder/said" 2>&1
    echo $? >"$folder/code"
    sed 's/^/# /' "$folder/said"
}
says() { [ "$(cat "$folder/code")" = "$1" ] && grep -q "$2" "$folder/said"; }
owner='slow rivers carry boats'
takes() { add "$owner" "$folder/phq" miriam && says 0 'PHQ-9, 10 items, each known by its code' && says 0 'item 9 leads to the safety page'; }
refuses_short() { add "$owner" "$folder/short" miriam --measure phq-9 && says 2 'item 7 is missing'; }
refuses_other() { add "$owner" "$folder/phq" miriam --measure gad-7 && says 2 'this one is too many'; }
refuses_password() { add 'wrong wrong wrong wrong' "$folder/phq" miriam && says 2 'do not fit'; }
refuses_others() { add 'seven grey herons waiting' "$folder/phq" jonas && says 2 'only an owner'; }
is_whole() { "$holdfast" verify "$folder/data" --secrets "$folder/secrets" | sed 's/^/# /' && [ "${PIPESTATUS[0]}" = 0 ]; }
keeps_words_sealed() { ! grep -raq 'Question 9' "$folder/data"; }
real() { add "$owner" "$HOLDFAST_QUESTIONNAIRES/q/$1" miriam && says "$2" "$3"; }

"$demo" --data "$folder/data" --secrets "$folder/secrets" >/dev/null 2>&1
form phq-9 0 >"$folder/phq"
form phq-9 4 >"$folder/short"
check "an official text is taken in, and the item of the safety page is named" takes
check "one that lacks questions is refused by the name of the item" refuses_short
check "one of another instrument is refused" refuses_other
check "a wrong password adds nothing" refuses_password
check "nor does somebody who is no owner" refuses_others
check "the practice is whole" is_whole
check "and no word of the text lies open in a file" keeps_words_sealed
if [ -n "${HOLDFAST_QUESTIONNAIRES:-}" ]; then
    check "the real PHQ-9 is taken in" real lforms/phq9-with-the-weight-function.json 0 'PHQ-9, 10 items'
    check "the real GAD-7 is taken in" real uwcirg/GAD-7.fixed-comma.json 0 'GAD-7, 7 items'
    check "the real PC-PTSD-5 is taken in" real uwcirg/CIRG-PC-PTSD-5.json 0 'PC-PTSD-5, 6 items'
    check "a real form of something else is refused" real uwcirg/CIRG-PEG.json 2 'no code of an instrument'
else
    echo "# HOLDFAST_QUESTIONNAIRES names no folder: real texts were not tried"
fi
tap_end
