"""See that every code of every closed column occurs, by changing as few cells as there are codes that chance left out."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from casebook.contract import Contract, Field
from casebook.derive.between import contradiction
from casebook.synthetic.odds import COUNTED, Row


def cover(contract: Contract, table: str, rows: Sequence[Row], coded: Sequence[Row]) -> list[Row]:
    """The rows with each absent code in the first row that can bear it; a code that none can bear stays absent.

    `coded`: the same rows as coded. A row can bear a code where that breaks no rule, a wider one where its own value may be
    shown so; it must not be the last to show another code.
    """
    covered = list(rows)
    for field in contract.tables[table].fields.values():
        if field.required and field.codes:
            _cover(contract, table, field, covered, coded)
    return covered


def _cover(contract: Contract, table: str, field: Field, rows: list[Row], coded: Sequence[Row]) -> None:
    """Place the absent codes of one column."""
    occur = Counter(code for row in rows for code in _listed(row[field.name]))
    for code in (code for code in field.codes if not occur[code]):
        for n, row in enumerate(rows):
            changed = {**row, field.name: [code] if field.many else code}
            spare = all(occur[shown] > 1 for shown in _listed(row[field.name]))
            if spare and _may_show(field, coded[n][field.name], code) and contradiction(changed, table, contract) is None:
                occur.subtract(_listed(row[field.name]))
                rows[n] = changed
                break


def _may_show(field: Field, own: object, code: str) -> bool:
    """Whether a row may show a code: of wider codes and numbers of rows only what its own value becomes at some level."""
    hierarchy = field.disclosure.hierarchy
    wider = field.vocabulary is not None and code in (c.code for c in field.vocabulary.wider)
    if hierarchy and (wider or field.name.startswith(COUNTED)):
        return code in {hierarchy.generalise(str(own), level) for level in range(hierarchy.height + 1)}
    return True


def _listed(cell: Any) -> list[str]:
    return cell if isinstance(cell, list) else [cell]
