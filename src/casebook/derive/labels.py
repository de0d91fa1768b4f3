"""Labels for statistical packages (Stata, SPSS): of columns, and of the numbers that stand for codes."""

from casebook.contract.declared import Contract
from casebook.derive.codebook import entries


def variable_labels(contract: Contract, table: str) -> dict[str, str]:
    """The title of every column."""
    return {field.name: field.title for field in contract.tables[table].fields.values()}


def value_labels(contract: Contract, table: str) -> dict[str, dict[int, str]]:
    """For each column of one code: number to label, the numbers being those of the ClassLabel."""
    return {
        field.name: {number: entry.label for number, entry in enumerate(entries(field, contract))}
        for field in contract.tables[table].fields.values()
        if field.closed and not field.many
    }
