"""Tell a table as counts: how often each value of a column occurs, and how many rows there are, as multiples of k.

Every number is rounded down to a multiple of k, so that 0 stands for 0 to k - 1 rows. As the values of a column add up to
the number of rows, rounded numbers may still give one another away: five values shown as 0 under 20 rows stand for 4 each.
A column of which that could tell any number more closely than rounding does is left out (`gives_away`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.contract import Field, Table
from casebook.contract.hierarchies import PERIODS, WITHHELD
from casebook.derive.between import TOTAL
from casebook.wall.recoding import Row


def count_values(table: Table, rows: Sequence[Row], k: int) -> list[Row]:
    """The rows of `counts` for one table: all of its rows, then each value of each column that gives nothing away.

    Of a closed column every code has a line, whether or not it occurs; of a period those with k rows or more.
    """
    total = rounded_down(len(rows), k)
    told = [_line(table, TOTAL, TOTAL, total)]
    for field in table.fields.values():
        if field.name not in table.keys:
            occur = Counter(_counted_as(field, row[field.name]) for row in rows)
            shown = {value: rounded_down(occur[value], k) for value in _listed(field, occur, k)}
            possible = len(occur) if field.content == "period" else len(shown)
            if not gives_away(total, sum(shown.values()), possible, k):
                told += [_line(table, field.name, value, n) for value, n in shown.items()]
    return told


def rounded_down(count: int, k: int) -> int:
    """The largest multiple of k that is not above a count."""
    return count - count % k


def gives_away(total: int, shown: int, values: int, k: int) -> bool:
    """Whether some number of a column is one of fewer than k: `total` rows and `values` that show `shown` rows, all rounded.

    The rounding hides up to k - 1 rows in every value; the least that it must hide is total - shown. What the other values
    can't hide lies in each one, and as long as that is nothing each may be any of k numbers, and so may the number of all rows
    (total to total + k - 1, whatever the other columns show): the bounds are those of a sum of intervals, and sharp. Every
    code of a column is taken to be possible; who knows more about the sources than the codebook says may narrow them.
    """
    return total - shown > max(values - 1, 0) * (k - 1)


def _counted_as(field: Field, value: Any) -> Any:
    """Periods are counted by the year, other values as coded."""
    if field.content != "period" or not field.disclosure.hierarchy:
        return value
    return field.disclosure.hierarchy.generalise(value, PERIODS.index("year"))


def _listed(field: Field, occur: Mapping[str, int], k: int) -> Iterator[str]:
    if field.content == "period":
        yield from sorted(value for value, n in occur.items() if n >= k and value not in field.missing)
    elif field.vocabulary:
        yield from (code.code for code in field.vocabulary.codes if code.released)
    yield from (code for code in field.missing if code != WITHHELD)


def _line(table: Table, column: str, value: str, rows: int) -> Row:
    return {"table": table.name, "column": column, "value": value, "rows": rows}
