"""Find what is wrong in the tables of `schema/`, all of it at once, each fault with its way out.

Works on the parsed files, before anything is built from them: `find_faults` gives lines
such as "arrests.schema.json: field 'age_band' has no description. Add one; …".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.contract.wellformed_codes import PLAIN, code_name_faults, vocabulary_faults
from casebook.contract.wellformed_shapes import shape_faults

Schema = Mapping[str, Any]
Data = Mapping[str, Any]

ROLES = ("direct", "quasi", "sensitive", "safe", "admin")
TREATMENTS = ("keyed_id", "code_name", "generalise", "band", "as_coded")
KEPT_BACK = {"roles": (*ROLES, "gate"), "treatments": ("refuse", "hold")}
TYPE_OF = {
    "keyed_id": "string",
    "code_name": "string",
    "code": "string",
    "codes": "array",
    "period": "string",
    "count": "integer",
    "reason": "string",
    "value": "string",
}
NEEDS_VOCABULARY = ("code", "codes", "period", "reason")
WAYS_OUT = {
    "name": "Add the column's name.",
    "type": "Add one of string, integer, array.",
    "title": "Add one; it becomes the column's label.",
    "description": "Add one; it becomes the codebook entry.",
    "content": f"Add one of {', '.join(TYPE_OF)}.",
    "constraints": 'Add them, at least {"required": true}.',
    "missing": "Add the missing codes that may occur and what they mean here, or {} where none may.",
    "disclosure": "Add role and treatment; a column without them is never released.",
    "example": "Add a value that may occur.",
    "examples_bad": "Add a value that may not occur, and why.",
}
TABLE_PARTS = {
    "name": "Add the table's name.",
    "title": "Add one; it heads the codebook's chapter.",
    "description": "Add one that says what a row is.",
    "primaryKey": "Add the column that names a row.",
    "foreignKeys": "Add the columns that point to other tables, or [].",
    "fields": "Add at least one.",
    "refused": "Add what is never released, or [].",
}
PACKAGE_PARTS = {
    "name": "Add one.",
    "title": "Add one.",
    "description": "Add one.",
    "version": 'Add the contract\'s version, such as "1".',
    "resources": "Add the tables in order.",
}
OPEN = "open"
NEEDED = ("datapackage.json", "rules.json", "code_names.json", "vocabularies/missing.json")


def find_faults(schema: Schema) -> list[str]:
    """Every fault of the files of a schema folder, in the order of the files; empty where it is well formed."""
    absent = [f"{path}: the file is missing. Add it." for path in NEEDED if path not in schema]
    shapes = list(shape_faults(schema))
    if absent or any(blocking for _, blocking in shapes):
        return [*absent, *(fault for fault, _ in shapes)]
    return [
        *(fault for fault, _ in shapes),
        *_package_faults(schema),
        *(fault for path, table in tables_of(schema) for fault in _table_faults(path, table, schema)),
        *vocabulary_faults(schema),
        *code_name_faults(schema["code_names.json"]),
        *_rule_faults(schema),
    ]


def tables_of(schema: Schema) -> list[tuple[str, Data]]:
    """The table files that the package lists and that are there, by path."""
    listed = (r.get("schema", "") for r in schema["datapackage.json"].get("resources", ()))
    return [(path, schema[path]) for path in listed if path in schema]


def _package_faults(schema: Schema) -> Iterator[str]:
    file, package = "datapackage.json", schema["datapackage.json"]
    yield from _absent(file, "the package", package, PACKAGE_PARTS)
    for resource in package.get("resources", ()):
        name, path = resource.get("name"), resource.get("schema", "")
        if path not in schema:
            yield f"{file}: resource '{name}' has no schema that exists. Add '{name}.schema.json' and point to it."
        elif schema[path].get("name") != name:
            yield f"{path}: its name is not '{name}', as datapackage.json calls it. Give both the same name."
        if resource.get("tier", OPEN) != OPEN:
            yield f"{file}: resource '{name}' is of tier '{resource['tier']}'. Write '{OPEN}', or leave it out for every tier."
    unlisted = {p for p in schema if p.endswith(".schema.json")} - {path for path, _ in tables_of(schema)}
    for path in sorted(unlisted):
        yield f"{path}: no resource of datapackage.json points to it. Add one, or remove the file."


def _absent(file: str, who: str, data: Data, ways_out: Mapping[str, str]) -> Iterator[str]:
    for part, way_out in ways_out.items():
        if data.get(part) in (None, "") or (part in {"fields", "resources", "examples_bad"} and not data[part]):
            yield f"{file}: {who} has no {part}. {way_out}"


def _table_faults(file: str, table: Data, schema: Schema) -> Iterator[str]:
    yield from _absent(file, "the table", table, TABLE_PARTS)
    names = [f.get("name", "") for f in table.get("fields", ())]
    for name in names:
        if not PLAIN.fullmatch(name):
            yield f"{file}: field '{name}' has a name that is not plain. Use small letters, digits and underscores."
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"{file}: field '{name}' is declared twice. Remove one."
    for field in table.get("fields", ()):
        yield from _field_faults(file, field, schema)
    yield from _key_faults(file, table, names, dict(_columns(schema)))
    for refused in table.get("refused", ()):
        yield from _refused_faults(file, refused, names)


def _columns(schema: Schema) -> Iterator[tuple[str, list[str]]]:
    for _, table in tables_of(schema):
        yield table.get("name", ""), [f.get("name", "") for f in table.get("fields", ())]


def _key_faults(file: str, table: Data, names: list[str], columns: Mapping[str, list[str]]) -> Iterator[str]:
    for name in set(table.get("primaryKey", ())) - set(names):
        yield f"{file}: primaryKey '{name}' is no field of the table. Declare the field, or name another."
    for key in table.get("foreignKeys", ()):
        reference = key.get("reference", {})
        other, there = reference.get("resource"), reference.get("fields", ())
        for name in set(key.get("fields", ())) - set(names):
            yield f"{file}: foreign key '{name}' is no field of the table. Declare the field, or name another."
        for name in set(there) - set(columns.get(other, ())):
            yield f"{file}: a foreign key points to '{other}.{name}', which does not exist. Point to a declared field."


def _field_faults(file: str, field: Data, schema: Schema) -> Iterator[str]:
    who = f"field '{field.get('name', '?')}'"
    absent = list(_absent(file, who, field, WAYS_OUT))
    yield from absent
    if not absent:
        yield from _content_faults(file, who, field, schema)
        yield from _missing_faults(file, who, field["missing"], schema)
        yield from _disclosure_faults(file, who, field, schema)


def _content_faults(file: str, who: str, field: Data, schema: Schema) -> Iterator[str]:
    content, named = field["content"], field.get("vocabulary")
    if content not in TYPE_OF:
        yield f"{file}: {who} has an unknown content '{content}'. Take one of {', '.join(TYPE_OF)}."
    elif field["type"] != TYPE_OF[content]:
        yield f"{file}: {who} has type '{field['type']}'. Its content '{content}' needs '{TYPE_OF[content]}'."
    if content in NEEDS_VOCABULARY and not named:
        yield f"{file}: {who} has no vocabulary. Add one; a released string is never free text."
    if named and f"vocabularies/{named}.json" not in schema:
        yield f"{file}: {who} refers to vocabulary '{named}', which does not exist. Add vocabularies/{named}.json."
    if content == "keyed_id" and not field["constraints"].get("pattern"):
        yield f"{file}: {who} has no pattern. Add the form of the id under constraints."
    if not isinstance(field["constraints"].get("required"), bool):
        yield f"{file}: {who} does not say whether it is required. Add true or false under constraints."
    if any(not bad.get("why") for bad in field["examples_bad"]):
        yield f"{file}: {who} has a bad example without a reason. Add 'why'."


def _missing_faults(file: str, who: str, missing: Data, schema: Schema) -> Iterator[str]:
    known = [c.get("code") for c in schema["vocabularies/missing.json"].get("codes", ())]
    for code, meaning in missing.items():
        if code not in known:
            yield f"{file}: {who} has an unknown missing code '{code}'. Take one of {', '.join(map(str, known))}."
        if not meaning:
            yield f"{file}: {who} does not say what '{code}' means. Add a sentence; it becomes the codebook entry."


def _disclosure_faults(file: str, who: str, field: Data, schema: Schema) -> Iterator[str]:
    disclosure = field["disclosure"]
    yield from _one_of(file, who, "disclosure role", disclosure.get("role"), ROLES)
    yield from _one_of(file, who, "disclosure treatment", disclosure.get("treatment"), TREATMENTS)
    named = disclosure.get("hierarchy")
    if disclosure.get("role") == "quasi" and not named:
        yield f"{file}: {who} is a quasi-identifier and has no hierarchy. Name the vocabulary whose levels coarsen it."
    if named and "hierarchy" not in schema.get(f"vocabularies/{named}.json", {}):
        yield f"{file}: {who} refers to hierarchy '{named}', which does not exist. Add it to vocabularies/{named}.json."


def _one_of(file: str, who: str, what: str, value: Any, allowed: Iterable[str]) -> Iterator[str]:
    if value is None:
        yield f"{file}: {who} has no {what}. Add one of {', '.join(allowed)}; a column without it is never released."
    elif value not in allowed:
        yield f"{file}: {who} has the {what} '{value}'. Take one of {', '.join(allowed)}."


def _refused_faults(file: str, refused: Data, names: list[str]) -> Iterator[str]:
    name = refused.get("name", "?")
    who = f"refused field '{name}'"
    if name in names:
        yield f"{file}: {who} is a column as well. Remove it from one of the two."
    if not refused.get("description"):
        yield f"{file}: {who} has no description. Add one; it tells the reader what is left out."
    yield from _one_of(file, who, "disclosure role", refused.get("role"), KEPT_BACK["roles"])
    yield from _one_of(file, who, "disclosure treatment", refused.get("treatment"), KEPT_BACK["treatments"])
    if refused.get("released_as") not in (None, *names):
        yield f"{file}: {who} says it is released as '{refused['released_as']}', which is no column. Name a column."


def _rule_faults(schema: Schema) -> Iterator[str]:
    tables = {table.get("name"): {f.get("name"): f for f in table.get("fields", ())} for _, table in tables_of(schema)}
    for rule in schema["rules.json"].get("rules", ()):
        who = f"rule '{rule.get('id', '?')}'"
        yield from _absent("rules.json", who, rule, {"id": "Add one.", "sentence": "Add it in words; it is the error's text."})
        yield from _form_faults(who, rule)
        fields = tables.get(rule.get("table"))
        if fields is None:
            yield f"rules.json: {who} is about '{rule.get('table')}', which is no table. Name a table."
            continue
        for name, codes in _rule_mentions(rule):
            if name not in fields:
                yield f"rules.json: {who} names '{name}', which is no field of '{rule['table']}'. Name a column."
            else:
                yield from _rule_codes(who, fields[name], codes, schema)


def _form_faults(who: str, rule: Data) -> Iterator[str]:
    forms = [("when", "then"), ("alone",), ("exactly_one",), ("counts",)]
    whole = [form for form in forms if all(rule.get(part) for part in form)]
    parts = [part for form in forms for part in form if rule.get(part)]
    if len(whole) != 1 or parts != list(whole[0]):
        yield f"rules.json: {who} does not say what must hold. Add when and then, or alone, or exactly_one, or counts."


def _rule_mentions(rule: Data) -> Iterator[tuple[str, list[str]]]:
    for form in ("when", "then", "alone"):
        yield from rule.get(form, {}).items()
    for name in (*rule.get("exactly_one", ()), *rule.get("counts", {})):
        yield name, []


def _rule_codes(who: str, field: Data, codes: Iterable[str], schema: Schema) -> Iterator[str]:
    vocabulary = schema.get(f"vocabularies/{field.get('vocabulary')}.json", {})
    known = {c.get("code") for c in vocabulary.get("codes", ())} | set(field.get("missing", ()))
    for code in codes:
        if code not in known:
            yield f"rules.json: {who} names '{code}', which is no code of '{field['name']}'. Take one of its codes."
