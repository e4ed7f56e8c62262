#!/usr/bin/env python3
# tools/pack_resource.py - a pack as plain rows, and plain rows as the FHIR R4 resource that it is kept as (packs/README.md).
# usage: pack_resource.py fold|unfold FILE...     rewrites the files; plain rows are easier to edit, and only the resource is taken
# src/core/model/resource.c reads the same shapes; KEEP IN ORDER with the tables there.
# SPDX-License-Identifier: AGPL-3.0-or-later
import json
import sys
from pathlib import Path

OURS = "urn:holdfast:"
TYPES = "http://terminology.hl7.org/CodeSystem/"
HEAD = ("id", "url", "version", "title", "status", "date")
SCOPED = ("techniques", "access", "intents", "conditions")


def plan(code):
    return {"type": {"coding": [{"system": TYPES + "plan-definition-type", "code": code}]}}


# What a kind of pack is: its resource, the plain name of its rows, elements {theirs: mine} of the head and of a row, and the members
# that are lists (one extension or property for each element).
SHAPES = {
    "screening": {"resource": "PlanDefinition", "rows": "rows", "head": {"description": "review"},
                  "row": {"id": "id", "title": "client", "description": "practitioner", "textEquivalent": "act", "condition": "condition"},
                  "lists": ("scope", "where", "place", *SCOPED)},
    "policy": {"resource": "PlanDefinition", "rows": "house", "head": {}, "row": {"id": "id", "description": "why"},
               "lists": ("clearance_by", "values", *SCOPED), "fixed": plan("eca-rule")},
    "scope": {"resource": "PlanDefinition", "rows": "rows", "head": {"description": "review"}, "row": {"id": "id", "description": "says"},
              "lists": ("professions", "places", "regions", "access", "but", "also_places", "allows", "denies", "intents", "conditions"),
              "fixed": plan("eca-rule")},
    "way": {"resource": "PlanDefinition", "rows": "steps", "head": {"description": "what"}, "row": {"id": "id", "description": "words"},
            "lists": ("also_called", "credentials", "composes", "claims", "sources", "conditions"), "fixed": plan("protocol")},
    "atlas": {"resource": "CodeSystem", "rows": "regions", "head": {"copyright": "copyright"}, "row": {"code": "id", "definition": "note"},
              "lists": ("sources", "access", "svg", "law"), "spoken": ("name", "plain")},
    "organs": {"resource": "CodeSystem", "rows": None, "head": {}, "row": {"code": "key", "definition": "note"}, "lists": ("sources",),
               "spoken": ("name", "question", "help")},
    "words": {"resource": "CodeSystem", "rows": None, "head": {}, "row": {"code": "id", "display": "name", "definition": "help"},
              "lists": ("sources",), "spoken": ()},
    "consent": {"resource": "PlanDefinition", "rows": "fields", "head": {"description": "review"}, "row": {"id": "id", "title": "field"},
                "lists": ("asks", "options", "tells", "lines", "sources")},
    "measures": {"resource": "PlanDefinition", "rows": "measures", "head": {"description": "review"},
                 "row": {"id": "id", "title": "title", "description": "about"},
                 "lists": ("items", "reverse", "codes", "scales", "adds", "bands", "cuts", "changes", "alarms", "holds", "findings", "sources")},
    "retention": {"resource": "CodeSystem", "rows": None, "head": {"description": "note"}, "row": {"code": "id", "definition": "says"},
                  "lists": ("places",), "spoken": ()},
    "learn": {"resource": "CodeSystem", "rows": None, "head": {}, "row": {"code": "id", "display": "name", "definition": "help"},
              "lists": ("sources", "covers", "places"), "spoken": ()},
}
CODES = ("parent", "way_in", "organ", "asked_after", "access", "law")  # properties that are codes


def shape_of(pack):
    return SHAPES.get(pack["id"].removeprefix("holdfast-"), SHAPES["way"])


# --- rows to a resource ----------------------------------------------------------------------------------------------------------

def to_extension(name, value, prefix=""):
    if isinstance(value, dict):
        return {"url": prefix + name, "extension": to_extensions(value)}
    kind = "valueBoolean" if isinstance(value, bool) else "valueInteger" if isinstance(value, int) else "valueString"
    return {"url": prefix + name, kind: value}


def each(members):
    return [(name, one) for name, value in members.items() if value is not None for one in (value if isinstance(value, list) else [value])]


