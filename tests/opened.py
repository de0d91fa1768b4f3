"""Build small tables and put them under the open tier. All people are invented."""

from collections.abc import Mapping, Sequence
from typing import Any

from builders import policy
from released import CONTRACT, Row, number, row, tables

from casebook.wall.opened import Released, open_tables
from casebook.wall.policy import OPEN, load_policy

COLUMNS = dict(load_policy(tier=OPEN).columns)
NARROW = CONTRACT.narrowed(COLUMNS)


def opened(coded: Mapping[str, Sequence[Row]] | None = None, **changes: Any) -> Released:
    """The open tier of coded tables, each of `coded` in place of an example row."""
    rules = policy(**{"tier": OPEN, "k": 5, "columns": COLUMNS, **changes})
    return open_tables(tables(**(coded or {})), CONTRACT, rules, {"under_18": 1})


def persons(*told: Mapping[str, Any]) -> list[Row]:
    """Arrest rows as coded, one for each mapping of changes."""
    return [row("arrests", **{"arrest_id": number("arr", n), **changes}) for n, changes in enumerate(told)]


def alike(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [changes] * count
