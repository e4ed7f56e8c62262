"""The worked examples, byte for byte: examples.py PROGRAM CASES_DIR. One line of TAP for each.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import os
import subprocess
import sys


def expected(line):
    """The whole output line: the answer's members in their order, after the id."""
    question = json.loads(line)
    return json.dumps({"id": question["id"], **question["expect"]}, separators=(",", ":"))


def main():
    program, cases, *form = sys.argv[1:]
    with open(os.path.join(cases, "examples.jsonl"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    command = [program, "decide", *form]
    for name in ("std60", "std30"):
        command += ["--named", f"{name}={os.path.join(cases, name + '.json')}"]
    run = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=False)
    got = run.stdout.decode().splitlines()
    got += ["(no line)"] * (len(lines) - len(got))
    wrong = 0
    for i, (line, have) in enumerate(zip(lines, got), 1):
        want = expected(line)
        wrong += have != want
        print(f"{'ok' if have == want else 'not ok'} {i} - {json.loads(line)['id']}")
        if have != want:
            print(f"#   got  {have}\n#   want {want}")
    print(f"1..{len(lines)}")
    return 1 if wrong or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
