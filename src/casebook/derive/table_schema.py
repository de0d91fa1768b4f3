"""A release's own `datapackage.json`: Frictionless Table Schemas that need no other file, every enum and pattern written out."""

from collections.abc import Mapping
from typing import Any

from casebook.contract.declared import Contract, Field, ForeignKey
from casebook.derive.description import (
    AUTHORS,
    DATA,
    KEYWORDS,
    LICENCE,
    LICENCE_PAGE,
    LICENCE_TITLE,
    TERM,
    About,
    File,
    Part,
    parts_of,
)


def data_package(contract: Contract, version: str) -> dict[str, Any]:
    """The package of a release: one CSV resource a table, `version` that of the release."""
    return {
        "name": contract.name,
        "title": contract.title,
        "description": contract.description,
        "version": version,
        "profile": "data-package",
        "resources": [_resource(contract, name, DATA) for name in contract.tables],
    }


def described_package(contract: Contract, about: About, files: Mapping[str, File]) -> dict[str, Any]:
    """The package with who made the release, under which terms, and the size and checksum of each of its files.

    `files`: every file of the release by its path; the tables of the synthetic companion are listed where they are there.
    """
    parts = [(part, name) for name in contract.tables for part in parts_of(files, name)]
    parts.sort(key=lambda listed: bool(listed[0].prefix))
    return {
        **data_package(contract, about.version),
        "name": about.name,
        "title": about.title,
        "description": about.summary,
        "created": f"{about.as_of.isoformat()}T00:00:00Z",
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE, "title": LICENCE_TITLE, "path": LICENCE_PAGE}],
        "terms": TERM,
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "resources": [_resource(contract, name, part) | _sums(files[f"{part.folder}/{name}.csv"]) for part, name in parts],
    }


def _sums(file: File) -> dict[str, Any]:
    return {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}


def _resource(contract: Contract, name: str, part: Part) -> dict[str, Any]:
    table = contract.tables[name]
    return {
        "name": part.prefix + name,
        "title": table.title,
        "description": part.note + table.description,
        "path": f"{part.folder}/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(contract, name, part),
    }


def table_schema(contract: Contract, table: str, part: Part = DATA) -> dict[str, Any]:
    """The Table Schema of one table; lists are JSON arrays in their cells."""
    declared = contract.tables[table]
    return {
        "fields": [_field(field) for field in declared.fields.values()],
        "missingValues": [""],
        "primaryKey": list(declared.keys),
        "foreignKeys": [_foreign_key(key, part) for key in declared.foreign_keys],
    }


def _field(field: Field) -> dict[str, Any]:
    items = {"arrayItem": {"type": "string", "constraints": {"enum": list(field.codes)}}} if field.many else {}
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
        "constraints": _constraints(field),
        **items,
        "missing": dict(field.missing),
        "disclosure": {"role": field.disclosure.role, "treatment": field.disclosure.treatment},
        "example": field.example,
    }


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": field.required}
    if field.unique:
        constraints["unique"] = True
    if field.pattern:
        constraints["pattern"] = f"^{field.pattern}$"
    if field.closed and not field.many:
        constraints["enum"] = list(field.codes)
    return constraints | _least(field)


def _least(field: Field) -> dict[str, int]:
    if field.content == "count":
        return {"minimum": 0}
    return {"minLength": 1} if field.many else {}


def _foreign_key(key: ForeignKey, part: Part) -> dict[str, Any]:
    return {"fields": [key.field], "reference": {"resource": part.prefix + key.other, "fields": [key.other_field]}}
