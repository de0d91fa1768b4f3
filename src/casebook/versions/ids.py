"""Check that no id and no code name of an earlier version stands for something else in a new one.

Ids are keyed: the same thing has the same id in every version, and an id that a later version lacks stays with its thing.
What can be seen without the key is checked: that an id names rows of one table only, and that a code name stays with its
kind and with its bearers. That nobody withdrawn comes back is the room of `withdrawal/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from casebook.errors import IntegrityError
from casebook.versions.edition import Edition

CODE_NAMES = ("arrests.person", "statements.speaker", "incidents.group")
"""The columns that hold code names, one for each kind of bearer."""


def check_ids(new: Edition, earlier: Sequence[Edition]) -> None:
    """Refuse a version that uses an id twice: `earlier` are the versions still kept.

    Raises IntegrityError with every fault, counted; an id is never named.
    """
    known = [edition for edition in earlier if edition.stable and new.stable and edition.epoch == new.epoch]
    faults = [*_within(new), *(fault for edition in known for fault in _against(edition, new))]
    if faults:
        raise IntegrityError("\n".join(f"{fault} Nothing was released; report this fault." for fault in faults))


def _within(new: Edition) -> Iterator[str]:
    for one, other in combinations(_ids(new).items(), 2):
        if both := one[1] & other[1]:
            yield f"{len(both)} ids name a row of {one[0]} and one of {other[0]}."


def _against(old: Edition, new: Edition) -> Iterator[str]:
    was, now = _ids(old), _ids(new)
    for table, other in ((table, other) for table in was for other in now if table != other):
        if moved := was[table] & now[other]:
            yield f"{len(moved)} ids named a row of {table} in {old.version} and name one of {other}."
    held, holds = _bearers(old), _bearers(new)
    for column, other in ((column, other) for column in held for other in holds if column != other):
        if moved := held[column].keys() & holds[other].keys():
            yield f"{len(moved)} code names of {column} in {old.version} are of {other}."
    for column in (column for column in held if column in holds):
        if passed := _passed_on(held[column], holds[column]):
            yield f"{passed} code names of {column} in {old.version} stand for others, their bearers having other names."


def _ids(edition: Edition) -> dict[str, set[str]]:
    """The ids of the rows of each table."""
    keys = {name: edition.keys(name) for name in edition.tables}
    return {name: {row[keys[name][0]] for row in rows} for name, rows in edition.tables.items() if len(keys[name]) == 1}


def _bearers(edition: Edition) -> dict[str, dict[str, set[str]]]:
    """For each column of code names: the rows that bear each."""
    found: dict[str, dict[str, set[str]]] = {}
    for column in CODE_NAMES:
        table, name = column.split(".")
        if name in edition.described.columns.get(table, ()):
            codes = edition.contract.tables[table].fields[name].codes
            rows = (row for row in edition.tables[table] if row[name] is not None and row[name] not in codes)
            for row in rows:
                found.setdefault(column, {}).setdefault(row[name], set()).add(row[edition.keys(table)[0]])
    return found


def _passed_on(was: Mapping[str, set[str]], now: Mapping[str, set[str]]) -> int:
    """How many names are borne by others while all rows left of their bearers bear another name."""
    renamed = {row: name for name, rows in now.items() for row in rows}
    count = 0
    for name, rows in was.items():
        still = [renamed[row] for row in rows if row in renamed]
        count += bool(still) and name in now and name not in still
    return count
