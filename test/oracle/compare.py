"""Holds the program against the second reading (decide.py) on random questions.

    compare.py PROGRAM CASES_DIR [--count N] [--seed N]

Half are small worlds made up on the spot, with times close together so that edges are hit; half are
the worked examples with something dropped, changed, repeated or moved. Some lines are written oddly,
too: numbers in other spellings, members twice or unknown, ids of every kind, cut ends. Prints TAP.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import argparse
import collections
import copy
import json
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import decide as oracle  # noqa: E402

EXTREMES = [-2**63, -2**63 + 1, -1, 0, 1, 2**63 - 2, 2**63 - 1]
ROLES = ["client"] * 5 + ["practitioner"] * 3 + ["clinician"] * 2 + ["chaperone", "janitor"]
SCOPED = ["grant", "limit", "revoke", "maybe"]
OTHERS = ["lift", "signal", "capacity", "attest", "finding", "clearance", "screening",
          "rehearsal", "session_start", "session_end"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.extreme = self.r.random() < 0.08

    def one(self, items):
        return self.r.choice(items)

    def maybe(self, chance):
        return self.r.random() < chance

    def time(self):
        return self.one(EXTREMES) if self.extreme and self.maybe(0.3) else self.r.randint(0, 40)

    def moment(self, chance=0.35):
        return self.time() if self.maybe(chance) else None

    def world(self):
        regions = [{"id": "g0", "parent": None, "paired": self.maybe(0.3), "intimate": False}]
        for i in range(self.r.randint(0, 6)):
            regions.append({"id": f"g{i + 1}", "parent": self.one(regions)["id"],
                            "paired": self.maybe(0.5), "intimate": self.maybe(0.25)})
        return regions

    def region(self, chance=0.03):
        return "nowhere" if self.maybe(chance) else self.one(self.regions)["id"]

    def side(self, odd=0.04):
        return "X" if self.maybe(odd) else self.one("LRBBBB")

    def words(self, items, star, full=0.6):
        if self.maybe(star):
            return self.one([["*"], [], ["*", items[0]]])
        return list(items) if self.maybe(full) else [i for i in items if self.maybe(0.6)]

    def scope(self, allow):
        star, full = (0.1, 0.8) if allow else (0.5, 0.4)
        scope = {"region": "g0" if self.maybe(0.4) else self.region(), "side": self.side(),
                 "techniques": self.words(["t1", "t2"], 0.3 if allow else star, full),
                 "access": self.words(["external", "internal"], star / 2, full),
                 "intents": self.words(["therapeutic", "sensual"], star / 2, full),
                 "practitioners": self.words(["p1", "p2"], 0.3 if allow else star, full)}
        if self.maybe(0.05):
            del scope[self.one(list(scope))]
        return scope

    def effect(self):
        effect = {}
        if self.maybe(0.3):
            effect["deny"] = self.maybe(0.8)
        if self.maybe(0.5):
            effect["maxPressure"] = self.r.randint(0, 10)
        if self.maybe(0.4):
            effect["conditions"] = self.conditions()
        return effect

    def conditions(self):
        return [c for c in ("gloves", "chaperone", "client:asked") if self.maybe(0.25)]

    def by(self, role=None):
        role = role or self.one(ROLES)
        return {"role": role, "id": self.one(["c1"] * 9 + ["c2"]) if role == "client" else "p1"}

    def event(self, kind, **fixed):
        self.count += 1
        e = {"id": f"e{self.count}", "at": self.clock, "kind": kind, "by": self.by()}
        if self.maybe(0.7):
            self.clock += self.r.randint(0, 2)
        if self.maybe(0.05):
            e["at"] = self.time()
        getattr(self, "fill_" + kind, lambda e: None)(e)
        if kind in SCOPED:
            e.update(self.scope(kind == "grant"))
        e.update(fixed)
        return e

    def fill_grant(self, e):
        e.update(maxPressure=self.r.randint(2, 10), conditions=self.conditions(),
                 signed=self.maybe(0.9), replaces=[])
        e["from"], e["until"] = self.moment(0.15), self.moment(0.25)
        if self.maybe(0.75):
            e["by"] = {"role": "client", "id": "c1"}
        if self.maybe(0.15):
            e["replaces"] = [f"e{self.r.randint(1, self.count)}"]

    def fill_limit(self, e):
        e.update(self.effect())
        e["from"], e["until"] = self.moment(0.2), self.moment(0.3)

    def fill_lift(self, e):
        limits = [x for x in self.events if x["kind"] == "limit"] or [{"id": "e1", "by": e["by"]}]
        target = self.one(limits)
        e.update(target=target["id"], signed=self.maybe(0.8))
        if self.maybe(0.7):
            e["by"] = target["by"]

    def fill_signal(self, e):
        e["value"] = self.one(["green"] * 5 + ["yellow", "yellow", "red", "stop", "purple"])

    def fill_capacity(self, e):
        e["value"] = self.one(["ok"] * 5 + ["intoxicated"])

    def fill_attest(self, e):
        e.update(cond=self.one(["gloves", "chaperone", "client:asked"]),
                 state=self.one(["on"] * 4 + ["off", "gone"]))

    def fill_finding(self, e):
        e.update(finding=self.one(["f1", "f1", "f2", "f3"]),
                 state=self.one(["on", "on", "off", "perhaps"]), until=self.moment())

    def fill_clearance(self, e):
        e["rule"] = self.one(["r1", "r2", "r3"])
        e["from"], e["until"] = self.moment(0.2), self.moment(0.2)

    def rule(self, i):
        rule = {"id": f"r{i}", "finding": self.one(["f1", "f1", "f2"]), **self.scope(False),
                **self.effect()}
        for flag in ("reconsent", "clearable"):
            if self.maybe(0.5):
                rule[flag] = self.maybe(0.9)
        return rule

    def credential(self, i):
        k = {"id": f"k{i}", **self.scope(True), "from": self.moment(0.1),
             "until": self.moment(0.15), "revokedAt": self.moment(0.1)}
        if self.maybe(0.5):
            k.update(region="g0", side="B", techniques=["*", "t1"])
        return k

    def policy(self):
        hours = self.one([0, 3, 6])
        policy = {"reflectInternal": hours, "reflectSensual": self.one([0, 2, 5]),
                  "stopCooldown": self.one([0, 3, 8]), "checkin": self.one([5, 30]),
                  "checkinSensitive": self.one([2, 20]), "yellowPressure": self.r.randint(0, 6),
                  "screeningMaxAge": self.one([10, 40]), "clearanceBy": ["clinician"],
                  "house": []}
        if self.maybe(0.2):
            policy["house"] = [{"id": f"h{i}", **self.scope(False), **self.effect()}
                               for i in range(2)]
        if self.extreme:
            for name in list(policy)[:7]:
                if self.maybe(0.2):
                    policy[name] = self.one(EXTREMES)
        return policy

    def tell_of_renewals(self):
        """Grants for just this act, one after the other, with ends and something in between."""
        exact = {"by": {"role": "client", "id": "c1"}, "region": self.act["region"], "side": "B",
                 "techniques": [self.act["technique"]], "access": [self.act["access"]],
                 "intents": [self.act["intent"]], "practitioners": [self.act["practitioner"]],
                 "from": None, "replaces": []}
        for _ in range(self.r.randint(2, 4)):
            self.events.append(self.event("grant", **exact,
                                          until=self.one([None, None, self.clock + self.r.randint(1, 8)])))
            if self.maybe(0.25):
                self.events.append(self.event(self.one(["revoke", "maybe"])))
            self.clock += self.r.randint(0, 3)

    def tell_of_findings(self):
        for _ in range(self.r.randint(2, 5)):
            kind = self.one(["finding", "finding", "clearance"])
            fixed = {"finding": "f1"} if kind == "finding" else {"by": self.by("clinician")}
            self.events.append(self.event(kind, **fixed))
            self.clock += self.r.randint(0, 2)

    def tell_of_limits(self):
        for kind in ("limit", self.one(["limit", "session_start", "screening"]), "lift", "lift"):
            self.events.append(self.event(kind))

    def tell_of_replacements(self):
        """A new grant in the place of an older one; sometimes it may not or comes too early."""
        earlier = [e["id"] for e in self.events if e["kind"] == "grant"] or ["e1"]
        self.events.append(self.event("grant", replaces=[self.one(earlier + [f"e{self.count + 2}"])]))

    def skeleton(self):
        """What leads to a permit when nothing else happens."""
        me = {"role": "client", "id": "c1"}
        full = {"techniques": ["t1", "t2"], "access": ["external", "internal"],
                "intents": ["therapeutic", "sensual"], "practitioners": ["p1", "p2"]}
        wanted = [
            ("screening", {}), ("grant", {"by": me, "signed": True, "region": "g0", "side": "B",
                                          **full}),
            ("grant", {"by": me, "signed": True, "region": self.act["region"],
                       "side": self.act["side"], **full}),
            ("session_start", {}), ("capacity", {"by": self.by("practitioner"), "value": "ok"}),
            ("signal", {"by": me, "value": "green"})]
        for kind, fixed in wanted:
            for _ in range(self.one([0, 0, 0, 1, 2]) if self.maybe(0.8) else 0):
                self.events.append(self.event(self.one(SCOPED + OTHERS * 2)))
            if self.maybe(0.93):
                self.events.append(self.event(kind, **fixed))
            if kind == "grant" and self.maybe(0.25):
                self.one([self.tell_of_renewals, self.tell_of_findings, self.tell_of_limits,
                          self.tell_of_replacements])()
        for _ in range(self.one([0, 0, 1, 2, 4])):
            self.events.append(self.event(self.one(SCOPED + OTHERS + ["teleport"]
                                                   if self.maybe(0.2) else SCOPED + OTHERS)))

    def edge(self, facts):
        """A time at which something may change, or one beside it."""
        times = [v for where, key in places(facts) for v in [where[key]]
                 if key in ("at", "from", "until", "revokedAt", "adultAt") and v is not None]
        spans = [0, 0, -self.act["duration"], facts["policy"]["checkin"],
                 facts["policy"]["checkinSensitive"], facts["policy"]["reflectInternal"],
                 facts["policy"]["reflectSensual"], facts["policy"]["screeningMaxAge"]]
        return clip(self.one(times or [0]) + self.one(spans) + self.one([-1, 0, 0, 1]))

    def question(self, ident):
        self.regions, self.events, self.count = self.world(), [], 0
        self.clock = self.r.randint(0, 6)
        self.act = {"practitioner": self.one(["p1"] * 9 + ["p2", "p3"]), "region": self.region(),
                    "side": self.one("BBLR"), "technique": self.one(["t1", "t1", "t2", "t3"]),
                    "access": self.one(["external", "external", "internal"]),
                    "intent": self.one(["therapeutic", "therapeutic", "sensual"]),
                    "pressure": self.r.randint(0, 6), "duration": self.one([0, 0, 1, 3]),
                    "mode": self.one(["live", "live", "plan"])}
        self.skeleton()
        facts = {"regions": self.regions, "rules": [self.rule(i) for i in range(1, 4)],
                 "client": {"id": "c1", "adultAt": self.one([0, 0, 0, 0, 0, 3, None, 30])},
                 "practitioners": [{"id": p, "credentials": [self.credential(i) for i in range(3)]}
                                   for p in ("p1", "p2")],
                 "policy": self.policy(), "events": self.events}
        now = self.time() if self.maybe(0.15) else self.clock + self.r.randint(0, 4)
        if self.maybe(0.3):
            now = self.edge(facts)
        if self.extreme and self.maybe(0.3):
            self.act["duration"] = self.one([2**63 - 1, 2**62])
        return {"id": ident, "facts": facts, "act": self.act, "now": now}


def places(value, path=()):
    """Every (container, key) below a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in items:
        yield value, key
        if isinstance(child, (dict, list)):
            yield from places(child)


