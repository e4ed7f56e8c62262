#!/usr/bin/env bash
# `holdfast form` tells valid, not valid and "could not be looked at" apart. usage: form_command.sh HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
# shellcheck source=test/support/tap.sh
. "$(dirname "$0")/../support/tap.sh"
holdfast=$1
dir=$(mktemp -d)
trap 'rm -r "$dir"' EXIT

cat >"$dir/form" <<'FORM'
{"resourceType":"Questionnaire","url":"urn:f","version":"1","status":"active","item":[
 {"linkId":"a","type":"choice","required":true,"answerOption":[
  {"valueCoding":{"code":"no"},"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}]},
  {"valueCoding":{"code":"yes"},"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":3}]}]},
 {"linkId":"t","type":"decimal","extension":[{
  "url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
  "valueExpression":{"language":"text/fhirpath","expression":"%resource.item.where(linkId='a').answer.weight().sum() * 1.5"}}]}]}
FORM
response() {
    printf '{"resourceType":"QuestionnaireResponse","questionnaire":"urn:f|1","status":"completed","item":[%s]}' "$1"
}
response '{"linkId":"a","answer":[{"valueCoding":{"code":"yes"}}]}' >"$dir/good"
response '{"linkId":"a","answer":[{"valueCoding":{"code":"maybe"}}]}' >"$dir/bad"
response '' >"$dir/empty"
sed 's/decimal/colour/' "$dir/form" >"$dir/unknown"

check "a form that holds" exits 0 "$holdfast" form check "$dir/form"
check "is told so as an OperationOutcome" says "$out" '{"resourceType":"OperationOutcome"*Nothing to mend*'
check "a form with an unknown type does not hold" exits 1 "$holdfast" form check "$dir/unknown"
check "and the place is named" says "$out" '*"expression":\["Questionnaire.item\[1\]"\]*'
check "an answer that fits" exits 0 "$holdfast" form check "$dir/form" "$dir/good"
check "an answer that does not fit" exits 1 "$holdfast" form check "$dir/form" "$dir/bad"
check "names its place" says "$out" '*"error","code":"code-invalid"*item\[0\].answer\[0\]*'
check "a missing answer does not fit" exits 1 "$holdfast" form check "$dir/form" "$dir/empty"
check "a response without its form" exits 0 "$holdfast" form check "$dir/good"
check "says that only its shape was checked" says "$out" '*not at hand*'
check "a response can't be held against a form that is none" exits 2 "$holdfast" form check "$dir/unknown" "$dir/good"
check "a file that is not there can't be checked" exits 2 "$holdfast" form check "$dir/nothing"
check "and that is told as an OperationOutcome too" says "$out" '*"severity":"error"*can*t be read*'
response '7' >"$dir/shape"
check "items that are none can't be checked" exits 2 "$holdfast" form check "$dir/form" "$dir/shape"
check "and never told as well" says "$out" '*"severity":"error"*an item must be an object*'
check "two forms can't be checked" exits 2 "$holdfast" form check "$dir/form" "$dir/unknown"
check "no file is a misuse" exits 2 "$holdfast" form check
check "an unknown word is a misuse" exits 2 "$holdfast" form burn "$dir/form"
check "a score" exits 0 "$holdfast" form score "$dir/form" "$dir/good"
check "adds what was chosen and what the form computes" says "$out" \
    '{"scores":\[{"sum":3,"complete":true,"answered":1,"missing":0,"unweighed":0}\],"calculated":{"t":4.5}}'
check "answers that do not fit have no score" exits 1 "$holdfast" form score "$dir/form" "$dir/bad"
check "a score needs answers" exits 2 "$holdfast" form score "$dir/form"
tap_end
