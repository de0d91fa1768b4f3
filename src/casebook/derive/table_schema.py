"""A release's own `datapackage.json`: Frictionless Table Schemas that need no other file, every enum and pattern written out."""

from typing import Any

from casebook.contract.declared import Contract, Field, ForeignKey


def data_package(contract: Contract, version: str) -> dict[str, Any]:
    """The package of a release: one CSV resource a table, `version` that of the release."""
    return {
        "name": contract.name,
        "title": contract.title,
        "description": contract.description,
        "version": version,
        "profile": "data-package",
        "resources": [_resource(contract, name) for name in contract.tables],
    }


def _resource(contract: Contract, name: str) -> dict[str, Any]:
    table = contract.tables[name]
    return {
        "name": name,
        "title": table.title,
        "description": table.description,
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(contract, name),
    }


def table_schema(contract: Contract, table: str) -> dict[str, Any]:
    """The Table Schema of one table; lists are JSON arrays in their cells."""
    declared = contract.tables[table]
    return {
        "fields": [_field(field) for field in declared.fields.values()],
        "missingValues": [""],
        "primaryKey": list(declared.keys),
        "foreignKeys": [_foreign_key(key) for key in declared.foreign_keys],
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


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    return {"fields": [key.field], "reference": {"resource": key.other, "fields": [key.other_field]}}
