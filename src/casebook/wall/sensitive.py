"""Withhold a sensitive value where a whole class gives it away: l-diversity and t-closeness, class by class.

k-anonymity alone lets a reader who knows somebody's class learn what all its members share. Where the members
of a class have fewer than l different values of a column, or lie farther than t from the whole table, the column
is withheld for the class; and so is every column from whose value the withheld one follows. A class of which
nothing is reported gives nothing away, nor does one that shares what all in the table share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casebook.contract import Contract
from casebook.contract.hierarchies import WITHHELD
from casebook.disclosure.classes import Codes, distance
from casebook.errors import UsageError
from casebook.wall.joined import joined_view
from casebook.wall.looks import numbered
from casebook.wall.policy import Policy
from casebook.wall.recoding import Row

Mask = NDArray[np.bool_]
SILENT = frozenset({"not_reported", "none_reported", "not_applicable", WITHHELD, ("not_reported",), (WITHHELD,)})
OUTCOME = "incidents.police_outcome"


def withhold_shared(tables: Mapping[str, list[Row]], contract: Contract, policy: Policy) -> dict[str, list[Row]]:
    """The recoded tables with what a class gives away withheld; raises UsageError where the policy names no sensitive column."""
    persons = Persons.of(tables, contract)
    unknown = [column for column in policy.sensitive if column not in persons.values]
    if unknown:
        raise UsageError(f"release.toml: sensitive names '{unknown[0]}'. Choose from {', '.join(persons.values)}.")
    hidden = persons.given_away(policy.sensitive or tuple(persons.values), policy.l, policy.t)
    if not any(mask.any() for mask in hidden.values()):
        return dict(tables)
    return {**tables, "arrests": persons.rows(hidden), "incidents": _incidents(tables, persons, hidden.get(OUTCOME))}


@dataclass(frozen=True)
class Persons:
    """The persons of recoded tables: their classes on the joined view and their sensitive values, by column."""

    arrests: Sequence[Row] = field(repr=False)
    classes: Codes
    values: Mapping[str, Sequence[Any]] = field(repr=False)

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Row]], contract: Contract) -> "Persons":
        """Read from released tables alone, so that any release can be asked."""
        view = joined_view(tables, contract)
        arrests = list(tables["arrests"])
        outcomes = {row["incident_id"]: row["police_outcome"] for row in tables["incidents"]}
        values = {f"arrests.{f.name}": [_value(row[f.name]) for row in arrests] for f in contract.tables["arrests"].sensitive}
        values[OUTCOME] = [outcomes.get(row["incident_id"], WITHHELD) for row in arrests]
        return cls(arrests, numbered(view[row["arrest_id"]] for row in arrests), values)

    def given_away(self, columns: Sequence[str], l: int, t: float | None) -> dict[str, Mask]:  # noqa: E741
        """For each column the persons of whom it must be withheld so that `columns` keep l and t and follow from no other."""
        codes = {column: numbered(values) for column, values in self.values.items()}
        far = {c: _far(self.classes, codes[c], t) for c in columns}
        hidden = {column: np.zeros(len(self.classes), dtype=bool) for column in codes}
        implied = _implications(codes)
        while True:
            before = sum(int(mask.sum()) for mask in hidden.values())
            for column in columns:
                shared = _shared(self.classes, codes[column], hidden[column], l) | far[column]
                hidden[column] |= shared & ~self._silent(self.values[column])
            self._spread(hidden, implied, codes)
            if sum(int(mask.sum()) for mask in hidden.values()) == before:
                return hidden

    def rows(self, hidden: Mapping[str, Mask]) -> list[Row]:
        """The arrest rows with their hidden cells withheld."""
        rows = [dict(row) for row in self.arrests]
        for column, mask in hidden.items():
            name = column.split(".")[1]
            for place in np.flatnonzero(mask).tolist() if column != OUTCOME else ():
                rows[place][name] = [WITHHELD] if isinstance(rows[place][name], list) else WITHHELD
        return rows

    def _silent(self, values: Sequence[Any]) -> Mask:
        """Members of classes that report nothing of a column."""
        told = np.array([v not in SILENT for v in values], dtype=bool)
        return ~(np.bincount(self.classes[told], minlength=int(self.classes.max(initial=0)) + 1) > 0)[self.classes]

    def _spread(self, hidden: dict[str, Mask], implied: Mapping[tuple[str, str], Mask], codes: Mapping[str, Codes]) -> None:
        """Hide what hidden values follow from, for the whole class; an outcome for all persons of its incident."""
        for (source, target), follows in implied.items():
            leaks = hidden[target] & follows[codes[source]] & ~hidden[source]
            hidden[source] |= np.isin(self.classes, self.classes[leaks])
        if OUTCOME in hidden:
            scene = numbered(row["incident_id"] or row["arrest_id"] for row in self.arrests)
            hidden[OUTCOME] |= np.isin(scene, scene[hidden[OUTCOME]])


def _incidents(tables: Mapping[str, list[Row]], persons: Persons, hidden: Mask | None) -> list[Row]:
    gone = {persons.arrests[place]["incident_id"] for place in np.flatnonzero(hidden).tolist()} if hidden is not None else set()
    return [{**row, "police_outcome": WITHHELD} if row["incident_id"] in gone else row for row in tables["incidents"]]


def _value(cell: Any) -> Any:
    return tuple(cell) if isinstance(cell, list) else cell


def _shared(classes: Codes, codes: Codes, hidden: Mask, l: int) -> Mask:  # noqa: E741
    """Members of classes whose shown values are fewer than l."""
    pairs = np.unique(np.stack([classes[~hidden], codes[~hidden]]), axis=1)[0]
    different = np.bincount(pairs, minlength=int(classes.max(initial=0)) + 1)
    return (different < min(l, len(np.unique(codes))))[classes] & ~hidden


def _far(classes: Codes, codes: Codes, t: float | None) -> Mask:
    if t is None or not len(classes):
        return np.zeros(len(classes), dtype=bool)
    return (distance(classes, codes) > t)[classes]


def _implications(codes: Mapping[str, Codes]) -> dict[tuple[str, str], Mask]:
    """For each pair of columns, which values of the first leave only one value of the second in this table."""
    return {(a, b): _determined(codes[a], codes[b]) for a in codes for b in codes if a != b}


def _determined(source: Codes, target: Codes) -> Mask:
    pairs = np.unique(np.stack([source, target]), axis=1)[0]
    one: Mask = np.bincount(pairs, minlength=int(source.max(initial=0)) + 1) == 1
    return one