def clip(time):
    return max(-2**63, min(2**63 - 1, time))


def nest(depth):
    value = 0
    for i in range(depth):
        value = [value] if i % 2 else {"in": value}
    return value


ODD_IDS = [None, True, False, 0, -7, 10**30, 1.5, "", "a b", "\u00e9\u4e2d\U0001f600", "\"\\/\b\f\n\r\t",
           "\u0001\u001f\u007f\u2028", [], {}, [1, "]", {"}": "["}], {"a": [None, {"b": "\\"}]}, nest(20)]
NUMBERS = ["{}.0", "{}e0", "{}E+2", "-{}", "0{}", "+{}", "{}.", ".{}", "{}00000000000000000000", '"{}"',
           "0x{}", "{}_0", "-0", "-0.0", "NaN", "Infinity", "--{}", "{} ", "\t{}", "9223372036854775808",
           "-9223372036854775809"]


def write(r, q):
    """The line; now and then in a hand that few would write."""
    if r.random() < 0.05:
        q = {**q, "id": r.choice(ODD_IDS)}
    if r.random() < 0.03:
        q.pop("id", None)
    if r.random() < 0.05:
        where = r.choice([w for w, _ in places(q) if isinstance(w, dict)])
        where[r.choice(["more", "note", "", "\u00fc", "Id", "until "])] = r.choice(
            [None, "x", -1.5e-7, [[]], nest(8)])
    text = json.dumps(q, separators=r.choice([(",", ":")] * 9 + [(" , ", " : ")]),
                      ensure_ascii=r.random() < 0.9)
    return scrawl(r, text) if r.random() < 0.08 else text


