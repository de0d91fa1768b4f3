"""Count slots into precision, recall and F1, a figure for each row of the table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.records import FIELDS
from casebook.score.slots import FILED, Slot

KINDS = tuple(FIELDS)
ROWS = ("all", "names", *KINDS, FILED, *(f"{kind}.{name}" for kind in KINDS for name in ("found", *FIELDS[kind])))
"""The rows of the table, in order. Names and filing stand for themselves: "all" holds the slots of the three kinds."""


@dataclass(frozen=True)
class Figures:
    """How many slots were correct, missing, spurious. Nothing to find, or nothing said, counts as perfect."""

    correct: int = 0
    missing: int = 0
    spurious: int = 0

    @property
    def gold(self) -> int:
        """How many slots there are to find."""
        return self.correct + self.missing

    @property
    def precision(self) -> float:
        """The share of what we say that is correct."""
        said = self.correct + self.spurious
        return self.correct / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is to find that we say."""
        return self.correct / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def count(slots: Iterable[Slot]) -> dict[str, Figures]:
    """The figures of every row of the table."""
    found: Counter[tuple[str, str]] = Counter()
    for slot in slots:
        for row in rows_of(slot.row):
            found[row, "correct"] += slot.right
            found[row, "missing"] += slot.missing
            found[row, "spurious"] += slot.spurious
    return {row: Figures(found[row, "correct"], found[row, "missing"], found[row, "spurious"]) for row in ROWS}


def rows_of(row: str) -> tuple[str, ...]:
    """The rows that a slot counts in: "arrests.role" is in "arrests" and "all" too."""
    kind, dot, _ = row.partition(".")
    return (row, kind, "all") if dot else (row,)
