"""Read a table from the bytes of a file and hold it against what its release declares of it."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from casebook.errors import IntegrityError
from casebook.loading.declared import Column, Declared
from casebook.loading.sealed import AGAIN


def read_parquet(found: bytes, path: Path) -> pa.Table:
    """The table in the bytes of a Parquet file; raises IntegrityError where they are none."""
    try:
        return pq.read_table(pa.BufferReader(found))
    except (pa.ArrowException, OSError):
        raise IntegrityError(f"{path}: it is no Parquet file{AGAIN}") from None


def read_csv(found: bytes, path: Path, declared: Declared) -> pa.Table:
    """The table in the bytes of a CSV, empty cells as nulls, lists from JSON; raises IntegrityError where they are none."""
    whole = [c.name for c in declared.columns if c.kind == "int64" and not c.many]
    options = csv.ConvertOptions(
        column_types={c.name: pa.int64() if c.name in whole else pa.string() for c in declared.columns},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    try:
        table = csv.read_csv(io.BytesIO(found), convert_options=options)
        lists = {column.name for column in declared.columns if column.many}
        cells = zip(table.column_names, table.columns, strict=True)
        return pa.table([_lists(c) if name in lists else c for name, c in cells], names=table.column_names)
    except (pa.ArrowException, ValueError):
        raise IntegrityError(f"{path}: it is no CSV of the declared columns{AGAIN}") from None


def _lists(cells: pa.ChunkedArray) -> pa.Array:
    return pa.array([None if cell is None else json.loads(cell) for cell in cells.to_pylist()], pa.list_(pa.string()))


def table_faults(rows: pa.Table, declared: Declared) -> list[str]:
    """Where a table is not as declared: its columns, their types, codes that are none, the number of its rows."""
    names = [column.name for column in declared.columns]
    if rows.column_names != names:
        lost, more = [n for n in names if n not in rows.column_names], [n for n in rows.column_names if n not in names]
        return [f"column '{n}' is absent" for n in lost] + [f"{len(more)} columns more than declared"] * bool(more) or [
            "the columns are in another order"
        ]
    faults = [fault for column in declared.columns for fault in _column_faults(rows[column.name], column)]
    return faults + [f"{rows.num_rows} rows, {declared.rows} are declared"] * (rows.num_rows != declared.rows)


def _column_faults(cells: pa.ChunkedArray, column: Column) -> list[str]:
    kind = {"string": pa.string(), "int64": pa.int64()}.get(column.kind, pa.null())
    kind = pa.list_(kind) if column.many else kind
    if cells.type != kind:
        return [f"column '{column.name}' is {cells.type}, declared is {kind}"]
    if not column.codes:
        return []
    codes = pc.drop_null(pc.list_flatten(cells) if column.many else cells)
    known = pc.is_in(codes, value_set=pa.array(column.codes, pa.string()))
    return [] if pc.all(known, min_count=0).as_py() else [f"column '{column.name}' holds a value that is none of its codes"]