def scrawl(r, text):
    """One change to the bytes themselves."""
    kind = r.random()
    if kind < 0.45:
        number = r.choice(list(re.finditer(r"(?<=[:,\[])-?\d+(?=[,\]}])", text)) or [None])
        if number is not None:
            return text[:number.start()] + r.choice(NUMBERS).replace("{}", number[0]) + \
                text[number.end():]
    if kind < 0.65:
        member = r.choice(list(re.finditer(r'"(\w+)":(-?\d+|null|true|"\w*"|\[\])(?=[,}])', text))
                          or [None])
        if member is not None:
            return text[:member.end()] + "," + member[0] + text[member.end():]
    if kind < 0.8:
        letter = r.choice(list(re.finditer(r"(?<=\w)[a-z](?=\w)", text)))
        return text[:letter.start()] + f"\\u{ord(letter[0]):04x}" + text[letter.end():]
    at = r.randrange(len(text))
    return r.choice([text[:at], text[:at] + text[at + 1:], text + r.choice("}],x1\""),
                     text[:at] + r.choice('{}[]:,"\\ 0\t') + text[at:]])


def spoil(r, q):
    """One change anywhere: members dropped, types swapped, numbers at their ends, things twice."""
    where, key = r.choice(list(places(q)))
    old = where[key]
    kind = r.random()
    if kind < 0.25:
        del where[key]
    elif kind < 0.5 and isinstance(old, int):
        where[key] = r.choice([old + 1, old - 1, *EXTREMES, 2**63, True, 1.5, "1", None])
    elif kind < 0.7 and isinstance(old, str):
        where[key] = r.choice(["", "*", "B", "L", "R", "X", "body", "client", "stop", "red", "on",
                               "off", "grant", "revoke", "limit", "live", "plan", "internal",
                               "clinician", "a b", "x" * 64, "x" * 65, None, 7, "\u00e9"])
    elif kind < 0.8 and isinstance(where, list):
        where.insert(r.randint(0, len(where)), copy.deepcopy(old))
    elif kind < 0.9 and isinstance(old, list):
        r.shuffle(old)
    else:
        where[key] = r.choice([None, [], {}, True, False, 0, "x", ["x"], [{}]])


