#!/usr/bin/env python3
# A second reading of a copy, from docs/formats.md alone: is each content in record.json the one whose
# commitment stands in the signed entry, and is each FHIR resource one? usage: copy_contents.py FOLDER
# SPDX-License-Identifier: AGPL-3.0-or-later
import base64
import glob
import hashlib
import hmac
import json
import os
import sys

folder = sys.argv[1]
proof = open(os.path.join(folder, 'proof/ledger.bin'), 'rb').read()
count = int.from_bytes(proof[67:75], 'little')
entries, at = {}, 99
for seq in range(1, count + 1):
    if proof[at] == 0:
        at += 33
        continue
    entry = proof[at + 1:at + 337]
    length = int.from_bytes(proof[at + 337:at + 341], 'little')
    at += 341 + (32 + length if length else 0)
    entries[seq] = entry
record = json.load(open(os.path.join(folder, 'record.json')))
held = 0
for line in record['entries']:
    entry = entries[line['seq']]
    assert hashlib.sha256(b'\0' + entry).hexdigest() == line['hash'], line['seq']
    if 'sealed' in line:
        sealed, blind = base64.b64decode(line['sealed']), bytes.fromhex(line['blind'])
        assert hmac.new(blind, sealed, 'sha256').digest() == entry[207:239], line['seq']
        held += 1
for path in glob.glob(os.path.join(folder, 'fhir/*.json')):
    for part in json.load(open(path))['entry']:
        assert part['resource']['resourceType'] in ('Consent', 'QuestionnaireResponse')
        if len(sys.argv) > 2:
            name = f"{os.path.basename(path)[:-5]}-{part['fullUrl'][9:17]}.json"
            json.dump(part['resource'], open(os.path.join(sys.argv[2], name), 'w'))
assert held > 20, held
print(f'# {held} contents are the ones that were signed')
