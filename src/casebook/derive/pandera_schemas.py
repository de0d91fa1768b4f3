"""Pandera schemas of the released tables: strict, ordered, lazy; every value is a code, a code name, an id or a count.

For pandas frames as Arrow gives them: strings of dtype `str`, lists as objects, counts as int64.
Pandera's own failure cases hold the raw values; `casebook.validate` masks them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casebook.contract.declared import Contract, Field
from casebook.contract.hierarchies import width_of

if TYPE_CHECKING:
    import pandera.pandas as pa

_DTYPES = {"string": str, "array": object, "integer": "int64"}


def pandera_schema(contract: Contract, table: str) -> "pa.DataFrameSchema":
    """The schema of a table: these columns in this order, nothing else."""
    import pandera.pandas as pa  # noqa: PLC0415  (it takes a second, and only validation needs it)

    declared = contract.tables[table]
    columns = {f.name: _column(f) for f in declared.fields.values()}
    return pa.DataFrameSchema(columns, name=table, title=declared.title, strict=True, ordered=True)


def _column(field: Field) -> "pa.Column":
    import pandera.pandas as pa  # noqa: PLC0415

    return pa.Column(
        _DTYPES[field.type],
        _check(field),
        name=field.name,
        nullable=not field.required,
        unique=field.unique,
        title=field.title,
        description=field.description,
    )


def _check(field: Field) -> "pa.Check":
    import pandera.pandas as pa  # noqa: PLC0415

    if field.many:
        return pa.Check(lambda cell: list_fault(field, cell) is None, element_wise=True, name="codes")
    if field.closed:
        return pa.Check.isin(list(field.codes))
    if field.content == "count":
        return pa.Check.ge(0)
    return pa.Check(lambda column: column.map(lambda value: matches(field, value)).astype(bool), name=field.content)


def matches(field: Field, value: object) -> bool:
    """Whether an open string column may hold a value: the whole of it, and for periods a window that exists."""
    found = isinstance(value, str) and field.shape is not None and field.shape.fullmatch(value)
    return bool(found) and (field.content != "period" or value in field.codes or width_of(str(value)) is not None)


def list_fault(field: Field, cell: Sequence[str]) -> str | None:
    """What is wrong with a list of codes, in words; None where nothing is."""
    codes = list(cell)
    if not codes:
        return "the list is empty; a missing reason stands in it"
    if not set(codes) <= set(field.codes):
        return "unknown code"
    if codes != sorted(set(codes)):
        return "the list repeats a code or is not in alphabetical order"
    alone = next((code for code in codes if code in field.missing and len(codes) > 1), None)
    return f"'{alone}' does not stand alone" if alone else None