def mutate(r, example, ident):
    q = {"id": ident, **{k: copy.deepcopy(example[k]) for k in ("facts", "act", "now")}}
    events = q["facts"]["events"]
    for _ in range(r.choice([0, 1, 1, 2, 3])):
        kind = r.random()
        if kind < 0.5 and events:
            events.pop(r.randrange(len(events)))
        elif kind < 0.6 and len(events) > 1:
            i = r.randrange(len(events) - 1)
            events[i], events[i + 1] = events[i + 1], events[i]
        elif kind < 0.8:
            q["now"] = r.choice(edges(q["facts"]) or [0]) + r.choice([-1, 0, 1])
        else:
            q["act"][r.choice(["side", "mode", "access", "intent", "pressure", "region"])] = \
                r.choice(["L", "R", "B", "live", "plan", "internal", "sensual", 0, 10, "body"])
    if r.random() < 0.4:  # last, since afterwards nothing need be where it was
        spoil(r, q)
    return q


def edges(facts):
    return [v for where, key in places(facts) for v in [where[key]] if oracle.is_int(v)
            and not isinstance(v, bool) and v > 1000]


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def make_questions(folder, count, seed):
    with open(os.path.join(folder, "examples.jsonl"), encoding="utf-8") as file:
        examples = [json.loads(line) for line in file]
    for i in range(count):
        r = random.Random(f"{seed}/{i}")
        if i % 2 == 0:
            q = Maker(f"{seed}/{i}").question(f"q{i}")
            if i % 10 == 0:
                spoil(r, q)
        else:
            q = mutate(r, r.choice(examples), f"m{i}")
        yield write(r, q)


