"""Keep a report on two versions from singling anybody out: what may be told of their rows, and how.

Who holds two versions can lay one over the other, as differencing attacks on republished data do (Byun et al. 2006; Xiao &
Tao 2007). So nothing of the rows is told where fewer than k persons of a class came, went or moved to another class together,
or a class grew or shrank by fewer than k. And no count is told that is below k, or leaves fewer than k of the others.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from casebook.contract import Contract, load_contract
from casebook.contract.hierarchies import WITHHELD, Hierarchy
from casebook.errors import ContractError
from casebook.release.risk import rounded
from casebook.versions.edition import Edition, Row
from casebook.versions.rows import COMING, Rows
from casebook.wall.joined import Look, joined_view
from casebook.wall.opened import unnarrowed
from casebook.wall.recoding import LINKS

Told = int | str


@dataclass(frozen=True)
class Line:
    """One count as it may be told: a number, "fewer than k", or "all but fewer than k". `column` is empty for whole rows."""

    table: str
    column: str
    reason: str
    rows: Told

    def to_json(self) -> dict[str, Told]:
        """Table, column, reason and count."""
        return {"table": self.table, **({"column": self.column} if self.column else {}), "reason": self.reason, "rows": self.rows}


@dataclass(frozen=True)
class Tellable:
    """What may be told of the rows, by whether they came, went or changed."""

    added: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()
    changed: tuple[Line, ...] = ()


def small_classes(old: Edition, new: Edition, k: int) -> int:
    """How many classes two versions together narrow down to fewer than k persons (or incidents that nothing links); 0 is safe.

    Persons are followed by their ids where these are stable; besides, the sizes of the classes are compared at the levels
    that both versions have, as somebody must who can't follow anybody. Of these ways the one that finds most is told.
    """
    levels = {column: max(old.levels.get(column, 0), new.levels.get(column, 0)) for column in {**old.levels, **new.levels}}
    views = zip(common_views(old, levels), common_views(new, levels), strict=True)
    return max(_moved(old, new, k), *(_grown(was, now, k) for was, now in views))


def _moved(old: Edition, new: Edition, k: int) -> int:
    """The pairs of looks, before and after, that fewer than k persons share; who came has none before, who left none after."""
    if not (old.stable and new.stable and old.epoch == new.epoch):
        return 0
    before, now = persons(old), persons(new)
    flows = Counter((before.get(person), now.get(person)) for person in {**before, **now})
    return sum(size < k for size in flows.values())


def tellable(rows: Rows, k: int) -> Tellable:
    """The counts as they may be told.

    Where a reason for which rows of a table came is that of fewer than k, its count would follow from the others and the
    numbers of rows: they are told together.
    """
    return Tellable(
        added=tuple(_coming(rows, k)),
        removed=tuple(Line(table, "", reason, rounded(n, k)) for (table, reason), n in rows.removed.items()),
        changed=tuple(
            Line(table, column, reason, _of(n, rows.both.get(table, 0), k)) for (table, column, reason), n in rows.changed.items()
        ),
    )


def _coming(rows: Rows, k: int) -> Iterator[Line]:
    for table in dict.fromkeys(table for table, _ in rows.added):
        counts = {reason: rows.added.get((table, reason), 0) for reason in COMING}
        if any(0 < n < k for n in counts.values()) and all(counts.values()):
            yield Line(table, "", " or ".join(COMING), rounded(sum(counts.values()), k))
        else:
            yield from (Line(table, "", reason, rounded(n, k)) for reason, n in counts.items() if n)


def _of(count: int, of: int, k: int) -> Told:
    """A count of so many; those that are left must not be few either."""
    return f"all but fewer than {k}" if 0 < of - count < k <= count else rounded(count, k)


def persons(edition: Edition, levels: Mapping[str, int] | None = None) -> dict[str, Look]:
    """The look of every person on the joined view; with `levels` no finer than those, links that are cut at theirs being cut."""
    known, contract = load_contract(), edition.contract
    tables = {name: table if name in contract.tables else replace(table, fields={}) for name, table in known.tables.items()}
    whole = replace(contract, tables={**tables, **contract.tables})
    rows = {name: [_widened(name, row, whole, levels or {}) for row in edition.tables.get(name, ())] for name in known.tables}
    return joined_view(unnarrowed(rows, known), whole)


def common_views(edition: Edition, levels: Mapping[str, int]) -> list[Counter[Hashable]]:
    """The sizes of classes of persons: by their own columns, with their incident and article, and by all that joins to them.

    Of tables that nothing links: of persons and of incidents, each by its own columns.
    """
    if not edition.stable:
        return [_own_classes(edition, name, levels) for name in ("arrests", "incidents")]
    looks = persons(edition, levels).values()
    scenes = [(own, there and (there[0], there[1] and there[1][0])) for own, there in looks]
    return [Counter(own for own, _ in looks), Counter(scenes), Counter(looks)]


def _own_classes(edition: Edition, name: str, levels: Mapping[str, int]) -> Counter[Hashable]:
    if name not in edition.tables:
        return Counter()
    quasi = [field.name for field in edition.contract.tables[name].quasi]
    rows = (_widened(name, row, edition.contract, levels) for row in edition.tables[name])
    return Counter(tuple(row[column] for column in quasi) for row in rows)


def _widened(table: str, row: Row, contract: Contract, levels: Mapping[str, int]) -> dict[str, Any]:
    """A row at the levels of its columns; a link that is cut at its level leads nowhere."""
    wide = dict(row)
    for column in row:
        level = levels.get(f"{table}.{column}", 0)
        if level and f"{table}.{column}" in LINKS:
            wide |= {column: None, f"{column}_missing": WITHHELD}
        elif level and column in contract.tables[table].fields:
            wide[column] = _at(contract.tables[table].fields[column].disclosure.hierarchy, row[column], level)
    return wide


def _at(hierarchy: Hierarchy | None, value: Any, level: int) -> Any:
    """A value at a level; a code of another version, which the hierarchy doesn't know, stays until it is withheld."""
    if hierarchy is None or level >= hierarchy.height:
        return WITHHELD if hierarchy else value
    try:
        return hierarchy.generalise(value, level)
    except ContractError:
        return value


def _grown(was: Counter[Hashable], now: Counter[Hashable], k: int) -> int:
    """The classes whose size changes by fewer than k."""
    return sum(0 < abs(now[look] - was[look]) < k for look in {**was, **now})
