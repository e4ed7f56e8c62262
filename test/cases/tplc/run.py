#!/usr/bin/env python3
# usage: run.py TPLC FOLDER
# Each *.ht whose first line is "@# must fail: WORDS" must be refused with file, line and WORDS; each
# *.good.ht must give exactly *.good.expected, twice.
# SPDX-License-Identifier: AGPL-3.0-or-later
import pathlib
import re
import subprocess
import sys
import tempfile

tplc, folder = sys.argv[1], pathlib.Path(sys.argv[2])
count = failed = 0


def compile_one(template):
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run([tplc, "page", folder / "words.msg", out.name, template],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stderr, pathlib.Path(out.name).read_text()


def report(name, passed, note):
    global count, failed
    count += 1
    failed += not passed
    print(f"{'' if passed else 'not '}ok {count} - {name}")
    if not passed:
        print("#", note.strip().replace("\n", "\n# "))


for template in sorted(folder.glob("*.ht")):
    code, said, c_text = compile_one(template)
    first = template.read_text().split("\n", 1)[0]
    if template.name.endswith(".good.ht"):
        want = template.with_suffix(".expected").read_text()
        report(f"{template.name} compiles as expected", code == 0 and c_text == want
               and compile_one(template)[2] == want, said + c_text)
        continue
    want = first.removeprefix("@# must fail: ")
    place = re.match(re.escape(str(template)) + r":\d+: ", said)
    report(f"{template.name} is refused", code == 1 and place and want in said, said or "compiled")
print(f"1..{count}")
sys.exit(failed != 0)
