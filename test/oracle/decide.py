"""A second, independent reading of the decision's rules S0-S19, written from their text.

Slow and literal on purpose: cells are pairs in sets, every rule looks at the whole log again.
The program is held against it on random questions (compare.py).

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import re
import sys

INT64 = range(-2**63, 2**63)
WORD = re.compile(r"[A-Za-z0-9_.:/-]{1,64}\Z")
SCOPED = {"grant", "limit", "revoke", "maybe"}
KINDS = SCOPED | {"lift", "signal", "capacity", "attest", "finding", "clearance", "screening",
                  "rehearsal", "session_start", "session_end"}


class Refused(Exception):
    """Facts that do not fit the wire form."""


def need(condition, what):
    if not condition:
        raise Refused(what)


def is_int(v):
    return type(v) is int and v in INT64


def is_word(v):
    return isinstance(v, str) and WORD.match(v) is not None


# ---- form -------------------------------------------------------------------------------------

def check_words(obj, name, star=False):
    value = obj.get(name, [])
    need(isinstance(value, list) and len(value) <= 256, name)
    for w in value:
        need(is_word(w) or (star and w == "*"), name)


def check_time(obj, name):
    value = obj.get(name)
    need(value is None or is_int(value), name)


def check_flag(obj, name, needed=False):
    if name in obj or needed:
        need(isinstance(obj.get(name), bool), name)


def check_scope(obj):
    for name in ("region", "side"):
        if name in obj:
            need(is_word(obj[name]), name)
    for name in ("techniques", "access", "intents", "practitioners"):
        check_words(obj, name, star=True)


def check_effect(obj, pressure_needed=False):
    check_flag(obj, "deny")
    if "maxPressure" in obj or pressure_needed:
        need(is_int(obj.get("maxPressure")) and 0 <= obj["maxPressure"] <= 10, "maxPressure")
    check_words(obj, "conditions")


def check_ids(items, what):
    need(isinstance(items, list), what)
    for item in items:
        need(isinstance(item, dict) and is_word(item.get("id")), what)
    need(len({i["id"] for i in items}) == len(items), what + " twice")


def check_regions(regions):
    check_ids(regions, "regions")
    need(regions, "no root")
    seen = set()
    for r in regions:
        check_flag(r, "paired", True)
        check_flag(r, "intimate", True)
        need("parent" in r, "parent")
        need(r["parent"] is None or is_word(r["parent"]), "parent")
        need((r["parent"] is None) == (not seen), "one root, first")
        need(r["parent"] is None or r["parent"] in seen, "parents first")
        seen.add(r["id"])


def check_rules(rules, screening):
    check_ids(rules, "rules")
    for r in rules:
        check_scope(r)
        check_effect(r)
        if screening:
            need(is_word(r.get("finding")), "finding")
            check_flag(r, "reconsent")
            check_flag(r, "clearable")


def check_event(e):
    need(is_int(e.get("at")), "at")
    need(is_word(e.get("kind")), "kind")
    by = e.get("by")
    need(isinstance(by, dict) and is_word(by.get("role")) and is_word(by.get("id")), "by")
    kind = e["kind"]
    if kind in SCOPED:
        check_scope(e)
    if kind in ("grant", "limit"):
        check_effect(e, kind == "grant")
    if kind in ("grant", "limit", "clearance"):
        check_time(e, "from")
    if kind in ("grant", "limit", "clearance", "finding"):
        check_time(e, "until")
    if kind == "grant":
        check_words(e, "replaces")
    if kind in ("grant", "lift"):
        check_flag(e, "signed")
    words = {"lift": ["target"], "signal": ["value"], "capacity": ["value"],
             "attest": ["cond", "state"], "finding": ["finding", "state"], "clearance": ["rule"]}
    for name in words.get(kind, []):
        need(is_word(e.get(name)), name)


def resolve(value, named):
    if isinstance(value, str):
        need(value in named, "unknown name")
        return named[value]
    return value


def check_facts(f, named):
    need(isinstance(f, dict), "facts")
    f = dict(f)
    f["regions"] = resolve(f.get("regions", []), named)
    f["rules"] = resolve(f.get("rules", []), named)
    client, policy = f.get("client"), f.get("policy")
    need(isinstance(client, dict) and is_word(client.get("id")), "client")
    check_time(client, "adultAt")
    need(isinstance(policy, dict), "policy")
    for name in ("reflectInternal", "reflectSensual", "stopCooldown", "checkin",
                 "checkinSensitive", "yellowPressure", "screeningMaxAge"):
        need(is_int(policy.get(name)), name)
    check_words(policy, "clearanceBy")
    check_rules(policy.get("house", []), False)
    check_regions(f["regions"])
    check_rules(f["rules"], True)
    f.setdefault("practitioners", [])
    check_ids(f["practitioners"], "practitioners")
    for p in f["practitioners"]:
        check_ids(p.get("credentials", []), "credentials")
        for k in p.get("credentials", []):
            check_scope(k)
            for name in ("from", "until", "revokedAt"):
                check_time(k, name)
    f.setdefault("events", [])
    check_ids(f["events"], "events")
    for e in f["events"]:
        check_event(e)
    return f


def is_bad_act(act, now):
    if not is_int(now) or not isinstance(act, dict):
        return True
    for name in ("practitioner", "region", "technique"):
        if not isinstance(act.get(name), str) or act[name] == "":
            return True
    sets = {"side": ("L", "R", "B"), "access": ("external", "internal"),
            "intent": ("therapeutic", "sensual"), "mode": ("live", "plan")}
    if any(not isinstance(act.get(n), str) or act[n] not in s for n, s in sets.items()):
        return True
    if act["practitioner"] == "*" or act["technique"] == "*":
        return True
    if not is_int(act.get("pressure")) or not is_int(act.get("duration")):
        return True
    return not 0 <= act["pressure"] <= 10 or act["duration"] < 0


# ---- S0, S1 -----------------------------------------------------------------------------------

class World:
    def __init__(self, regions):
        self.intimate = {}
        below = {}
        parents = {r["parent"] for r in regions}
        for r in reversed(regions):
            mine = below.setdefault(r["id"], set())
            if r["id"] not in parents:
                mine |= {(r["id"], s) for s in ("LR" if r["paired"] else "M")}
            if r["parent"] is not None:
                below.setdefault(r["parent"], set()).update(mine)
        for r in regions:
            self.intimate[r["id"]] = r["intimate"] or self.intimate.get(r["parent"], False)
        self.below = below
        self.body = below[regions[0]["id"]]

    def narrow(self, region, side):
        cells = self.below.get(region, set())
        if side == "B":
            return cells
        if side not in ("L", "R"):
            return set()
        if all(s == "M" for _, s in cells):
            return cells
        return {c for c in cells if c[1] == side}

    def wide(self, region, side):
        if region not in self.below or side not in ("L", "R", "B"):
            return self.body
        return {c for c in self.below[region] if side == "B" or c[1] in (side, "M")}


# ---- S7 ---------------------------------------------------------------------------------------

class Live:
    def __init__(self, client, cooldown):
        self.client, self.cooldown = client, cooldown
        self.open, self.sig, self.cap, self.att = False, "none", "unknown", set()
        self.green_at = self.stop_at = None

    def stop(self, at):
        self.sig = "stop"
        self.stop_at = at if self.stop_at is None else max(self.stop_at, at)

    def end(self, at):
        if self.sig == "red" or self.cap == "impaired":
            self.stop(at)
        self.open, self.cap, self.att, self.green_at = False, "unknown", set(), None
        if self.sig != "stop":
            self.sig = "none"

    def take(self, e):
        kind, at, role = e["kind"], e["at"], e["by"]["role"]
        client = role == "client" and e["by"]["id"] == self.client
        if kind == "session_end":
            self.end(at)
        elif kind == "session_start":
            if self.open or self.sig == "red" or self.cap == "impaired":
                self.end(at)
            if not (self.sig == "stop" and at < self.stop_at + self.cooldown):
                self.open, self.sig, self.green_at = True, "none", None
                self.cap, self.att = "unknown", set()
        elif kind == "signal" and e["value"] == "green":
            if client and self.open and self.sig != "stop" and self.cap != "impaired":
                self.sig, self.green_at = "green", at
        elif kind == "signal" and e["value"] == "yellow":
            self.sig = self.sig if self.sig in ("red", "stop") else "yellow"
        elif kind == "signal" and e["value"] == "red":
            self.sig = self.sig if self.sig == "stop" else "red"
        elif kind == "signal":
            self.stop(at)
        elif kind == "capacity" and e["value"] == "ok":
            if role in ("practitioner", "clinician") and self.open and self.cap == "unknown":
                self.cap = "ok"
        elif kind == "capacity":
            self.cap = "impaired"
        elif kind == "attest" and e["state"] == "on":
            cond = e["cond"]
            allowed = not (cond == "chaperone" and role != "chaperone")
            allowed = allowed and not (cond.startswith("client:") and not client)
            if self.open and allowed:
                self.att.add(cond)
        elif kind == "attest":
            self.att.discard(e["cond"])


# ---- the rest ---------------------------------------------------------------------------------

class Case:
    def __init__(self, facts, act, now):
        self.f, self.act, self.now = facts, act, now
        self.world = World(facts["regions"])
        self.policy = facts["policy"]
        self.log = [(i, e) for i, e in enumerate(facts["events"]) if e["at"] <= now]
        self.foot = self.world.narrow(act["region"], act["side"])
        self.internal = act["access"] == "internal"
        self.sensual = act["intent"] == "sensual"
        self.reasons, self.conditions, self.ceiling = set(), set(), 10
        self.fold()

    def of(self, *kinds):
        return [(i, e) for i, e in self.log if e["kind"] in kinds]

    def may_widen(self, e, live):                                                     # S8
        adult = self.f["client"].get("adultAt")
        return (e["by"]["role"] == "client" and e["by"]["id"] == self.f["client"]["id"]
                and e.get("signed") is True and adult is not None and e["at"] >= adult
                and live.cap != "impaired" and live.sig != "red"
                and (live.sig != "stop" or (not live.open and e["at"] >= live.stop_at + live.cooldown)))

    def fold(self):
        live = Live(self.f["client"]["id"], self.policy["stopCooldown"])
        self.void, self.lifted = set(), set()
        by_id = {e["id"]: (i, e) for i, e in self.log}
        for i, e in self.log:
            if e["kind"] == "grant":
                region = e.get("region")
                reach = (self.world.intimate.get(region, True)
                         or "internal" in e.get("access", [])
                         or "sensual" in e.get("intents", []))
                if not self.may_widen(e, live) or (live.open and reach):
                    self.void.add(i)
            if e["kind"] == "lift" and e["target"] in by_id and not live.open:
                j, limit = by_id[e["target"]]
                same = (limit["by"]["role"], limit["by"]["id"]) == (e["by"]["role"], e["by"]["id"])
                if j < i and limit["kind"] == "limit" and same:
                    if limit["by"]["role"] != "client" or self.may_widen(e, live):
                        self.lifted.add(j)
            live.take(e)
        self.live = live

    def sensitive(self, cell):                                                        # S3
        return self.internal or self.sensual or self.world.intimate[cell[0]]

    def covers(self, allow, cell, grant):                                             # S4
        region, act = allow.get("region"), self.act
        if region not in self.world.below:
            return False
        if cell not in self.world.narrow(region, allow.get("side")):
            return False
        if self.world.intimate[cell[0]] and not self.world.intimate[region]:
            return False
        if self.internal and region != act["region"]:
            return False
        if act["access"] not in allow.get("access", []):
            return False
        if act["intent"] not in allow.get("intents", []):
            return False
        pairs = [(allow.get("techniques", []), act["technique"])]
        if grant:
            pairs.append((allow.get("practitioners", []), act["practitioner"]))
        return all(word in words or ("*" in words and not self.sensitive(cell))
                   for words, word in pairs)

    def matches(self, scope, cell):                                                   # S5
        if cell not in self.world.wide(scope.get("region"), scope.get("side")):
            return False
        for name, value in (("techniques", self.act["technique"]),
                            ("access", self.act["access"]), ("intents", self.act["intent"]),
                            ("practitioners", self.act["practitioner"])):
            words = scope.get(name, [])
            if words and "*" not in words and value not in words:
                return False
        return True

    def open_now(self, thing):
        start, until = thing.get("from"), thing.get("until")
        return (start is None or start <= self.now) and (until is None or self.now < until)

    def findings(self):                                                               # S11
        """{finding: index of its beginning} of those active now"""
        state = {}
        for i, e in self.of("finding"):
            name, old = e["finding"], state.get(e["finding"])
            if e["state"] == "off":
                if e["by"]["role"] == "clinician":
                    state.pop(name, None)
                continue
            until = e.get("until")
            if old and (old[1] is None or e["at"] < old[1]):
                latest = None if until is None or old[1] is None else max(until, old[1])
                state[name] = (old[0], latest)
            else:
                state[name] = (i, until)
        return {n: b for n, (b, u) in state.items() if u is None or self.now < u}

    def rules_in_force(self):
        """[(rule, beginning)] of active, uncleared findings"""
        found = self.findings()
        result = []
        for r in self.f["rules"]:
            if r["finding"] not in found:
                continue
            begin = found[r["finding"]]
            cleared = r.get("clearable") is True and any(
                e["rule"] == r["id"] and i > begin and self.open_now(e)
                and e["by"]["role"] in self.policy.get("clearanceBy", [])
                for i, e in self.of("clearance"))
            if not cleared:
                result.append((r, begin))
        return result

    def cause(self, i, g, cell):                                                      # S9
        if i in self.void:
            return "VOID:" + g["id"]
        for j, later in self.of("grant"):
            if j > i and j not in self.void and g["id"] in later.get("replaces", []):
                return "REPLACED:" + g["id"]
        for j, e in self.of("revoke", "maybe"):
            if j > i and self.matches(e, cell):
                return ("REVOKED:" if e["kind"] == "revoke" else "MAYBE:") + e["id"]
        for r, begin in self.rules_in_force():
            if r.get("reconsent") is True and self.matches(r, cell) and begin > i:
                return "PREDATES:" + g["id"]
        if g.get("from") is not None and self.now < g["from"]:
            return "NOT_YET:" + g["id"]
        if g.get("until") is not None and self.now + self.act["duration"] >= g["until"]:
            return "EXPIRED:" + g["id"]
        wait = max(self.policy["reflectInternal"] if self.internal else 0,
                   self.policy["reflectSensual"] if self.sensual else 0)
        ats = [g["at"]]
        for h, e in self.of("grant"):
            if h < i and h not in self.void and self.covers(e, cell, True):
                narrowed = any(j > h and self.matches(n, cell)
                               for j, n in self.of("revoke", "maybe"))
                until = e.get("until")
                if not narrowed and (until is None or until >= g["at"]):
                    ats.append(e["at"])
        return "REFLECTION:" + g["id"] if self.now < min(ats) + wait else None

    def apply(self, source, ident):                                             # S12, S13
        self.conditions |= set(source.get("conditions", []))
        pressure = source.get("maxPressure")
        if pressure is not None:
            self.limit(pressure, ident)

    def limit(self, pressure, ident):
        self.ceiling = min(self.ceiling, pressure)
        if pressure < self.act["pressure"]:
            self.reasons.add("PRESSURE:" + ident)

    def grants(self):
        basis, binding = set(), {}
        for cell in self.foot:
            covering = [(i, g) for i, g in self.of("grant") if self.covers(g, cell, True)]
            causes = {i: self.cause(i, g, cell) for i, g in covering}
            live = {g["id"] for i, g in covering if causes[i] is None}
            for i, g in covering:
                word = (causes[i] or "").split(":")[0]
                until = g.get("until")
                if word in ("", "EXPIRED", "REFLECTION") and (until is None or self.now < until):
                    binding[g["id"]] = g
            if not covering:
                self.reasons.add("NO_GRANT")
            elif not live:
                self.reasons |= set(causes.values())
            basis |= live
        for g in binding.values():
            self.apply(g, g["id"])
        return basis

    def restrict(self, scope, code):                                                  # S10
        if not any(self.matches(scope, c) for c in self.foot):
            return
        if (scope.get("deny") is True or
                (scope.get("maxPressure") is None and not scope.get("conditions"))):
            self.reasons.add(code + ":" + scope["id"])
        self.apply(scope, scope["id"])

    def restrictions(self):
        for i, e in self.of("limit"):
            if i not in self.lifted and self.open_now(e):
                self.restrict(e, "LIMIT")
        for r, _ in self.rules_in_force():
            self.restrict(r, "CONTRA")
        for h in self.policy.get("house", []):
            self.restrict(h, "HOUSE")
        named = {r["finding"] for r in self.f["rules"]}
        self.reasons |= {"UNKNOWN_FINDING:" + n for n in self.findings() if n not in named}

    def credentials(self):                                                            # S14
        mine = [p for p in self.f["practitioners"] if p["id"] == self.act["practitioner"]]
        if not mine:
            self.reasons.add("UNKNOWN_PRACTITIONER")
            return set()
        basis = set()
        for cell in self.foot:
            covering = [k for k in mine[0].get("credentials", []) if self.covers(k, cell, False)]
            causes = {k["id"]: self.credential_cause(k) for k in covering}
            valid = {k for k, cause in causes.items() if cause is None}
            if not covering:
                self.reasons.add("OUT_OF_SCOPE")
            elif not valid:
                self.reasons |= set(causes.values())
            basis |= valid
        return basis

    def credential_cause(self, k):
        if k.get("revokedAt") is not None and k["revokedAt"] <= self.now:
            return "CRED_REVOKED:" + k["id"]
        if k.get("from") is not None and self.now < k["from"]:
            return "CRED_NOT_YET:" + k["id"]
        if k.get("until") is not None and self.now + self.act["duration"] >= k["until"]:
            return "CRED_EXPIRED:" + k["id"]
        return None

    def client(self):                                                           # S15, S16
        adult = self.f["client"].get("adultAt")
        if adult is None:
            self.reasons.add("AGE_UNVERIFIED")
        elif self.now < adult:
            self.reasons.add("MINOR")
        seen = [e["at"] for _, e in self.of("screening")]
        if not seen:
            self.reasons.add("SCREENING_MISSING")
        elif self.now - seen[-1] > self.policy["screeningMaxAge"]:
            self.reasons.add("SCREENING_STALE")

    def live_mode(self):                                                              # S17
        live = self.live
        sensitive = any(self.sensitive(c) for c in self.foot)
        limit = self.policy["checkinSensitive" if sensitive else "checkin"]
        facts = {
            "NO_SESSION": not live.open,
            "SIGNAL_NONE": live.open and live.sig == "none",
            "SIGNAL_RED": live.sig == "red",
            "SIGNAL_STOP": live.sig == "stop",
            "YELLOW_SENSITIVE": live.sig == "yellow" and sensitive,
            "CHECKIN_STALE": live.sig in ("green", "yellow") and (
                live.green_at is None or self.now - live.green_at > limit),
            "CAPACITY_UNKNOWN": live.cap == "unknown",
            "CAPACITY_IMPAIRED": live.cap == "impaired",
        }
        self.reasons |= {name for name, true in facts.items() if true}
        if live.sig == "yellow":
            self.limit(self.policy["yellowPressure"], "yellow")

    def decide(self):
        basis = self.grants()
        self.restrictions()
        basis |= self.credentials()
        self.client()
        if self.act["region"] not in self.world.below:
            self.reasons.add("UNKNOWN_REGION")
        self.reasons |= {"UNKNOWN_EVENT:" + e["id"] for _, e in self.log
                         if e["kind"] not in KINDS}
        if self.act["mode"] == "live":
            self.live_mode()
            missing = self.conditions - self.live.att
        else:
            self.conditions |= {"capacity_ok", "live_green"}
            missing = self.conditions
        verdict = "deny" if self.reasons else "conditional" if missing else "permit"
        return {"decision": verdict, "reasons": sorted(self.reasons),
                "conditions": sorted(self.conditions), "missing": sorted(missing),
                "ceiling": self.ceiling, "basis": sorted(basis)}


def decide(facts, act, now, named):
    if is_bad_act(act, now):                                                          # S18
        return {"decision": "deny", "reasons": ["BAD_ACT"], "conditions": [], "missing": [],
                "ceiling": 0, "basis": []}
    return Case(check_facts(facts, named), act, now).decide()


def refuse_duplicates(pairs):
    need(len({k for k, _ in pairs}) == len(pairs), "a member twice")
    return dict(pairs)


def refuse_constant(word):
    raise Refused(word + " is no JSON")


def answer(line, named):
    """The output line; an error's wording is the program's own, so only its place is kept."""
    head = {}
    try:
        q = json.loads(line, object_pairs_hook=refuse_duplicates, parse_constant=refuse_constant)
        need(isinstance(q, dict), "no object")
        head = {"id": q["id"]} if "id" in q else {}
        body = decide(q.get("facts"), q.get("act"), q.get("now"), named)
    except (Refused, ValueError) as error:
        body = {"error": str(error)}
    return json.dumps({**head, **body}, separators=(",", ":"))


def main():
    named = {}
    for argument in sys.argv[1:]:
        name, _, path = argument.partition("=")
        with open(path, encoding="utf-8") as file:
            named[name] = json.load(file)
    for line in sys.stdin:
        if line.strip():
            print(answer(line, named))


if __name__ == "__main__":
    main()
