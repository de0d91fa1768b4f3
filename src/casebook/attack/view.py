"""Lay the linked tables out flat: every row with the columns of its incident and article beside its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from casebook.attack.release import Row, Tables
from casebook.contract import Contract, Field

Flat = dict[str, Any]
UNITS = ("arrests", "incidents", "statements")


def flat_rows(tables: Tables, contract: Contract, unit: str) -> dict[str, Flat]:
    """The rows of a table by id, as {"arrests.sex": "male", "incidents.region": None, …}; None where a link is cut."""
    articles = _shown(tables, contract, "articles")
    homes = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    scenes = _shown(tables, contract, "incidents")
    own = _shown(tables, contract, unit)
    nowhere = dict.fromkeys(_columns(contract, "articles"))
    no_scene = dict.fromkeys(_columns(contract, "incidents"))
    flat = {}
    for row in tables[unit]:
        incident = str(row.get("incident_id"))
        scene = {} if unit == "incidents" else scenes.get(incident, no_scene)
        article = str(row["article_id"] if "article_id" in row else homes.get(incident))
        key = row[contract.tables[unit].key]
        flat[key] = {**own[key], **scene, **articles.get(article, nowhere)}
    return flat


def columns_of(contract: Contract, unit: str, wanted: Callable[[Field], bool]) -> list[str]:
    """Those columns of the flat rows of a table that show something and are wanted, in the contract's order."""
    homes = dict.fromkeys((unit, "incidents", "articles"))
    return [
        f"{table}.{f.name}"
        for table in homes
        for f in contract.tables[table].fields.values()
        if f.content != "keyed_id" and wanted(f)
    ]


def is_quasi(field: Field) -> bool:
    """Whether a column can lead back to a person: disclosure control may coarsen it, or it counts rows."""
    return field.disclosure.hierarchy is not None or field.content == "count"


def plain(value: Any) -> Any:
    """A cell as a value that can be compared and counted: lists become sorted tuples."""
    return tuple(sorted(value)) if isinstance(value, list | tuple) else value


def integer_codes(rows: Iterable[Mapping[str, Any]], column: str) -> list[int]:
    """A column as whole numbers from 0, in the order of their first appearance."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(plain(row[column]), len(numbers)) for row in rows]


def _columns(contract: Contract, table: str) -> list[str]:
    return [f"{table}.{f.name}" for f in contract.tables[table].fields.values() if f.content != "keyed_id"]


def _shown(tables: Tables, contract: Contract, table: str) -> dict[str, Flat]:
    """The columns that show something, by the key of their row."""
    key, columns = contract.tables[table].key, _columns(contract, table)
    rows: Sequence[Row] = tables[table]
    return {row[key]: {c: row.get(c.partition(".")[2]) for c in columns} for row in rows}
