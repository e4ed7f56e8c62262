"""The directed cases of rules.txt: rules.py PROGRAM CASES_DIR. One line of TAP for each.

Each case is the plain world below with a few changes, and what must come of it. The program and
the second reading (decide.py) both answer, in full and alike. rules.txt says how a case is written.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import copy
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import decide as oracle  # noqa: E402

LISTS = {"techniques", "access", "intents", "practitioners", "conditions", "replaces",
         "clearanceBy"}
CODES = """AGE_UNVERIFIED BAD_ACT CAPACITY_IMPAIRED CAPACITY_UNKNOWN CHECKIN_STALE CONTRA
CRED_EXPIRED CRED_NOT_YET CRED_REVOKED EXPIRED HOUSE LIMIT MAYBE MINOR NOT_YET NO_GRANT NO_SESSION
OUT_OF_SCOPE PREDATES PRESSURE REFLECTION REPLACED REVOKED SCREENING_MISSING SCREENING_STALE
SIGNAL_NONE SIGNAL_RED SIGNAL_STOP UNKNOWN_EVENT UNKNOWN_FINDING UNKNOWN_PRACTITIONER
UNKNOWN_REGION VOID YELLOW_SENSITIVE""".split()

# Without an open session nobody's capacity is known (S7), before adult age nothing widens (S8), and
# a malformed act is judged before all else (S18).
NEVER_ALONE = {"NO_SESSION", "MINOR", "AGE_UNVERIFIED"}
ALWAYS_ALONE = {"BAD_ACT"}

EVERYTHING = {"region": "body", "side": "B", "techniques": ["t1"], "access": ["external"],
              "intents": ["therapeutic"], "practitioners": ["p1"]}
ROLES = {"grant": "client/c1", "limit": "client/c1", "lift": "client/c1", "revoke": "client/c1",
         "maybe": "client/c1", "signal": "client/c1", "clearance": "clinician/d1"}


def party(text):
    role, _, ident = text.partition("/")
    return {"role": role, "id": ident}


def region(ident, parent, **members):
    return {"id": ident, "parent": parent, "paired": False, "intimate": False, **members}


def key(ident, place):
    return {"id": ident, "region": place, "side": "B", "techniques": ["t1"],
            "access": ["external", "internal"], "intents": ["therapeutic", "sensual"]}


def event(kind, ident):
    e = {"id": ident, "at": 96, "kind": kind, "by": party(ROLES.get(kind, "practitioner/p1"))}
    if kind == "grant":
        e.update(copy.deepcopy(EVERYTHING), at=20, signed=True, maxPressure=8)
    if kind in ("limit", "revoke", "maybe"):
        e.update(region="body", side="B")
    if kind == "lift":
        e["signed"] = True
    if kind in ("finding", "attest"):
        e["state"] = "on"
    return e


def plain_world():
    """A permit: a grown client, a grant of the whole body, an open session, all well."""
    regions = [region("body", None), region("arm", "body", paired=True), region("torso", "body"),
               region("chest", "torso"), region("hip", "torso", paired=True),
               region("inner", "body", intimate=True), region("canal", "inner"),
               region("wall", "inner", paired=True)]
    events = [event("screening", "s1"), event("grant", "g1"), event("session_start", "b1"),
              event("capacity", "o1"), event("signal", "y1")]
    for e, at in zip(events, (10, 20, 90, 91, 95)):
        e["at"] = at
    events[3]["value"], events[4]["value"] = "ok", "green"
    policy = {"reflectInternal": 24, "reflectSensual": 12, "stopCooldown": 20, "checkin": 30,
              "checkinSensitive": 10, "yellowPressure": 3, "screeningMaxAge": 200,
              "clearanceBy": ["clinician"], "house": []}
    keys = [key("k1", "body"), key("k2", "inner"), key("k3", "canal")]
    return {"facts": {"regions": regions, "rules": [], "client": {"id": "c1", "adultAt": 0},
                      "practitioners": [{"id": "p1", "credentials": keys}],
                      "policy": policy, "events": events},
            "act": {"practitioner": "p1", "region": "arm", "side": "L", "technique": "t1",
                    "access": "external", "intent": "therapeutic", "pressure": 2, "duration": 5,
                    "mode": "live"},
            "now": 100}


def value_of(name, text):
    if name == "by":
        return party(text)
    if name in LISTS:
        return [w for w in text.split(",") if w]
    if text in ("null", "true", "false") or re.fullmatch(r"-?\d+(\.\d+)?", text):
        return json.loads(text)
    return text


def change(target, words):
    """An act has words where a scope has lists: it alone has a mode."""
    for word in words:
        name, _, text = word.partition("=")
        if text == "-":
            target.pop(name, None)
        elif "mode" in target and name in LISTS:
            target[name] = text
        else:
            target[name] = value_of(name, text)


def things(facts):
    """Everything with an id that a case may change."""
    return (facts["events"] + facts["rules"] + facts["policy"]["house"] + facts["regions"]
            + facts["practitioners"][0]["credentials"])


def insert(events, new):
    before = new.pop("before", None)
    places = [i for i, e in enumerate(events) if e["id"] == before]
    events.insert(places[0] if places else len(events), new)


def add(facts, kind, ident, words):
    if kind in ("rule", "house", "key", "region"):
        new = {"rule": {"id": ident, "region": "body", "side": "B", "finding": "f"},
               "house": {"id": ident, "region": "body", "side": "B"},
               "key": key(ident, "body"), "region": region(ident, "body")}[kind]
        change(new, words)
        {"rule": facts["rules"], "house": facts["policy"]["house"], "region": facts["regions"],
         "key": facts["practitioners"][0]["credentials"]}[kind].append(new)
        return
    new = event(kind, ident)
    change(new, words)
    insert(facts["events"], new)


def apply(question, words):
    facts, verb, rest = question["facts"], words[0], words[1:]
    if verb in ("act", "policy", "client"):
        change({"act": question["act"], "policy": facts["policy"],
                "client": facts["client"]}[verb], rest)
    elif verb == "now":
        question["now"] = value_of("now", rest[0])
    elif verb == "drop":
        facts["events"] = [e for e in facts["events"] if e["id"] not in rest]
        keys = facts["practitioners"][0]
        keys["credentials"] = [k for k in keys["credentials"] if k["id"] not in rest]
    elif verb == "set":
        change(next(t for t in things(facts) if t["id"] == rest[0]), rest[1:])
    else:
        add(facts, verb, rest[0], rest[1:])


def read_case(name, lines):
    question, expected = plain_world(), {}
    for line in lines:
        words = line.split()
        if words[0] in ("permit", "deny", "conditional"):
            expected["decision"] = words[0]
            expected["missing" if words[0] == "conditional" else "reasons"] = sorted(words[1:])
        elif words[0] in ("conditions", "missing", "basis", "reasons"):
            expected[words[0]] = sorted(words[1:])
        elif words[0] in ("ceiling", "error"):
            expected[words[0]] = int(words[1]) if len(words) > 1 else True
        else:
            apply(question, words)
    return {"id": name, **question}, expected


def read_cases(path):
    name, lines, cases = None, [], []
    with open(path, encoding="utf-8") as file:
        for line in [*file, "end"]:
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith(" "):
                lines.append(line)
                continue
            if name is not None:
                cases.append(read_case(name, lines))
            name, lines = line, []
    return cases


def fits(got, expected):
    if "error" in expected:
        return "error" in got
    return bool(expected) and all(got.get(k) == v for k, v in expected.items())


def codes_of(got):
    return {reason.split(":")[0] for reason in got.get("reasons", [])}


def main():
    program, folder, *form = sys.argv[1:]
    cases = read_cases(os.path.join(folder, "rules.txt"))
    lines = [json.dumps(q, separators=(",", ":")) for q, _ in cases]
    run = subprocess.run([program, "decide", *form], input="\n".join(lines).encode(),
                         capture_output=True, check=False)
    answers = run.stdout.decode().splitlines()
    answers += ["{}"] * (len(lines) - len(answers))
    facts, alone, company = [], set(), set()
    for (question, expected), line, have in zip(cases, lines, answers):
        got, second = json.loads(have), oracle.answer(line, {})
        good = fits(got, expected) and (have == second or "error" in json.loads(second))
        facts.append((good, question["id"]))
        if not good:
            print(f"# want {expected}\n# got  {have}\n# second reading {second}")
        (alone if len(got.get("reasons", [])) == 1 else company).update(codes_of(got))
    for code in CODES:
        facts.append((code in alone or code in NEVER_ALONE, f"{code} is met alone"))
        facts.append((code in company or code in ALWAYS_ALONE, f"{code} is met in company"))
    facts.append((not alone & NEVER_ALONE and not company & ALWAYS_ALONE,
                  "what can't stand alone or in company doesn't"))
    for i, (good, name) in enumerate(facts, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {name}")
    print(f"1..{len(facts)}")
    return 0 if all(good for good, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main())
