# tools/plan_definition.py - the screening pack as rows, and rows as the PlanDefinition that they are kept as (packs/README.md).
# SPDX-License-Identifier: AGPL-3.0-or-later
import json

OURS = "urn:holdfast:"
LISTS = ("scope", "where", "place", "techniques", "access", "intents", "conditions")  # one extension for each element
ACTION = {"id": "id", "title": "client", "description": "practitioner", "textEquivalent": "act", "condition": "condition"}


# --- rows to actions -------------------------------------------------------------------------------------------------------------

def to_extension(name, value, prefix=""):
    if isinstance(value, dict):
        return {"url": prefix + name, "extension": to_extensions(value)}
    kind = "valueBoolean" if isinstance(value, bool) else "valueInteger" if isinstance(value, int) else "valueString"
    return {"url": prefix + name, kind: value}


def to_extensions(members, prefix=""):
    every = [(name, one) for name, value in members.items() for one in (value if isinstance(value, list) else [value])]
    return [to_extension(name, value, prefix) for name, value in every]


def to_action(row):
    action = {theirs: row[mine] for theirs, mine in ACTION.items()}
    action["documentation"] = [{"type": "citation", "label": source} for source in row["sources"]]
    rest = {name: value for name, value in row.items() if name not in ACTION.values() and name != "sources"}
    return {"id": action["id"], "extension": to_extensions(rest, OURS), **action}


def to_source(source):
    return {"extension": [to_extension("type", source["type"], OURS)], "type": "citation", "label": source["id"],
            "citation": source["citation"]}


def placed(sets):
    return {name: {"place": value} if isinstance(value, list) else placed(value) for name, value in sets.items()}


def fold(pack):
    ours = {"questionnaire": pack["questionnaire"], "scopes": placed(pack["scopes"]), "sites": placed(pack["sites"])}
    head = {name: pack[name] for name in ("id", "url", "version", "title", "status", "date")}
    return {"resourceType": "PlanDefinition", **head, "name": "HoldfastScreening", "description": pack["review"],
            "extension": to_extensions(ours, OURS), "relatedArtifact": [to_source(s) for s in pack["sources"]],
            "action": [to_action(r) for r in pack["rows"]]}


# --- actions to rows -------------------------------------------------------------------------------------------------------------

def of_extensions(extensions):
    members = {}
    for one in extensions:
        name = one["url"].removeprefix(OURS)
        value = of_extensions(one["extension"]) if "extension" in one else next(v for k, v in one.items() if k.startswith("value"))
        if name in LISTS:
            members.setdefault(name, []).append(value)
        else:
            members[name] = value
    return members


def of_action(action):
    row = {mine: action[theirs] for theirs, mine in ACTION.items()}
    return {**row, **of_extensions(action["extension"]), "sources": [d["label"] for d in action["documentation"]]}


def unplaced(sets):
    return {name: value["place"] if "place" in value else unplaced(value) for name, value in sets.items()}


def unfold(plan):
    ours = of_extensions(plan["extension"])
    head = {name: plan[name] for name in ("id", "url", "version", "title", "status", "date")}
    sources = [{"id": a["label"], "citation": a["citation"], **of_extensions(a["extension"])} for a in plan["relatedArtifact"]]
    return {**head, "review": plan["description"], "questionnaire": ours["questionnaire"], "scopes": unplaced(ours["scopes"]),
            "sites": unplaced(ours["sites"]), "sources": sources, "rows": [of_action(a) for a in plan["action"]]}


# --- as it is kept: one row a line -----------------------------------------------------------------------------------------------

def text(plan):
    def lines(name):
        return ",\n".join(json.dumps(one, ensure_ascii=False) for one in plan[name])

    head = {name: value for name, value in plan.items() if name not in ("extension", "relatedArtifact", "action")}
    parts = ",\n".join(f'"{name}": [\n{lines(name)}\n]' for name in ("extension", "relatedArtifact", "action"))
    return json.dumps(head, ensure_ascii=False)[:-1] + ",\n" + parts + "}\n"
