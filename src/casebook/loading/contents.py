"""Hold the tables of a release against its card, content.json, datapackage.json, its CSV and the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from casebook.contract import Contract, Field, load_contract
from casebook.derive.description import DATA, SYNTHETIC
from casebook.errors import CasebookError
from casebook.loading.declared import CARD, Column, Declared, read_card, version_of
from casebook.loading.promised import content_faults, lacking, promise_faults
from casebook.loading.sealed import AGAIN, Sealed, unseal
from casebook.loading.tables import read_csv, read_parquet, table_faults
from casebook.release.checksums import CHECKSUMS
from casebook.validate import find_failures

COUNTS = "counts"
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Contents:
    """What is wrong in a release, a line each, and whether today's contract could be applied: it declares the same columns."""

    faults: tuple[str, ...]
    under_contract: bool = True


def contents(folder: Path, version: str | None) -> Contents:
    """Check what the listed files of a release say; `version` is the one it must be, None where any will do."""
    if not (folder / CHECKSUMS).is_file():
        return Contents(())
    try:
        sealed = unseal(folder)
        declared = read_card(sealed.read(CARD), sealed.folder / CARD)
        faults = _version_faults(sealed, version_of(declared, sealed.folder / CARD), version)
    except CasebookError as problem:
        return Contents(told(problem))
    tables: dict[str, pa.Table] = {}
    for name, table in declared.items():
        try:
            tables[name] = read_parquet(sealed.read(table.path), folder / table.path)
            faults += [f"{folder / table.path}: {fault}" for fault in _table_faults(sealed, tables[name], table)]
            faults += _csv_faults(sealed, table)
        except CasebookError as problem:
            faults += told(problem)
    return Contents(tuple(faults)) if faults else _under_contract(folder, tables, declared)


def told(problem: CasebookError) -> tuple[str, ...]:
    """An error as lines of a report, which says the way out once."""
    return tuple(line.removesuffix(AGAIN) for line in str(problem).splitlines())


def _version_faults(sealed: Sealed, found: str, wanted: str | None) -> list[str]:
    faults = [f"{sealed.folder / path}: a release has this file from 1.0.0 on" for path in lacking(sealed, found)]
    return faults + [f"{sealed.folder / CARD}: its version is {found}, it must be {wanted}"] * (wanted not in {None, found})


def _table_faults(sealed: Sealed, rows: pa.Table, declared: Declared) -> list[str]:
    """Where a Parquet file is not as card, content.json and datapackage.json tell."""
    faults = table_faults(rows, declared) or promise_faults(sealed, rows, declared)
    if (sealed.folder / declared.path).stat().st_size != declared.size:
        faults.append(f"its size is not the one that {CARD} tells")
    if declared.checksum not in {None, sealed.sums[declared.path]}:
        faults.append(f"its checksum is not the one that {CARD} tells")
    return faults


def _csv_faults(sealed: Sealed, declared: Declared) -> list[str]:
    path = declared.path.removesuffix("parquet") + "csv"
    if not sealed.holds(path):
        return []
    rows = read_csv(sealed.read(path), sealed.folder / path, declared)
    faults = table_faults(rows, declared) or content_faults(sealed, rows, declared.name)
    return [f"{sealed.folder / path}: {fault}" for fault in faults]


def _under_contract(folder: Path, tables: Tables, declared: Mapping[str, Declared]) -> Contents:
    """Apply the contract to the real tables and to the invented ones, where it declares the same columns and codes."""
    faults: list[str] = []
    for part in (DATA, SYNTHETIC):
        names = {n.removeprefix(part.prefix): n for n in tables if n.startswith(SYNTHETIC.prefix) == bool(part.prefix)}
        own = {name: tables[full] for name, full in names.items()}
        contract = contract_of(own)
        if any(declared[full].columns != _columns(contract, name) for name, full in names.items()):
            return Contents(tuple(faults), under_contract=False)
        faults += [f"{folder / part.folder}: {fault}" for fault in find_failures(own, contract)] if own else []
    return Contents(tuple(faults))


def contract_of(tables: Tables) -> Contract:
    """The contract that tables keep: the whole of it where something links them, else what the open tier shows of it."""
    contract = load_contract()
    if any(key.field in tables[key.table].column_names for key in contract.foreign_keys if key.table in tables):
        return contract
    counted: dict[str, list[str]] = {}
    for row in tables[COUNTS].to_pylist() if COUNTS in tables else ():
        counted.setdefault(row["table"], []).append(row["column"])
    shown = {name: table.column_names for name, table in tables.items() if name != COUNTS}
    return contract.narrowed({**counted, **shown}, tuple(counted))


def _columns(contract: Contract, table: str) -> tuple[Column, ...]:
    return tuple(map(_column, contract.tables[table].fields.values())) if table in contract.tables else ()


def _column(field: Field) -> Column:
    kind = "int64" if field.type == "integer" else "string"
    return Column(field.name, kind, field.codes if field.closed else (), field.many)
