"""The open tier: narrow tables that nothing links, each k-anonymous by itself, or counts where its rows can't pass.

The columns are the policy's; their levels are found as for linked tables (`search.py`), table by table, rows that
stand out are left out within the policy's limit, and sensitive values that a class gives away are withheld. Which rows
may go at all, `pseudonymise` has decided before, and it has given them ids that no other release has.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from casebook.contract import Contract, Table
from casebook.contract.hierarchies import WITHHELD
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.figures import figures
from casebook.disclosure.uniques import special_uniques
from casebook.errors import DisclosureError, UsageError
from casebook.wall.counts import count_values
from casebook.wall.exposure import Exposure
from casebook.wall.looks import Looks, numbered
from casebook.wall.policy import Policy
from casebook.wall.protect import TOO_RARE, Protected
from casebook.wall.recoding import Recoding, Row, Tables
from casebook.wall.search import PATIENCE, find_recoding
from casebook.wall.sensitive import Persons

MAY_BE_SHOWN = "counted_column"
COUNTS = "counts"


@dataclass(frozen=True)
class Released:
    """Tables that may go, and the contract that they keep, which is narrower in the open tier."""

    protected: Protected
    contract: Contract


def open_tables(
    tables: Tables, contract: Contract, policy: Policy, held: Mapping[str, int], patience: int = PATIENCE
) -> Released:
    """Cut coded tables down to the policy's columns and recode each until its classes have k rows.

    A table with fewer than k rows, or whose rows would have to be withheld altogether, is told in `counts`. Raises
    UsageError where the policy names a column that may not be shown, DisclosureError where the result fails its recheck.
    """
    _check(policy, contract)
    narrow = contract.narrowed(policy.columns).tables
    rows = {name: [{c: row[c] for c in table.columns} for row in tables[name]] for name, table in narrow.items()}
    parts = {name: _protect(table, rows[name], policy, patience) for name, table in narrow.items()}
    counted = [name for name, part in parts.items() if not part.recoding]
    released = {name: part.rows for name, part in parts.items() if part.recoding}
    counts = {COUNTS: [line for name in counted for line in count_values(narrow[name], rows[name], policy.k)]} if counted else {}
    made = contract.narrowed(policy.columns, counted)
    _recheck(released, made, policy.k)
    return Released(_protected({**released, **counts}, parts, contract, policy, held), made)


def _check(policy: Policy, contract: Contract) -> None:
    """Refuse what may not be in the open tier: links, code names, lists, numbers of rows."""
    allowed = {code.code for code in contract.vocabularies[MAY_BE_SHOWN].codes}
    shown = [f"{table}.{column}" for table, columns in policy.columns.items() for column in columns]
    for table in policy.columns:
        if table not in contract.tables:
            raise UsageError(f"release.toml: columns name the table '{table}'. Choose from {', '.join(contract.tables)}.")
    for name in shown:
        table, column = name.split(".", 1)
        if column not in allowed or column not in contract.tables[table].fields:
            raise UsageError(f"release.toml: columns name '{name}', which the open tier can't show. Leave it out.")
    unknown = [name for name in (*policy.sensitive, *policy.weights) if name not in shown]
    if unknown:
        raise UsageError(f"release.toml: '{unknown[0]}' has a weight or is sensitive and is not under columns. Leave it out.")


class Rows(Looks):
    """The rows of one coded table as the search asks for them; nobody's look depends on another row."""

    def __post_init__(self) -> None:
        """Code every column at every level."""
        ((_, rows),) = self.tables.items()
        self.ids = tuple(str(number) for number in range(len(rows)))
        self.labels = {column: self._levels(column) for column in self.finest.hierarchies}
        self.cases = np.arange(len(rows))

    def classes(self, levels: Mapping[str, int]) -> tuple[Codes, ...]:
        """The class of every row under levels of the columns."""
        return (equivalence([np.zeros_like(self.cases), *(codes[levels[c]] for c, codes in self.labels.items())]),)


@dataclass(frozen=True)
class _Part:
    """One table: its recoded rows; no recoding where they can't pass. `dropped`: rows left out; `alone`: unique before."""

    rows: list[Row] = field(repr=False, default_factory=list)
    recoding: Recoding | None = None
    coded: int = 0
    dropped: int = 0
    alone: int = 0
    loss: float = 1.0
    exact: bool = True


