"""Runs Spin over the models here: check_models.py. Each model must hold, each of its naive twins must
fail, and REACH must be found. Prints TAP.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import os
import re
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
TWINS = {
    "latches": {
        "": "stop, red and impairment are latches, and nobody raises what they have not seen",
        "NAIVE_SEEN": "a green from an old screen would raise",
        "NAIVE_END": "red would fade with the session",
        "NAIVE_START": "a stop would end without its cooldown",
        "NAIVE_YELLOW": "a yellow would loosen a red",
        "REACH": "touch is free again after a stop and its cooldown",
    },
    "revoke": {
        "": "no yes is recorded that had not seen the last revoke, and no revoke is refused or doubled",
        "NAIVE_SEEN": "a yes from an old page would undo a revoke",
        "NAIVE_CHECK": "a page looked at before the transaction would undo a revoke",
        "NAIVE_REVOKE": "a revoke from an old page would be refused",
        "NAIVE_AGAIN": "a revoke sent again would be recorded twice",
        "REACH": "a yes after a revoke that was seen is recorded",
    },
}


def errors_of(model, twin):
    """How many errors Spin finds; -1 when it could not look everywhere."""
    source = os.path.join(FOLDER, model + ".pml")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["spin", "-a", *(["-D" + twin] if twin else []), source], cwd=folder,
                       check=True, capture_output=True)
        subprocess.run(["gcc", "-O0" if twin else "-O1", "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"],
                       cwd=folder, check=True, capture_output=True)
        out = subprocess.run(["./pan", "-m100000"], cwd=folder, check=False, capture_output=True,
                             text=True).stdout
    states = re.search(r"(\d+) states, stored", out)
    found = re.search(r"errors: (\d+)", out)
    print("# %s %s: %s states" % (model, twin or "as it is", states[1] if states else "no"))
    whole = found and "max search depth too small" not in out and "out of memory" not in out
    return int(found[1]) if whole else -1


def main():
    number, failed = 0, 0
    for model, twins in TWINS.items():
        for twin, words in twins.items():
            found = errors_of(model, twin)
            good = found == 0 if twin == "" else found > 0
            number += 1
            failed += not good
            says = "proved" if twin == "" else "reached" if twin == "REACH" else "found"
            print("%sok %d - %s: %s (%s)" % ("" if good else "not ", number, model, words, says))
    print("1..%d" % number)
    return 1 if failed else 0


sys.exit(main())