def to_extensions(members, prefix=""):
    return [to_extension(name, value, prefix) for name, value in each(members)]


def to_property(name, value):
    kind = "valueBoolean" if isinstance(value, bool) else "valueInteger" if isinstance(value, int) else "valueString"
    return {"code": name, "valueCode" if name in CODES else kind: value}


def without(row, taken):
    return {name: value for name, value in row.items() if name not in taken}


def to_action(row, shape):
    action = {theirs: row[mine] for theirs, mine in shape["row"].items() if mine in row}
    extra = {}
    if "minutes" in row:
        extra["timingDuration"] = {"value": row["minutes"], "unit": "min", "system": "http://unitsofmeasure.org", "code": "min"}
    if "source" in row:
        extra["documentation"] = [{"type": "citation", "citation": row["source"]}]
    if "sources" in row:
        extra["documentation"] = [{"type": "citation", "label": source} for source in row["sources"]]
    rest = without(row, {*shape["row"].values(), "minutes", "source", "sources"})
    return {"id": action["id"], "extension": to_extensions(rest, OURS), **action, **extra}


def to_designations(row, shape):
    for use in shape["spoken"]:
        for language, value in row.get(use, {}).items():
            if use == "name" and language == "en":
                continue  # that is the display
            named = {} if use == "name" else {"use": {"system": OURS + "use", "code": use}}
            yield {"language": language, **named, "value": value}


def to_concept(row, shape):
    concept = {theirs: row[mine] for theirs, mine in shape["row"].items() if row.get(mine)}
    if "name" in shape["spoken"]:
        concept = {"code": concept.pop("code"), "display": row["name"]["en"], **concept}
    rest = without(row, {*shape["row"].values(), *shape["spoken"]})
    parts = {"designation": list(to_designations(row, shape)), "property": [to_property(*one) for one in each(rest)]}
    return {**concept, **{name: part for name, part in parts.items() if part}}


def to_source(source):
    return {"extension": [to_extension("type", source["type"], OURS)], "type": "citation", "label": source["id"],
            "citation": source["citation"]}


def placed(sets):
    return {name: {"place": value} if isinstance(value, list) else placed(value) for name, value in sets.items()}


def head_of(pack, shape):
    name = "".join(part.capitalize() for part in pack["id"].split("-"))
    head = {"resourceType": shape["resource"], **{n: pack[n] for n in HEAD}, "name": name}
    return {**head, **{theirs: pack[mine] for theirs, mine in shape["head"].items()}, **shape.get("fixed", {})}


def fold_plan(pack, shape):
    rest = without(pack, {*HEAD, *shape["head"].values(), "sources", shape["rows"]})
    if "scopes" in rest:
        rest.update(scopes=placed(rest["scopes"]), sites=placed(rest["sites"]))
    artifacts = {"relatedArtifact": [to_source(s) for s in pack["sources"]]} if pack.get("sources") else {}
    return {**head_of(pack, shape), "extension": to_extensions(rest, OURS), **artifacts,
            "action": [to_action(r, shape) for r in pack[shape["rows"]]]}


def kind_of(value):
    return "boolean" if "valueBoolean" in value else "integer" if "valueInteger" in value else "code" if "valueCode" in value else "string"


def declared(concepts):
    """Every property that a concept has, with its kind."""
    found = {}
    for concept in concepts:
        for one in concept.get("property", ()):
            found.setdefault(one["code"], kind_of(one))
        found.update({p["code"]: p["type"] for p in declared(concept.get("concept", ()))})
    return [{"code": code, "type": kind} for code, kind in found.items()]


def to_group(name, rows, shape):
    return {"code": name, "display": name.capitalize(), "concept": [to_concept(r, shape) for r in rows]}


def fold_codes(pack, shape):
    groups = {n: v for n, v in pack.items() if shape["rows"] is None and n != "sources" and isinstance(v, list)}
    rest = without(pack, {*HEAD, *shape["head"].values(), shape["rows"], *groups})
    concepts = [to_concept(r, shape) for r in pack[shape["rows"]]] if shape["rows"] else [to_group(*g, shape) for g in groups.items()]
    system = {"caseSensitive": True, "hierarchyMeaning": "part-of" if shape["rows"] else "grouped-by", "content": "complete"}
    return {**head_of(pack, shape), "language": "en", **system, "extension": to_extensions(rest, OURS), "property": declared(concepts),
            "concept": concepts}