def _protect(table: Table, rows: Sequence[Row], policy: Policy, patience: int) -> _Part:
    hierarchies = {f"{table.name}.{f.name}": f.disclosure.hierarchy for f in table.quasi if f.disclosure.hierarchy}
    finest = Recoding(dict.fromkeys(hierarchies, 0), hierarchies)
    looks = Rows({table.name: rows}, finest)
    alone = int((np.bincount(looks.classes(finest.levels)[0]) == 1).sum()) if rows else 0
    if len(rows) < policy.k:
        return _Part(coded=len(rows), alone=alone)
    own = {column: weight for column, weight in policy.weights.items() if column in hierarchies}
    found = find_recoding(looks, replace(policy, weights=own), patience)
    kept = [row for row, gone in zip(rows, found.withheld, strict=True) if not gone]
    if not kept or (hierarchies and all(found.recoding.loss(column) == 1 for column in hierarchies)):
        return _Part(coded=len(rows), alone=alone)
    recoded = [_recoded(table.name, row, found.recoding) for row in kept]
    shown = _withhold_shared(table, recoded, policy)
    return _Part(shown, found.recoding, len(rows), len(rows) - len(kept), alone, found.loss, found.exact)


def _recoded(table: str, row: Row, recoding: Recoding) -> Row:
    return {c: recoding.label(f"{table}.{c}", v) if f"{table}.{c}" in recoding.hierarchies else v for c, v in row.items()}


def _withhold_shared(table: Table, rows: list[Row], policy: Policy) -> list[Row]:
    """The rows with every sensitive value withheld that a class would give away."""
    values = {f"{table.name}.{f.name}": [row[f.name] for row in rows] for f in table.sensitive}
    columns = [c for c in policy.sensitive or tuple(values) if c in values]
    classes = numbered(tuple(row[f.name] for f in table.quasi) for row in rows)
    hidden = Persons(rows, classes, values).given_away(columns, policy.l, policy.t)
    gone = [{c.split(".")[1] for c, mask in hidden.items() if mask[n]} for n in range(len(rows))]
    return [{c: WITHHELD if c in hide else v for c, v in row.items()} for row, hide in zip(rows, gone, strict=True)]


def _recheck(released: Tables, contract: Contract, k: int) -> None:
    """Count the classes once more, from the released rows alone."""
    smallest = min((n for name, rows in released.items() for n in class_sizes(contract.tables[name], rows)), default=k)
    if smallest < k:
        raise DisclosureError(f"the smallest class has {smallest} rows, k is {k}. Nothing was released; report this fault.")


def class_sizes(table: Table, rows: Sequence[Row]) -> tuple[int, ...]:
    """How many rows share all quasi-identifiers of a table, class by class, smallest first."""
    return tuple(sorted(Counter(tuple(row[f.name] for f in table.quasi) for row in rows).values()))


def _protected(
    tables: dict[str, list[Row]], parts: Mapping[str, _Part], contract: Contract, policy: Policy, held: Mapping[str, int]
) -> Protected:
    """The tables with what it cost: figures of persons are those of `arrests`, the loss is that of all rows."""
    recodings = [part.recoding for part in parts.values() if part.recoding]
    levels = {column: level for r in recodings for column, level in r.levels.items()}
    dropped, coded = sum(part.dropped for part in parts.values()), sum(part.coded for part in parts.values())
    persons = contract.narrowed(policy.columns).tables.get("arrests")
    return Protected(
        tables=tables,
        recoding=Recoding(levels, {column: h for r in recodings for column, h in r.hierarchies.items()}),
        class_sizes=class_sizes(persons, tables.get("arrests", [])) if persons else (),
        withheld_persons=0,
        held={**held, TOO_RARE: dropped} if dropped else dict(held),
        loss=sum(part.loss * part.coded for part in parts.values()) / max(coded, 1),
        exact=all(part.exact for part in parts.values()),
        exposure=_exposure(persons, tables.get("arrests", []), policy.k),
        stood_out=parts["arrests"].alone if "arrests" in parts else 0,
    )


def _exposure(persons: Table | None, rows: Sequence[Row], k: int) -> Exposure:
    """The figures of risk of the persons shown, in the columns shown."""
    known, secret = (
        {f"arrests.{f.name}": numbered(row[f.name] for row in rows) for f in fields}
        for fields in ((persons.quasi, persons.sensitive) if persons else ((), ()))
    )
    classes = equivalence([np.zeros(len(rows), dtype=np.int64), *known.values()])
    return Exposure(figures(classes, secret, k), special_uniques(list(known.values())), tuple(known))


def unnarrowed(tables: Tables, contract: Contract) -> dict[str, list[Row]]:
    """Tables as the linked ones that they were cut from: None stands for what is not shown, a table not there has no rows."""
    return {
        name: [{**dict.fromkeys(table.columns), **row} for row in tables.get(name, ())] for name, table in contract.tables.items()
    }
