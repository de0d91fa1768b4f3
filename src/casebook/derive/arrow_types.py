"""Arrow schemas of the released tables, and tables built by them: labels are strings, lists are lists of strings."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from casebook.contract.declared import Contract
from casebook.errors import ContractError

_TYPES = {"string": pa.string(), "array": pa.list_(pa.string()), "integer": pa.int64()}


def arrow_schema(contract: Contract, table: str) -> pa.Schema:
    """The columns of a table in order; only what may be empty is nullable."""
    fields = contract.tables[table].fields.values()
    return pa.schema([pa.field(f.name, _TYPES[f.type], nullable=not f.required) for f in fields])


def arrow_table(contract: Contract, table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table; an absent optional column is null.

    Raises ContractError where a column is not declared, a required one is absent, or a value has another type.
    """
    declared = contract.tables[table].fields
    found = {name for row in rows for name in row}
    faults = [f"column '{name}' is not declared in {table}.schema.json @ {table}" for name in sorted(found - set(declared))]
    absent = [f.name for f in declared.values() if f.required and any(f.name not in row for row in rows)]
    faults += [f"column '{name}' is required and absent from a row @ {table}" for name in absent]
    if faults:
        raise ContractError("\n".join(faults))
    return pa.table(
        [_column(table, field, rows) for field in arrow_schema(contract, table)], schema=arrow_schema(contract, table)
    )


def _column(table: str, field: pa.Field, rows: Sequence[Mapping[str, Any]]) -> pa.Array:
    try:
        return pa.array([row.get(field.name) for row in rows], field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeError, OverflowError):
        raise ContractError(
            f"a value is not of type {field.type} («masked») @ {table}.{field.name}"
        ) from None  # its text holds the value
