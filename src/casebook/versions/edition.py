"""Read a release as another version is compared with it: rows, columns, codes and what it promises."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from casebook.contract import Contract, load_contract
from casebook.contract.declared import Disclosure, Field, Table
from casebook.derive.codebook import codebook_csv
from casebook.derive.table_schema import table_schema
from casebook.errors import IntegrityError, OutputError, UsageError
from casebook.loading.declared import CARD, Declared, read_card, version_of
from casebook.wall.opened import Released
from casebook.wall.policy import OPEN, Policy

WHOLE = "Name a whole release."
Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


class Column(NamedTuple):
    """What a release says of a column; `meaning`, title and description, is None where it says nothing of it."""

    type: str
    required: bool
    meaning: tuple[str, str] | None = None


class Coded(NamedTuple):
    """What a release says of a code; `number` is that in Stata and SPSS files, empty where it has none."""

    label: str
    definition: str
    level: str
    number: str


@dataclass(frozen=True)
class Described:
    """The structure and the words of a release.

    `meanings`: title and description of a table; `keys`: its primary key and foreign keys; `codes`: by table and column, in
    their order. Without a description of its own (`whole`) a release tells columns only, those of its Parquet files.
    """

    columns: Mapping[str, Mapping[str, Column]]
    meanings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[tuple[str, str], Mapping[str, Coded]] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True)
class Edition:
    """A release, ready to be compared. `levels`: how wide each column is shown; `epoch`: that of its key."""

    version: str
    tier: str
    epoch: int
    k: int
    tables: Rows = field(repr=False)
    described: Described = field(repr=False)
    levels: Mapping[str, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, released: Released, policy: Policy, version: str) -> "Edition":
        """A release that is not written yet."""
        contract, protected = released.contract, released.protected
        rows = {name: _frozen(protected.tables[name]) for name in contract.tables}
        return cls(version, policy.tier, policy.epoch, policy.k, rows, describe(contract), protected.recoding.levels)

    @cached_property
    def contract(self) -> Contract:
        """Today's contract with the columns that this release has; one that it doesn't know counts as leading to a person."""
        known = load_contract()
        tables = {name: self._table(known, name) for name in self.tables}
        return replace(known, tables=tables)

    @property
    def stable(self) -> bool:
        """Whether its ids are those of other versions."""
        return self.tier != OPEN

    def keys(self, table: str) -> tuple[str, ...]:
        """The columns that name a row of a table."""
        return self.contract.tables[table].keys

    def _table(self, known: Contract, name: str) -> Table:
        columns = self.described.columns[name]
        declared = known.tables.get(name) or known.of_open.get(name) or _unknown(name, next(iter(columns)))
        return replace(declared, fields={column: declared.fields.get(column) or _stranger(known, column) for column in columns})


def describe(contract: Contract) -> Described:
    """What a release under a contract says of itself."""
    schemas = {name: table_schema(contract, name) for name in contract.tables}
    meanings = {name: (table.title, table.description) for name, table in contract.tables.items()}
    return _described(schemas, meanings, codebook_csv(contract))


def read_edition(folder: Path) -> Edition:
    """The release in a folder; raises UsageError where it is no whole release, OutputError where it can't be read."""
    with _whole(folder):
        card = _card(folder)
        files = {name: folder / "data" / f"{name}.parquet" for name in card}
        read = {name: pq.read_table(pa.BufferReader(path.read_bytes())) for name, path in files.items() if path.is_file()}
        risk, described = json.loads(_text(folder, "risk.json")), _read_description(folder, read)
        told = {name: set(columns) for name, columns in described.columns.items()}
        if not read or told != {name: set(table.column_names) for name, table in read.items()}:
            raise UsageError(f"{folder}: its data/*.parquet are not those that its card and datapackage.json tell of. {WHOLE}")
        return Edition(
            version=version_of(card, folder / CARD),
            tier=risk["tier"],
            epoch=int(risk["epoch"]),
            k=int(risk["promised"]["k"]),
            tables={name: _frozen(read[name].to_pylist()) for name in described.columns},
            described=described,
            levels=risk["recoding"]["levels"],
        )


