#!/usr/bin/env python3
# Each rule asks a question of the intake and each question is read; tools/check_intake notices when not. TAP.
# SPDX-License-Identifier: AGPL-3.0-or-later
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "check_intake"
FILES = ("packs/intake.json", "packs/screening.json", "packs/organs.json", "test/cases/packs/index.tsv", "docs/forms.md",
         "src/usecase/answer_intake.c", "src/core/screen/screen.c", "src/core/measure/hold.c", "packs/policy.json")
DAMAGES = [
    ("a rule whose question nobody asks", "packs/intake.json", '"linkId": "rf_leg", "text"', '"linkId": "rf_legs", "text"'),
    ("a rule that asks nothing", "packs/screening.json", "repeat(item).where(linkId = 'rf_leg')", "repeat(item)"),
    ("a row of the table without a rule", "packs/screening.json", '"urn:holdfast:row", "valueString": "RF04"', '"urn:holdfast:row", "valueString": "RF03"'),
    ("a question that nothing reads", "docs/forms.md", "`past_exams` `chaperone`", "`past_exams`"),
    ("a reader that does not read it", "src/core/screen/screen.c", '"past_exams", "chaperone"', '"past_exams"'),
    ("an argued question that is none", "docs/forms.md", "`past_exams` `chaperone`", "`past_exams` `chaperone` `shoe_size`"),
    ("a place for what a rule reads already", "docs/forms.md", "`past_exams` `chaperone`", "`past_exams` `chaperone` `rf_leg`"),
]


def run(root):
    return subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True)


def damaged(file, old, new):
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, Path(folder) / name)
        text = (ROOT / file).read_text("utf-8")
        assert old in text, f"stale damage: {old}"
        (Path(folder) / file).write_text(text.replace(old, new), "utf-8")
        return run(folder)


def main():
    shipped = run(ROOT)
    results = [("each rule asks a question, and each question is read", shipped.returncode == 0)]
    for what, file, old, new in DAMAGES:
        answer = damaged(file, old, new)
        results.append((f"refused: {what}", answer.returncode == 1 and "# " in answer.stdout))
    if shipped.returncode != 0:
        print(shipped.stdout + shipped.stderr)
    for n, (what, passed) in enumerate(results, 1):
        print(f"{'' if passed else 'not '}ok {n} - {what}")
    print(f"1..{len(results)}")
    return 0 if all(passed for _, passed in results) else 1


sys.exit(main())
