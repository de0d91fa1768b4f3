"""Give a verified table as pandas, polars, Arrow or datasets, with its types and codes kept."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from casebook.errors import UsageError
from casebook.loading.declared import Column, Declared

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from datasets import Dataset

Form = Callable[["pa.Table", Declared], Any]


def form(name: str) -> Form:
    """The function that gives a table in a form; raises UsageError for a form there is not, or whose library is absent."""
    if name not in FORMS:
        raise UsageError(f"'{name}' is no form of a table. Choose as_ from {', '.join(FORMS)}.")
    if name != "arrow" and not find_spec(name):
        raise UsageError(f"as_='{name}' needs {name}. Install it, or choose as_ from {', '.join(FORMS)}.")
    return FORMS[name]


def to_arrow(table: "pa.Table", declared: Declared) -> "pa.Table":  # noqa: ARG001  (called like the others)
    """The table as it is."""
    return table


def to_pandas(table: "pa.Table", declared: Declared) -> "pd.DataFrame":
    """Text as `string`, numbers as `Int64`, closed columns as categories in the contract's order, lists as lists."""
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    types = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=types.get)
    for column in declared.columns:
        if column.many:
            frame[column.name] = pd.Series(table[column.name].to_pylist(), dtype=object)
        elif column.codes:
            frame[column.name] = frame[column.name].astype(pd.CategoricalDtype(list(column.codes)))
    return frame


def to_polars(table: "pa.Table", declared: Declared) -> "pl.DataFrame":
    """Text as String, numbers as Int64, closed columns as Enum in the contract's order, lists as List(Enum)."""
    import polars as pl  # noqa: PLC0415

    enums = {c: pl.Enum(c.codes) for c in declared.columns if c.codes}
    frame = pl.DataFrame(pl.from_arrow(table))
    return frame.with_columns(pl.col(c.name).cast(pl.List(enum) if c.many else enum) for c, enum in enums.items())


def to_datasets(table: "pa.Table", declared: Declared) -> "Dataset":
    """A `datasets.Dataset` in memory, closed columns as ClassLabel; no cache of `datasets` is read or written."""
    from datasets import Dataset, DatasetInfo, Features, Split  # noqa: PLC0415
    from datasets.table import table_cast  # noqa: PLC0415

    features = Features({column.name: _feature(column) for column in declared.columns})
    info = DatasetInfo(features=features, version=declared.version, config_name=declared.name)
    return Dataset(table_cast(table, features.arrow_schema), info=info, split=Split.TRAIN)


def _feature(column: Column) -> Any:
    from datasets import ClassLabel, List, Value  # noqa: PLC0415

    kind = ClassLabel(names=list(column.codes)) if column.codes else Value(column.kind)
    return List(kind) if column.many else kind


FORMS: Mapping[str, Form] = {"pandas": to_pandas, "polars": to_polars, "arrow": to_arrow, "datasets": to_datasets}
