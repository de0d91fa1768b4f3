"""List the rows that somebody should read again, the delicate ones first, with the reasons and never with a value."""

from collections.abc import Iterable
from typing import NamedTuple

from casebook.records import Arrest, Incident, Record, Statement

DELICATE = ("restriction:", "age:")


class Doubtful(NamedTuple):
    """A row for review: its article, its place in the record, its confidence and why."""

    article: str
    place: str
    confidence: float
    reasons: tuple[str, ...]

    @property
    def delicate(self) -> bool:
        """Does it touch a child, or somebody whom the law hides?"""
        return any(reason.startswith(DELICATE) for reason in self.reasons)


def doubtful(record: Record, below: float = 0.0) -> list[Doubtful]:
    """The rows of a record that are marked for review, or whose confidence is lower than `below`."""
    return [
        Doubtful(record.id, f"{table}[{i}]", row.confidence, row.review or ("confidence: low",))
        for table, rows in _tables(record)
        for i, row in enumerate(rows)
        if row.review or row.confidence < below
    ]


def listed(rows: Iterable[Doubtful]) -> list[str]:
    """A line each: the delicate rows first, then by confidence."""
    ordered = sorted(rows, key=lambda row: (not row.delicate, row.confidence, row.article, row.place))
    return [f"{row.confidence:.2f}  {row.article}  {row.place}  {'; '.join(row.reasons)}" for row in ordered]


def _tables(record: Record) -> Iterable[tuple[str, tuple[Incident | Arrest | Statement, ...]]]:
    return ("incidents", record.incidents), ("arrests", record.arrests), ("statements", record.statements)
