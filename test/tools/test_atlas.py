#!/usr/bin/env python3
# The atlas and the drawings are in order, and tools/check_atlas notices when they are not. TAP.
# SPDX-License-Identifier: AGPL-3.0-or-later
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "check_atlas"
FILES = ("packs/atlas.json", "packs/organs.json", "packs/uberon.json", "pages/assets/body.svg", "pages/assets/pelvic-clock.svg",
         "pages/assets/pelvic-section.svg", "pages/assets/maps.css")
DAMAGES = [
    ("a shape that the drawing does not have", "packs/atlas.json", "body.svg#b-back-scalp", "body.svg#b-back-wig"),
    ("a shape of a region that the atlas does not have", "pages/assets/body.svg", 'data-region="nape"', 'data-region="wing"'),
    ("a shape on another side than its cell", "pages/assets/body.svg", 'data-side="L"', 'data-side="M"'),
    ("an id used twice in the drawings", "pages/assets/body.svg", 'id="b-back-scalp"', 'id="b-front-scalp"'),
    ("a style inside a drawing", "pages/assets/pelvic-clock.svg", "</svg>", "<style></style></svg>"),
    ("a state without a rule", "pages/assets/maps.css", 'data-state="talk"', 'data-state="walk"'),
    ("a text that is empty in one language", "packs/atlas.json", '"language": "de", "value": "Kopf"', '"language": "de", "value": ""'),
    ("an unknown law tag", "packs/atlas.json", '"wa_mouth"', '"zz_mouth"'),
    ("a malformed UBERON id", "packs/uberon.json", "UBERON:0000033", "UBERON:33"),
    ("a map of what is no region", "packs/uberon.json", '"code": "scalp"', '"code": "wig"'),
    ("a parent that neither has a surface nor says so", "packs/atlas.json", "No surface of its own.\"", "\""),
    ("a question that names a sex", "packs/organs.json", "Do you have a vulva?", "Are you a woman with a vulva?"),
    ("a place that must be intimate and is not", "packs/atlas.json", '"intimate", "valueBoolean": true', '"intimate", "valueBoolean": false'),
]


def run(root):
    return subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True).returncode


def damaged(file, old, new):
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, Path(folder) / name)
        text = (ROOT / file).read_text("utf-8")
        assert old in text, f"stale damage: {old}"
        count = -1 if old == '"intimate", "valueBoolean": true' or old == 'data-state="talk"' else 1
        (Path(folder) / file).chmod(0o644)
        (Path(folder) / file).write_text(text.replace(old, new, count), "utf-8")
        return run(folder)


results = [("the atlas and the drawings are in order", run(ROOT) == 0)]
results += [(f"noticed: {name}", damaged(file, old, new) == 1) for name, file, old, new in DAMAGES]
for n, (name, ok) in enumerate(results, 1):
    print(f"{'ok' if ok else 'not ok'} {n} - {name}")
print(f"1..{len(results)}")
sys.exit(not all(ok for _, ok in results))
