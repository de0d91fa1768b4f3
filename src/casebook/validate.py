"""Check released tables against the contract and tell everything that is wrong at once, never a private value.

`validate` raises ContractError with a line for each failure, what is wrong and where it is:
"«masked» is not one of 18_29, 30_44 … @ arrests[4].age_band". Of the values themselves only codes
that the contract knows are printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from casebook.contract.declared import Contract, Field
from casebook.derive.arrow_types import arrow_table
from casebook.derive.between import between_faults
from casebook.derive.pandera_schemas import list_fault, pandera_schema
from casebook.errors import ContractError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

MASK = "«masked»"
SHOWN = 500
_FORMS = {
    "keyed_id": "is not a keyed id",
    "code_name": "is not a code name made of the words of code_names.json",
    "period": "is not a period such as 2011-Q3, 2011, 2010_2012",
    "count": "is not a count of 0 or more",
    "value": "is no value of a column",
}

Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, "Rows | pa.Table | pd.DataFrame"]


def validate(tables: Tables, contract: Contract) -> None:
    """Check every table, its keys and the rules between fields.

    `tables`: by name, rows as mappings, Arrow tables or pandas frames. Raises ContractError with all
    failures, one a line, the first 500 in full.
    """
    faults = list(find_failures(tables, contract))
    if len(faults) > SHOWN:
        faults = [*faults[:SHOWN], f"… and {len(faults) - SHOWN} more. Mend these first."]
    if faults:
        raise ContractError("\n".join(faults))


def find_failures(tables: Tables, contract: Contract) -> Iterator[str]:
    """Every failure as a line: tables, columns, cells, keys, rules."""
    for name in contract.tables:
        if name not in tables:
            yield f"the table is absent; give it, even without rows @ {name}"
    for name in tables:
        if name not in contract.tables:
            yield f"a table is not declared in datapackage.json ({name if name in contract.known else MASK})"
    frames = {}
    for name in contract.tables:
        if name in tables:
            try:
                frames[name] = _frame(tables[name], contract, name)
            except ContractError as problem:
                yield str(problem)
    for name, frame in frames.items():
        yield from _table_failures(frame, contract, name)
    yield from between_faults(frames, contract)


def shown(value: object, contract: Contract) -> str:
    """A value as an error may print it: a code that the contract knows, else the mask."""
    return f"'{value}'" if isinstance(value, str) and value in contract.known else MASK


def _frame(table: Any, contract: Contract, name: str) -> "pd.DataFrame":
    if not hasattr(table, "reset_index"):
        rows = table if hasattr(table, "to_pandas") else arrow_table(contract, name, table)
        table = rows.to_pandas()
    frame: pd.DataFrame = table.reset_index(drop=True)
    return frame


def _table_failures(frame: "pd.DataFrame", contract: Contract, name: str) -> Iterator[str]:
    from pandera.errors import SchemaErrors  # noqa: PLC0415  (pandera takes a second to import)

    try:
        pandera_schema(contract, name).validate(frame, lazy=True)
    except SchemaErrors as problem:
        cases = problem.failure_cases[["schema_context", "column", "check", "failure_case", "index"]]
        yield from dict.fromkeys(_line(Case(*row), contract, name) for row in cases.itertuples(index=False))


class Case(NamedTuple):
    """One of pandera's failure cases; `value` is raw and must not be printed as it is."""

    context: str
    column: str | None
    check: str
    value: Any
    row: Any


def _line(case: Case, contract: Contract, name: str) -> str:
    if case.context == "DataFrameSchema":
        return _frame_fault(case, contract, name)
    field = contract.tables[name].fields[str(case.column)]
    row = "" if case.row is None or case.row != case.row else f"[{int(case.row)}]"
    return f"{_cell_fault(field, case, contract)} @ {name}{row}.{field.name}"


def _frame_fault(case: Case, contract: Contract, name: str) -> str:
    if case.check == "column_in_dataframe" and case.value in contract.tables[name].fields:
        return f"column '{case.value}' is absent @ {name}"
    if case.check == "column_in_schema":
        return f"a column is not declared in {name}.schema.json; remove or declare it @ {name}"
    return f"the columns are not in the order of {name}.schema.json @ {name}"


def _cell_fault(field: Field, case: Case, contract: Contract) -> str:
    if case.check == "not_nullable":
        return "a value is empty that must be there"
    if case.check == "field_uniqueness":
        return f"{shown(case.value, contract)} stands in more than one row"
    if case.check.startswith("dtype"):
        return f"the column is not of type {field.type}"
    if field.many:
        return _list_fault(field, case.value, contract)
    if field.closed:
        return f"{shown(case.value, contract)} is not one of {', '.join(field.codes)}"
    return f"{shown(case.value, contract)} {_FORMS[field.content]}"


def _list_fault(field: Field, cell: Any, contract: Contract) -> str:
    unknown = [code for code in _codes(cell) if code not in field.codes]
    if unknown:
        return f"{', '.join(shown(code, contract) for code in unknown)} is not one of {', '.join(field.codes)}"
    return list_fault(field, _codes(cell)) or "is no list of codes"


def _codes(cell: Any) -> list[Any]:
    return [] if cell is None or isinstance(cell, str | float) else list(cell)