def version_in(folder: Path) -> str:
    """The version that the card of a release tells; raises UsageError where it tells none."""
    with _whole(folder):
        return version_of(_card(folder), folder / CARD)


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """What is missing from a folder or can't be read there becomes an error that names the folder, and no value in it."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder. Name a release, the folder that 'casebook build' made.")
    try:
        yield
    except OSError as problem:
        raise OutputError(f"{folder} can't be read: {problem.strerror}. Make it readable.") from None
    except (pa.ArrowException, ValueError, LookupError, TypeError, AttributeError, IntegrityError):
        raise UsageError(f"{folder}: its tables, card or risk.json are not those of a release. {WHOLE}") from None


def _card(folder: Path) -> Mapping[str, Declared]:
    """The tables that a release's card declares."""
    return read_card(_text(folder, CARD).encode(), folder / CARD)


def _text(folder: Path, name: str) -> str:
    if not (folder / name).is_file():
        raise UsageError(f"{folder}: {name} is not there. {WHOLE}")
    return (folder / name).read_text(encoding="utf-8")


def _read_description(folder: Path, read: Mapping[str, pa.Table]) -> Described:
    """Of its own datapackage.json and codebook.csv, else of its Parquet files."""
    package, codebook = folder / "datapackage.json", folder / "codebook.csv"
    if not (package.is_file() and codebook.is_file()):
        return Described({name: _parquet_columns(table.schema) for name, table in read.items()})
    resources = {r["name"]: r for r in json.loads(_text(folder, package.name))["resources"] if r["name"] in read}
    meanings = {name: (r.get("title", ""), r.get("description", "")) for name, r in resources.items()}
    return _described({name: r["schema"] for name, r in resources.items()}, meanings, _text(folder, codebook.name))


def _described(schemas: Mapping[str, Mapping[str, Any]], meanings: Mapping[str, tuple[str, str]], codebook: str) -> Described:
    return Described(
        columns={name: {f["name"]: _column(f) for f in schema["fields"]} for name, schema in schemas.items()},
        meanings=meanings,
        keys={name: json.dumps([schema.get("primaryKey"), schema.get("foreignKeys")]) for name, schema in schemas.items()},
        codes={place: codes for place, codes in _codes(codebook).items() if place[0] in schemas},
        whole=True,
    )


def _column(declared: Mapping[str, Any]) -> Column:
    constraints = declared.get("constraints", {})
    meaning = (declared.get("title", ""), declared.get("description", ""))
    return Column(declared["type"], bool(constraints.get("required")), meaning)


def _parquet_columns(schema: pa.Schema) -> dict[str, Column]:
    return {f.name: Column(_type(f.type), not f.nullable) for f in schema}


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_list(arrow) or pa.types.is_large_list(arrow):
        return "array"
    return "integer" if pa.types.is_integer(arrow) else "string"


def _codes(codebook: str) -> dict[tuple[str, str], dict[str, Coded]]:
    codes: dict[tuple[str, str], dict[str, Coded]] = {}
    for line in csv.DictReader(io.StringIO(codebook)):
        place = codes.setdefault((line["table"], line["column"]), {})
        if line["code"]:
            place[line["code"]] = Coded(line["label"], line["definition"], line["level"], line["spss"])
    return codes


def _frozen(rows: Sequence[Row]) -> list[Row]:
    """Rows whose lists can be compared and counted."""
    return [{column: tuple(cell) if isinstance(cell, list) else cell for column, cell in row.items()} for row in rows]


def _unknown(name: str, key: str) -> Table:
    return Table(name, name, "", (key,), {}, (), ())


def _stranger(contract: Contract, name: str) -> Field:
    """A column that the contract doesn't declare: it is taken for one that could single somebody out."""
    some = next(v.hierarchy for v in contract.vocabularies.values() if v.hierarchy)
    told = Disclosure("quasi", "generalise", some)
    return Field(name, "string", name, "", "value", None, required=False, unique=False, missing={}, disclosure=told,
                 example=None, examples_bad=())  # fmt: skip