def agree(got, want):
    """An error's words are the program's own; an id comes back as it was spelt."""
    if "error" in got and "error" in want:
        return got.get("id") == want.get("id")
    return list(got) == list(want) and got == want


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("cases")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--folded", action="store_true")
    args = parser.parse_args()
    paths = {n: os.path.join(args.cases, n + ".json") for n in ("std60", "std30")}
    named = {n: read_json(p) for n, p in paths.items()}
    lines = list(make_questions(args.cases, args.count, args.seed))
    command = [args.program, "decide"] + ["--folded"] * args.folded
    for name, path in paths.items():
        command += ["--named", f"{name}={path}"]
    run = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=False)
    got = run.stdout.decode().rstrip("\n").split("\n")
    seen, bad, errors = collections.Counter(), [], 0
    for line, have in zip(lines, got):
        want = oracle.answer(line, named)
        body = json.loads(want)
        errors += "error" in body
        seen[body.get("decision", "error")] += 1
        seen.update({reason.split(":")[0] for reason in body.get("reasons", [])})
        if have != want and not agree(json.loads(have), body):
            bad.append((line, have, want))
    for line, have, want in bad[:5]:
        print(f"# question {line}\n#   got  {have}\n#   want {want}")
    print("# " + ", ".join(f"{k} {n}" for k, n in sorted(seen.items())))
    facts = [
        (len(got) == len(lines), "every question has one answer"),
        (not bad, f"both readings agree on {len(lines)} random questions"),
        (run.returncode == (1 if errors else 0), "the exit status tells of error lines"),
        (len(seen) >= 36 or args.count < 2000, "every reason was met"),
    ]
    for i, (fine, name) in enumerate(facts, 1):
        print(f"{'' if fine else 'not '}ok {i} - {name}")
    print(f"1..{len(facts)}")
    return 0 if all(fine for fine, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main())
