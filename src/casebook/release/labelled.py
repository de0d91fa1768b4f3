"""Tables for Stata (.dta) and SPSS (.sav): labelled variables, labelled codes, labelled missing reasons.

The same bytes every time: the time that both formats write into their header is the first minute of the day the release
speaks from.
"""

import errno
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from casebook.derive.labels import Variable

if TYPE_CHECKING:
    import pandas as pd

Column = Callable[[Variable, list[Any]], "pd.Series[Any]"]
SMALLEST, LARGEST = -127, 100
"""What a byte of Stata can hold; beyond lie the missing values, "." as 101, ".a" as 102 and so on."""
PLACEHOLDERS = 28
"""How far above a missing value (as an unsigned byte) its placeholder lies: "." is kept as -127, ".a" as -126 and so on."""
STATA_REASON = 2_147_483_621
"""The number before that of ".a" where Stata lists the labels of values."""
STATA_WIDTHS = {65528: "<i4", 65529: "<i2", 65530: "u1"}
SPSS_WRITTEN = 92
"""Where the header of a .sav file holds the day ("01 Nov 26") and right behind it the time ("00:00:00") it was written."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_stata(path: Path, table: pa.Table, variables: Sequence[Variable], title: str, day: date) -> None:
    """A table as Stata 14 and newer read it (format 118), codes as bytes."""
    out = io.BytesIO()
    _frame(table, variables, _stata_column).to_stata(
        out, write_index=False, version=118, byteorder="<", time_stamp=datetime.combine(day, time()), data_label=title,
        variable_labels={v.name: v.label for v in variables},
        value_labels={v.name: {_stata_number(n): label for n, label in v.labels.items()} for v in variables if v.coded},
    )  # fmt: skip
    data = bytearray(out.getvalue())
    _mark_missing(data, table.num_rows, variables)
    path.write_bytes(data)


def _stata_column(variable: Variable, values: list[Any]) -> "pd.Series[Any]":
    import pandas as pd  # noqa: PLC0415

    if variable.text:
        return pd.Series(values, dtype=object)
    if not variable.coded:
        return pd.Series(np.array(values, dtype=_smallest(values)))
    return pd.Series([_placeholder(value) for value in values], dtype="int8")


def _smallest(counts: list[int]) -> str:
    most = max(counts, default=0)
    return "int8" if most <= LARGEST else "int16" if most <= 32_740 else "int32"


def _placeholder(value: int | None) -> int:
    """A number that a byte of Stata holds; what is missing is kept at its lower end until `_mark_missing`."""
    return SMALLEST if value is None else value if value >= 0 else SMALLEST - value


def _stata_number(number: int) -> int:
    return number if number >= 0 else STATA_REASON - number


def _mark_missing(data: bytearray, rows: int, variables: Sequence[Variable]) -> None:
    """Turn the placeholders in a .dta file into Stata's missing values, which pandas can't write.

    Where things stand is told by the `<map>` of the file (Stata's `help dta`): types third, rows tenth.
    """
    start = data.index(b"<map>") + len(b"<map>")
    places = np.frombuffer(data, dtype="<u8", count=14, offset=start)
    types = np.frombuffer(data, dtype="<u2", count=len(variables), offset=int(places[2]) + len(b"<variable_types>"))
    layout = np.dtype([(v.name, STATA_WIDTHS.get(int(t), f"S{t}")) for v, t in zip(variables, types, strict=True)])
    table = np.frombuffer(data, dtype=layout, count=rows, offset=int(places[9]) + len(b"<data>"))
    for variable in variables:
        if variable.coded:
            column = table[variable.name]
            column[column > LARGEST] -= PLACEHOLDERS


def write_spss(path: Path, table: pa.Table, variables: Sequence[Variable], title: str, day: date) -> None:
    """A table as SPSS reads it, missing reasons as user-missing values below 0; raises OSError where it can't be written."""
    coded, counts = [v for v in variables if v.coded], [v for v in variables if not v.coded and not v.text]
    _save(
        _frame(table, variables, _spss_column), path, file_label=title,
        column_labels={v.name: v.label for v in variables},
        variable_value_labels={v.name: {float(n): label for n, label in v.labels.items()} for v in coded},
        missing_ranges={v.name: [{"lo": min(v.labels), "hi": -1}] for v in coded if min(v.labels) < 0},
        variable_measure={v.name: "nominal" for v in variables} | {v.name: "scale" for v in counts},
        variable_format={v.name: "F4.0" for v in coded} | {v.name: "F8.0" for v in counts},
    )  # fmt: skip
    with path.open("r+b") as handle:
        handle.seek(SPSS_WRITTEN)
        handle.write(f"{day:%d} {MONTHS[day.month - 1]} {day:%y}00:00:00".encode("ascii"))


def _save(frame: "pd.DataFrame", path: Path, **told: Any) -> None:
    """Write a .sav file and read it again, since a full disk can go unseen by the writer."""
    import pyreadstat  # noqa: PLC0415  (it takes a moment, and only builds need it)

    try:
        pyreadstat.write_sav(frame, path, row_compress=True, **told)
        rows = len(pyreadstat.read_sav(path)[0])
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError):
        rows = -1
    if rows != len(frame):
        raise OSError(errno.EIO, "it could not be written whole", str(path))


def _spss_column(variable: Variable, values: list[Any]) -> "pd.Series[Any]":
    import pandas as pd  # noqa: PLC0415

    return pd.Series(values, dtype=object if variable.text else "float64")


def _frame(table: pa.Table, variables: Sequence[Variable], column: Column) -> "pd.DataFrame":
    """The variables of a table, each as `column` makes it of the values that stand for its cells."""
    import pandas as pd  # noqa: PLC0415

    cells = {name: table[name].to_pylist() for name in table.column_names}
    return pd.DataFrame({v.name: column(v, [v.value(cell) for cell in cells[v.column]]) for v in variables})
