#!/usr/bin/env python3
# Every row of the table of facts has its place in the packs, and tools/check_index notices when one has not. TAP.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "check_index"
FILES = ("packs/screening.json", "packs/policy.json", "packs/consent.json", "packs/scope.json", "packs/measures.json", "test/cases/packs/index.tsv")
DAMAGES = [
    ("a row that went missing", "packs/screening.json", '{"url": "urn:holdfast:row", "valueString": "CI05"}', '{"url": "urn:holdfast:row", "valueString": "CI04"}'),
    ("a row that the table does not have", "packs/screening.json", '{"url": "urn:holdfast:row", "valueString": "CI93"}', '{"url": "urn:holdfast:row", "valueString": "CI97"}'),
    ("a source that the table does not give", "packs/screening.json", '[{"type": "citation", "label": "WJCC2023"}]',
     '[{"type": "citation", "label": "WJCC2023"}, {"type": "citation", "label": "NG12"}]'),
    ("a source that was left out", "packs/screening.json", '{"type": "citation", "label": "MISHRA"}, ', ''),
    ("a house rule where the table names a source", "packs/screening.json", '[{"type": "citation", "label": "ICS246"}]',
     '[{"type": "citation", "label": "ICS246"}, {"type": "citation", "label": "HOUSE"}]'),
    ("a mark that is better than the table's", "packs/screening.json", '"urn:holdfast:mark", "valueString": "S"', '"urn:holdfast:mark", "valueString": "V"'),
    ("a level that is milder than the table's", "packs/screening.json",
     '"CI05"}, {"url": "urn:holdfast:group", "valueString": "the prostate"}, {"url": "urn:holdfast:level", "valueString": "C"}',
     '"CI05"}, {"url": "urn:holdfast:group", "valueString": "the prostate"}, {"url": "urn:holdfast:level", "valueString": "W"}'),
    ("a house rule of the table that went missing", "packs/policy.json", '"urn:holdfast:row", "valueString": "CI72"', '"urn:holdfast:row", "valueString": "CI71"'),
    ("a field of consent that went soft", "packs/consent.json", '"urn:holdfast:rule", "valueString": "hard"', '"urn:holdfast:rule", "valueString": "soft"'),
    ("a field of consent that went missing", "packs/consent.json", '"id": "CO37"', '"id": "CO38"'),
    ("a rise that holds later than the table says", "packs/measures.json", '"url": "rise", "valueString": "5"', '"url": "rise", "valueString": "6"'),
    ("a rise of the table that holds nothing", "packs/screening.json", '"urn:holdfast:row", "valueString": "PHQ-9"', '"urn:holdfast:row", "valueString": "PHQ-8"'),
    ("a rise with a source that the table does not give", "packs/screening.json", '{"type": "citation", "label": "TOUS2020"}', '{"type": "citation", "label": "NG12"}'),
    ("a law with another source", "packs/scope.json", '"citation": "NCGS 90-623"', '"citation": "NCGS 90-624"'),
    ("a law with a better mark", "packs/scope.json", '"valueString": "V (inference U)"', '"valueString": "V"'),
    ("a law that was checked on no day", "packs/scope.json", '"urn:holdfast:checked_on", "valueString": "2026-11-23"', '"urn:holdfast:checked_on", "valueString": ""'),
]


def run(root):
    shown = dict(os.environ)
    if root != ROOT:
        shown.pop("HOLDFAST_CLINICAL", None)
    return subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True, env=shown)


def damaged(file, old, new):
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, Path(folder) / name)
        text = (ROOT / file).read_text("utf-8")
        assert old in text, f"stale damage: {old}"
        (Path(folder) / file).write_text(text.replace(old, new), "utf-8")
        told = run(folder)
        return told.returncode == 1 and told.stderr == ""  # by its faults, not by a fall


def main():
    shipped = run(ROOT)
    results = [("the packs hold every row of the table and nothing that it does not give", shipped.returncode == 0)]
    results += [(f"refused: {what}", damaged(file, old, new)) for what, file, old, new in DAMAGES]
    if shipped.returncode != 0:
        print("# " + shipped.stdout.replace("\n", "\n# "))
    for n, (what, passed) in enumerate(results, 1):
        print(f"{'' if passed else 'not '}ok {n} - {what}")
    print(f"1..{len(results)}")
    return 0 if all(passed for _, passed in results) else 1


sys.exit(main())
