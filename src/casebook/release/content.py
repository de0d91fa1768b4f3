"""Content hashes of tables: the same whatever library, version or file format the rows were read with.

A table is told as JSON: the names of its columns, then its rows, each a list of its cells (text, whole number, list of text, or
null), in ASCII without spaces, the rows sorted as text, a line feed after each. The hash is the SHA-256 of that.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

CONTENT = "content.json"


def content_hash(table: pa.Table) -> str:
    """The content hash of a table, in hex; the order of its rows does not matter, that of its columns does."""
    rows = sorted(_line(list(row.values())) for row in table.to_pylist())
    told = "".join((_line(table.column_names), *rows))
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def content(tables: Mapping[str, pa.Table]) -> dict[str, Any]:
    """The content of `content.json`: for each table its number of rows and its content hash."""
    told = {name: {"rows": table.num_rows, "sha256": content_hash(table)} for name, table in tables.items()}
    return {"method": "casebook content hash 1", "tables": told}


def _line(cells: list[Any]) -> str:
    return json.dumps(cells, ensure_ascii=True, separators=(",", ":")) + "\n"
