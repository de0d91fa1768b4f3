"""Build small released tables: a row from the contract's own examples, one change at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from casebook.contract import load_contract

Row = dict[str, Any]
CONTRACT = load_contract()
ARRESTED = {
    "arrest": "arrested",
    "charge": "not_reported",
    "plea": "none_reported",
    "verdict": "not_reported",
    "sentence": "not_reported",
    "custody_band": "not_reported",
    "stage": "arrested",
}


def row(table: str, **changes: Any) -> Row:
    """The examples of a table's fields, links whole, with `changes`."""
    examples = {f.name: None if f.content == "reason" else f.example for f in CONTRACT.tables[table].fields.values()}
    return {**examples, **(ARRESTED if table == "arrests" else {}), **changes}


def tables(**changes: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """A release of one row a table; a table given replaces it."""
    return {**{name: [row(name)] for name in CONTRACT.tables}, **changes}


def number(prefix: str, n: int) -> str:
    """The keyed id of the `n`th row: arr_000…1."""
    return f"{prefix}_{n:016x}"
