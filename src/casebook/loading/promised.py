"""Hold a table against what its release promises beside the card: content.json and datapackage.json."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from casebook.errors import IntegrityError
from casebook.loading.declared import Column, Declared
from casebook.loading.sealed import AGAIN, Sealed
from casebook.release.content import CONTENT, content_hash
from casebook.versions.number import Version

if TYPE_CHECKING:
    import pyarrow as pa

PACKAGE = "datapackage.json"


def lacking(sealed: Sealed, version: str) -> list[str]:
    """The two files where the release has not got them; a draft may do without, from 1.0.0 on both must be there."""
    return [] if Version.read(version).draft else [path for path in (CONTENT, PACKAGE) if not sealed.holds(path)]


def promise_faults(sealed: Sealed, rows: "pa.Table", declared: Declared) -> list[str]:
    """Where a table breaks a promise of one of the two files that are there."""
    return [*content_faults(sealed, rows, declared.name), *_package_faults(sealed, declared)]


def content_faults(sealed: Sealed, rows: "pa.Table", name: str) -> list[str]:
    """Where rows, read from whatever format, are not the rows that `content.json` tells."""
    if not sealed.holds(CONTENT):
        return []
    try:
        told = read_json(sealed, CONTENT)["tables"][name]["sha256"]
    except (KeyError, TypeError):
        return [f"{CONTENT} does not tell its content"]
    return [] if told == content_hash(rows) else [f"its rows are not those that {CONTENT} tells"]


def _package_faults(sealed: Sealed, declared: Declared) -> list[str]:
    """Where card and package declare other versions, columns, types or codes."""
    if not sealed.holds(PACKAGE):
        return []
    package = read_json(sealed, PACKAGE)
    faults = [] if package.get("version") == declared.version else [f"card and {PACKAGE} declare different versions"]
    try:
        fields = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
        columns = tuple(map(_column, fields[declared.name]))
    except (KeyError, TypeError):
        return [*faults, f"{PACKAGE} does not declare its columns"]
    return faults if columns == declared.columns else [*faults, f"card and {PACKAGE} declare different columns"]


def _column(field: Mapping[str, Any]) -> Column:
    many = field["type"] == "array"
    limits = (field["arrayItem"] if many else field)["constraints"]
    return Column(field["name"], "int64" if field["type"] == "integer" else "string", tuple(limits.get("enum", ())), many)


def read_json(sealed: Sealed, path: str) -> dict[str, Any]:
    """A file of the release that holds a JSON object; raises IntegrityError where it does not."""
    try:
        told = json.loads(sealed.read(path))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise IntegrityError(f"{sealed.folder / path}: it is no JSON object{AGAIN}")
    return told
