"""Read a release folder as anybody who downloads it can: its tables and the bytes of every file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casebook.contract import Contract, load_contract
from casebook.errors import OutputError, UsageError
from casebook.wall.opened import unnarrowed

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Release:
    """Released rows by table, and every file of the folder by its path in it.

    Of the open tier `tables` are laid out as the linked ones, with None for what is not shown, and `contract` has the columns
    that are.
    """

    tables: Tables = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False, default_factory=dict)
    contract: Contract = field(repr=False, default_factory=load_contract)


def read_release(folder: Path) -> Release:
    """The release in a folder; raises UsageError where a table is not there, OutputError where a file can't be read."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder. Name a release, the folder that 'casebook build' made.")
    try:
        files = {str(p.relative_to(folder).as_posix()): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    except OSError as problem:
        raise OutputError(f"{folder} can't be read: {problem.strerror}. Make it readable.") from None
    contract = load_contract()
    known = {name: f"data/{name}.parquet" for name in (*contract.tables, *contract.of_open)}
    tables = {name: rows_of(files[path]) for name, path in known.items() if path in files}
    missing = [known[name] for name in contract.tables if name not in tables]
    if missing and (not tables or _linked(tables, contract)):
        raise UsageError(f"{folder}: {missing[0]} is not there. Name a whole release.")
    return Release(tables, files, contract) if _linked(tables, contract) else _unlinked(tables, files, contract)


def _linked(tables: Tables, contract: Contract) -> bool:
    """Whether rows hold keys of other tables."""
    return any(key.field in row for key in contract.foreign_keys for row in tables.get(key.table, ()))


def _unlinked(tables: Tables, files: Mapping[str, bytes], contract: Contract) -> Release:
    """A release of the open tier."""
    shown = {name: {column for row in tables.get(name, ()) for column in row} for name in contract.tables}
    more = {name: rows for name, rows in tables.items() if name not in contract.tables}
    whole = unnarrowed({name: list(map(dict, rows)) for name, rows in tables.items()}, contract)
    return Release({**whole, **more}, files, contract.narrowed(shown))


def rows_of(parquet: bytes) -> list[dict[str, Any]]:
    """The rows of a Parquet file; raises UsageError where it is none."""
    import pyarrow as pa  # noqa: PLC0415  (not needed to say how the verb is called)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        rows: list[dict[str, Any]] = pq.read_table(pa.BufferReader(parquet)).to_pylist()
    except pa.ArrowException:
        raise UsageError("a table of the release is no Parquet file. Build the release again.") from None
    return rows


def cells(row: Row) -> list[str]:
    """Every string of a row, those of lists one by one."""
    found: list[str] = []
    for value in row.values():
        found.extend(v for v in (value if isinstance(value, list | tuple) else [value]) if isinstance(v, str))
    return found
