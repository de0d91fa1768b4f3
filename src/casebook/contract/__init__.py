"""Read `schema/`, the contract of the released tables, and refuse one that is not well formed.

`load_contract()` gives everything that other forms are derived from (`casebook.derive`):
tables and their fields, vocabularies with labels and definitions, hierarchies, rules.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from casebook.contract.declared import Code, CodeNames, Contract, Disclosure, Field, ForeignKey, Refused, Rule, Table, Vocabulary
from casebook.contract.hierarchies import Hierarchy, read_hierarchy
from casebook.contract.wellformed import find_faults
from casebook.errors import ContractError

__all__ = ["CodeNames", "Contract", "Field", "Hierarchy", "Table", "Vocabulary", "load_contract"]

Schema = Mapping[str, Any]
"""The parsed files of a schema folder by path: "arrests.schema.json", "vocabularies/sex.json"."""


def load_contract(folder: Path | None = None) -> Contract:
    """The contract in `folder`, else the one that ships with casebook; raises ContractError with all that is wrong in it."""
    return _load(folder)


@cache
def _load(folder: Path | None) -> Contract:
    schema = read_schema(folder or schema_folder())
    faults = find_faults(schema)
    if faults:
        raise ContractError("\n".join(faults))
    return _contract(schema)


def schema_folder() -> Traversable:
    """Where `schema/` is: inside the installed package, else in the checkout."""
    checkout = Path(__file__).resolve().parents[3] / "schema"
    for folder in (files("casebook") / "schema", checkout):
        if (folder / "datapackage.json").is_file():
            return folder
    raise ContractError("schema/: no contract beside the package. Install casebook again, or run it from a checkout.")


def read_schema(folder: Traversable) -> dict[str, Any]:
    """Every JSON file of a schema folder; raises ContractError with every one that cannot be read."""
    schema, faults = {}, []
    for path, file in _json_files(folder):
        try:
            schema[path] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as problem:
            faults.append(f"{path}: it is not JSON ({problem}). Mend the file.")
    if faults:
        raise ContractError("\n".join(faults))
    return schema


def _json_files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_dir():
            yield from _json_files(file, f"{under}{file.name}/")
        elif file.name.endswith(".json"):
            yield under + file.name, file


def _contract(schema: Schema) -> Contract:
    package, words = schema["datapackage.json"], schema["code_names.json"]
    names = CodeNames(tuple(words["first"]), tuple(words["second"]))
    vocabularies = _vocabularies(schema, names)
    tables = {r["name"]: _table(schema[r["schema"]], vocabularies, names) for r in package["resources"] if "tier" not in r}
    of_open = {r["name"]: _table(schema[r["schema"]], vocabularies, names) for r in package["resources"] if "tier" in r}
    return Contract(
        name=package["name"],
        title=package["title"],
        description=package["description"],
        version=package["version"],
        tables=tables,
        of_open=of_open,
        vocabularies=vocabularies,
        rules=tuple(Rule(**_frozen(rule)) for rule in schema["rules.json"]["rules"]),
        code_names=names,
    )


def _vocabularies(schema: Schema, names: CodeNames) -> dict[str, Vocabulary]:
    missing = [c["code"] for c in schema["vocabularies/missing.json"]["codes"]]
    declared = [data for path, data in schema.items() if path.startswith("vocabularies/")]
    return {data["name"]: _vocabulary(data, missing, names) for data in declared}


def _vocabulary(data: Schema, missing: list[str], names: CodeNames) -> Vocabulary:
    pattern = data.get("pattern")
    kind = data.get("hierarchy", {}).get("kind")
    return Vocabulary(
        name=data["name"],
        title=data["title"],
        description=data["description"],
        codes=tuple(Code(**{"released": data.get("released", True), **code}) for code in data["codes"]),
        wider=tuple(_wider(data)),
        hierarchy=read_hierarchy(data, missing, names.pattern if kind == "name" else pattern) if kind else None,
        pattern=pattern,
    )


def _wider(data: Schema) -> Iterator[Code]:
    """The codes that only occur at the wider levels of a hierarchy, finer ones first."""
    seen = {c["code"] for c in data["codes"]}
    levels = data.get("hierarchy", {}).get("levels", ())
    for entry in (c for level in levels if isinstance(level, dict) for c in level.get("codes", ())):
        if entry["code"] not in seen:
            seen.add(entry["code"])
            yield Code(entry["code"], entry["label"], entry["definition"])


def _table(data: Schema, vocabularies: Mapping[str, Vocabulary], names: CodeNames) -> Table:
    return Table(
        name=data["name"],
        title=data["title"],
        description=data["description"],
        keys=tuple(data["primaryKey"]),
        fields={f["name"]: _field(f, vocabularies, names) for f in data["fields"]},
        foreign_keys=tuple(_foreign_key(data["name"], key) for key in data["foreignKeys"]),
        refused=tuple(Refused(**refused) for refused in data["refused"]),
    )


def _foreign_key(table: str, data: Schema) -> ForeignKey:
    return ForeignKey(table, data["fields"][0], data["reference"]["resource"], data["reference"]["fields"][0])


def _field(data: Schema, vocabularies: Mapping[str, Vocabulary], names: CodeNames) -> Field:
    vocabulary = vocabularies.get(data.get("vocabulary", ""))
    plain = {key: data[key] for key in ("name", "type", "title", "description", "content", "missing", "example")}
    return Field(
        **plain,
        vocabulary=vocabulary,
        required=data["constraints"]["required"],
        unique=data["constraints"].get("unique", False),
        form=_form(data, vocabulary, names),
        disclosure=_disclosure(data["disclosure"], vocabularies),
        examples_bad=tuple(data["examples_bad"]),
    )


def _form(data: Schema, vocabulary: Vocabulary | None, names: CodeNames) -> str | None:
    forms = {
        "keyed_id": data["constraints"].get("pattern", "").strip("^$"),
        "code_name": names.pattern,
        "period": vocabulary.pattern if vocabulary else None,
    }
    return forms.get(data["content"])


def _disclosure(data: Schema, vocabularies: Mapping[str, Vocabulary]) -> Disclosure:
    named = vocabularies.get(data.get("hierarchy", ""))
    return Disclosure(data["role"], data["treatment"], named.hierarchy if named else None)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value
