"""Write tables in every format of a release: Parquet, CSV, Stata, SPSS."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from casebook.contract import Contract
from casebook.derive.description import About, Part
from casebook.derive.labels import variables
from casebook.release.labelled import write_spss, write_stata

FORMATS = ("parquet", "csv", "dta", "sav")


def write_tables(folder: Path, part: Part, tables: Mapping[str, pa.Table], contract: Contract, about: About) -> None:
    """Every table of a part of a release in every format, in the part's folder, which must not exist."""
    inside = folder / part.folder
    inside.mkdir()
    for name, table in tables.items():
        write_parquet(inside / f"{name}.parquet", table)
    for name, table in tables.items():
        listed, title = variables(contract, name), file_title(part, name, contract, about)
        write_csv(inside / f"{name}.csv", table)
        write_stata(inside / f"{name}.dta", table, listed, title, about.as_of)
        write_spss(inside / f"{name}.sav", table, listed, title, about.as_of)


def file_title(part: Part, table: str, contract: Contract, about: About) -> str:
    """What a Stata or SPSS file says it is: "casebook 1.0.0: Arrests", at most 64 characters."""
    kind = part.folder if part.prefix else ""
    return f"{contract.name} {about.version}{' ' * bool(kind)}{kind}: {contract.tables[table].title}"[:64]


def write_parquet(path: Path, table: pa.Table) -> None:
    """One table as Parquet: string labels, and nothing of the clock or the machine in it."""
    pq.write_table(table, path, compression="zstd", version="2.6", data_page_version="1.0", row_group_size=1 << 16)


def write_csv(path: Path, table: pa.Table) -> None:
    """One table as UTF-8 CSV: a header, lists as JSON arrays, an empty cell where there is no value."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(table.column_names)
        for row in table.to_pylist():
            writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    return json.dumps(value, separators=(",", ":")) if isinstance(value, list) else value
