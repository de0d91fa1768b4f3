"""Find what changed in the rows of two releases, and say by a reason code how: matched by their keys, or counted by value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.contract.hierarchies import WITHHELD, Hierarchy
from casebook.errors import ContractError
from casebook.versions.edition import Edition, Row

REASONS: Mapping[str, str] = {
    "new_case": "a row of an article that the older version lacks",
    "newly_read": "a row of an article that the older version has, and did not have the row of",
    "left_out": "a row that the newer version lacks",
    "withdrawn": "a row of a person who was withdrawn; only told among those left out, and in batches over all versions",
    "withheld": "the value is no longer shown",
    "shown": "the value was withheld and is shown",
    "widened": "the value is shown at a wider level",
    "narrowed": "the value is shown at a finer level",
    "filled": "the value was missing for another reason and is there",
    "emptied": "the value was there and is missing for another reason",
    "corrected": "the value is another",
    "recounted": "the number follows from other rows, which are more or fewer, or values occur more or less often",
    "cut": "the link to another row is withheld",
    "mended": "the link to another row was withheld and is there",
}
"""Every reason for which a row or a cell is not what it was."""

COMING = ("new_case", "newly_read")
COUNTS_ROWS = "n_"
UNLINKED = "_missing"
UP = {"arrests": ("incident_id", "incidents"), "incidents": ("article_id", "articles"), "statements": ("article_id", "articles")}
"""The column that leads from a row towards its article, and the table it leads to."""


@dataclass(frozen=True)
class Rows:
    """How many rows came and went, by table and reason, and how many changed, by table, column and reason.

    `both`: the rows of each table that both versions have; empty where ids are not stable and rows are not `matched`. Exact
    numbers: to be told only through `guard.py`.
    """

    added: Mapping[tuple[str, str], int]
    removed: Mapping[tuple[str, str], int]
    changed: Mapping[tuple[str, str, str], int]
    both: Mapping[str, int] = field(default_factory=dict)
    matched: bool = True

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def new_cases(self) -> bool:
        """Whether rows of new articles came; where ids are new each time, whether there are more rows than before."""
        return any(reason == "new_case" for _, reason in self.added)


def find_rows(old: Edition, new: Edition) -> Rows:
    """What changed between two editions of one tier: row by row where ids are stable, else by counts of values."""
    if not (old.stable and new.stable and old.epoch == new.epoch):
        return Rows(*_counted(old, new), matched=False)
    added, removed, changed, both = Counter[Any](), Counter[Any](), Counter[Any](), dict[str, int]()
    origins = _Origins(old, new)
    for table in _shared(old, new):
        was, now = _keyed(old, table), _keyed(new, table)
        added.update((table, origins.reason(table, row)) for key, row in now.items() if key not in was)
        removed.update((table, "left_out") for key in was if key not in now)
        shared = [(was[key], row) for key, row in now.items() if key in was]
        both[table] = len(shared)
        for before, after in shared:
            changed.update((table, *change) for change in _cells(new, table, before, after))
    return Rows(added, removed, _ordered(changed, new), both)


def _ordered(changed: Mapping[Any, int], edition: Edition) -> dict[tuple[str, str, str], int]:
    """In the order of tables, columns and reasons."""
    columns = edition.described.columns
    lines = ((table, column, reason) for table in columns for column in columns[table] for reason in REASONS)
    return {line: changed[line] for line in lines if line in changed}


def _keyed(edition: Edition, table: str) -> dict[tuple[Any, ...], Row]:
    keys = edition.keys(table)
    return {tuple(row.get(key) for key in keys): row for row in edition.tables[table]}


def _by_id(edition: Edition, table: str) -> dict[Any, Row]:
    return {key[0]: row for key, row in _keyed(edition, table).items()} if table in edition.tables else {}


def _shared(old: Edition, new: Edition) -> list[str]:
    """The tables of both editions whose rows can be matched: those that have their key columns in both."""
    both = (name for name in new.tables if name in old.tables)
    return [name for name in both if {*new.keys(name)} <= old.described.columns[name].keys() & new.described.columns[name].keys()]


class _Origins:
    """Tells of a row that came whether its article came with it."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.above = {name: _by_id(new, name) for name in ("incidents", "articles")}
        self.known = _by_id(old, "articles").keys()
        self.come = bool(self.above["articles"].keys() - self.known)

    def reason(self, table: str, row: Row) -> str:
        """`new_case` or `newly_read`; behind a cut link the row counts as new where any article is."""
        article = self._article(table, row)
        came = article not in self.known if article else self.come
        return "new_case" if came else "newly_read"

    def _article(self, table: str, row: Row) -> str | None:
        while table in UP:
            column, table = UP[table]
            above = self.above[table].get(row.get(column))
            if above is None:
                return None
            row = above
        return row.get("article_id")