def fold(pack):
    shape = shape_of(pack)
    return fold_plan(pack, shape) if shape["resource"] == "PlanDefinition" else fold_codes(pack, shape)


# --- a resource to rows ----------------------------------------------------------------------------------------------------------

def put(members, name, value, lists):
    if name in lists:
        members.setdefault(name, []).append(value)
    else:
        members[name] = value


def of_extensions(extensions, lists):
    members = {}
    for one in extensions:
        inside = of_extensions(one["extension"], lists) if "extension" in one else next(v for k, v in one.items() if k.startswith("value"))
        put(members, one["url"].removeprefix(OURS), inside, lists)
    return members


def of_action(action, shape):
    row = {mine: action[theirs] for theirs, mine in shape["row"].items() if theirs in action}
    row.update(of_extensions(action.get("extension", ()), shape["lists"]))
    if "timingDuration" in action:
        row["minutes"] = action["timingDuration"]["value"]
    for one in action.get("documentation", ()):
        if "label" in one:
            row.setdefault("sources", []).append(one["label"])
        else:
            row["source"] = one["citation"]
    return row


def of_concept(concept, shape):
    row = {mine: concept[theirs] for theirs, mine in shape["row"].items() if theirs in concept}
    if "name" in shape["spoken"]:
        row["name"] = {"en": concept["display"]}
    for one in concept.get("designation", ()):
        row.setdefault(one.get("use", {}).get("code", "name"), {})[one["language"]] = one["value"]
    for one in concept.get("property", ()):
        put(row, one["code"], next(v for k, v in one.items() if k.startswith("value")), shape["lists"])
    return row


def unplaced(sets):
    return {name: value["place"] if "place" in value else unplaced(value) for name, value in sets.items()}


def unfold_plan(resource, shape):
    pack = {"sources": [{"id": a["label"], "citation": a["citation"], **of_extensions(a["extension"], ())}
                        for a in resource.get("relatedArtifact", ())],
            shape["rows"]: [of_action(a, shape) for a in resource["action"]]}
    return pack


def unfold_codes(resource, shape):
    if shape["rows"]:
        return {shape["rows"]: [of_concept(c, shape) for c in resource["concept"]]}
    return {group["code"]: [of_concept(c, shape) for c in group["concept"]] for group in resource["concept"]}


def unfold(resource):
    shape = shape_of(resource)
    pack = {name: resource[name] for name in HEAD}
    pack.update({mine: resource[theirs] for theirs, mine in shape["head"].items()})
    ours = of_extensions(resource.get("extension", ()), shape["lists"])
    if "scopes" in ours:
        ours.update(scopes=unplaced(ours["scopes"]), sites=unplaced(ours["sites"]))
    rows = unfold_plan if resource["resourceType"] == "PlanDefinition" else unfold_codes
    return {**pack, **ours, **rows(resource, shape)}


# --- as it is kept: one row a line -----------------------------------------------------------------------------------------------

def lines(rows):
    return ",\n".join(json.dumps(one, ensure_ascii=False) if "concept" not in one else grouped(one) for one in rows)


def grouped(group):
    head = json.dumps(without(group, {"concept"}), ensure_ascii=False)
    return f'{head[:-1]}, "concept": [\n{lines(group["concept"])}\n]}}'


def text(resource):
    parts = {n: v for n, v in resource.items() if n in ("extension", "relatedArtifact", "action", "property", "concept") and v}
    head = json.dumps(without(resource, {"extension", "relatedArtifact", "action", "property", "concept"}), ensure_ascii=False)
    return head[:-1] + ",\n" + ",\n".join(f'"{name}": [\n{lines(rows)}\n]' for name, rows in parts.items()) + "}\n"


def plain_text(pack):
    rows = {name: value for name, value in pack.items() if isinstance(value, list) and value}
    head = json.dumps(without(pack, rows), ensure_ascii=False)
    return head[:-1] + ",\n" + ",\n".join(f'"{name}": [\n{lines(value)}\n]' for name, value in rows.items()) + "}\n"


def main():
    for file in map(Path, sys.argv[2:]):
        pack = json.loads(file.read_text("utf-8"))
        if ("resourceType" in pack) == (sys.argv[1] == "unfold"):
            file.write_text(text(fold(pack)) if sys.argv[1] == "fold" else plain_text(unfold(pack)), "utf-8")


if __name__ == "__main__":
    main()
