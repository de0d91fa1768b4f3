"""Variables for statistical packages (Stata, SPSS): their names, labels, and what stands for each cell (see `numbers.py`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.contract.declared import Contract, Field
from casebook.derive.codebook import entries
from casebook.derive.numbers import code_numbers, flag_names

FLAGS = {0: "Not in the list", 1: "In the list"}


@dataclass(frozen=True)
class Variable:
    """A column, or one code of a list column, as text, as a count, or as numbers with labels (missing reasons below 0)."""

    name: str
    label: str
    column: str
    code: str | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    text: bool = False

    @property
    def coded(self) -> bool:
        """Whether numbers stand for codes in it."""
        return bool(self.labels)

    def value(self, cell: Any) -> str | int | None:
        """What stands for a cell of the table; None for the reason of what is not missing."""
        if self.code is not None:
            return next((self.numbers[code] for code in cell if code in self.numbers), int(self.code in cell))
        if self.coded:
            return None if cell is None else self.numbers[cell]
        return cell or "" if self.text else cell


def variables(contract: Contract, table: str) -> tuple[Variable, ...]:
    """The variables of a table in the order of its columns and their codes."""
    names = flag_names(contract.tables[table])
    return tuple(v for column in contract.tables[table].fields.values() for v in _of(column, contract, names))


def _of(column: Field, contract: Contract, names: Mapping[tuple[str, str], str]) -> Iterator[Variable]:
    if not column.closed:
        yield Variable(column.name, column.title, column.name, text=column.type == "string")
        return
    numbers = code_numbers(column, contract)
    labels = {numbers[entry.code]: entry.label for entry in entries(column, contract)}
    if not column.many:
        yield Variable(column.name, column.title, column.name, labels=labels, numbers=numbers)
        return
    missing = {code: number for code, number in numbers.items() if number < 0}
    reasons = {number: labels[number] for number in missing.values()}
    for code in (code for code in numbers if code not in missing):
        name = names[column.name, code]
        whole = "" if name == f"{column.name}_{code}" else f" ({code})"
        label = f"{column.title}: {labels[numbers[code]]}{whole}"
        yield Variable(name, label, column.name, code, {**FLAGS, **reasons}, missing)