def _cells(edition: Edition, table: str, was: Row, now: Row) -> Iterator[tuple[str, str]]:
    """Column and reason of every cell that is not what it was; a link is one cell: its key, or the reason why it has none."""
    fields = edition.contract.tables[table].fields
    for column in (c for c in now if c in was):
        if column.endswith(UNLINKED) and column.removesuffix(UNLINKED) in now:
            continue
        link = f"{column}{UNLINKED}" in now and f"{column}{UNLINKED}" in was
        before, after = (_linked(row, column) if link else row[column] for row in (was, now))
        if before != after:
            yield column, reason_of(column, before, after, fields[column].disclosure.hierarchy, link)


def _linked(row: Row, column: str) -> Any:
    return row[column] if row[column] is not None else row[f"{column}{UNLINKED}"]


def reason_of(column: str, was: Any, now: Any, hierarchy: Hierarchy | None = None, link: bool = False) -> str:
    """The reason code for which a cell holds `now` and held `was`."""
    before, after = _state(was), _state(now)
    if WITHHELD in (before, after):
        hidden = after == WITHHELD
        return ("cut" if hidden else "mended") if link and "there" in (before, after) else ("withheld" if hidden else "shown")
    if before != after:
        return "filled" if after == "there" else "emptied" if before == "there" else "corrected"
    if column.startswith(COUNTS_ROWS):
        return "recounted"
    if hierarchy and _is_wider(hierarchy, was, now):
        return "widened"
    return "narrowed" if hierarchy and _is_wider(hierarchy, now, was) else "corrected"


def _state(cell: Any) -> str:
    """Whether a cell holds a value ("there"), or the reason for which it holds none."""
    only = cell[0] if isinstance(cell, tuple) and len(cell) == 1 else cell
    return only if only in (WITHHELD, "not_reported", "not_applicable", "unclear") else "there" if cell is not None else "empty"


def _is_wider(hierarchy: Hierarchy, fine: Any, wide: Any) -> bool:
    """Whether one value is what another becomes at some level before it is withheld."""
    try:
        return any(hierarchy.generalise(fine, level) == wide for level in range(1, hierarchy.height))
    except ContractError:
        return False


def _counted(old: Edition, new: Edition) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    """Net rows that came and went, and for each column the fewest rows whose value must be another."""
    added, removed, changed = Counter[Any](), Counter[Any](), Counter[Any]()
    for table in _shared(old, new):
        if len(new.keys(table)) > 1:
            changed[table, "rows", "recounted"] += _lines_changed(old, new, table)
            continue
        more = len(new.tables[table]) - len(old.tables[table])
        added[table, "new_case"] += more
        removed[table, "left_out"] -= more
        for column in (c for c in new.described.columns[table] if c in old.described.columns[table] and c not in new.keys(table)):
            was, now = (Counter(row[column] for row in edition.tables[table]) for edition in (old, new))
            changed[table, column, "recounted"] += min((now - was).total(), (was - now).total())
    return +added, +removed, +changed


def _lines_changed(old: Edition, new: Edition, table: str) -> int:
    """How many values of a table of counts are counted otherwise, or not in both."""
    was, now = _keyed(old, table), _keyed(new, table)
    return sum(was.get(key) != now.get(key) for key in {**was, **now})
