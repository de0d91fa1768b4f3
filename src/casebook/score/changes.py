"""Compare two scores of one gold set: which slots a change of the rules won, and which it lost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casebook.score.figures import ROWS, Figures, count
from casebook.score.slots import LISTED, Slot

Places = Mapping[str, Counter[str]]
"""How many slots by row, then by article id."""


@dataclass(frozen=True)
class Change:
    """The figures before a change, and the slots that have fewer errors since (`won`) or more (`lost`)."""

    before: Mapping[str, Figures]
    won: Places = field(repr=False)
    lost: Places = field(repr=False)


def compare(old: Iterable[Slot], new: Iterable[Slot]) -> Change:
    """What changed from `old` to `new`.

    A slot of a gold row is one slot whatever we say there: another value (two errors) that turns into silence
    (one) is won. What belongs to no gold row is counted by article: one less of it is won, one more is lost.
    """
    old = list(old)
    before, after = _errors(old), _errors(new)
    won: dict[str, Counter[str]] = {row: Counter() for row in ROWS}
    lost: dict[str, Counter[str]] = {row: Counter() for row in ROWS}
    for slot in sorted({*before, *after}):
        article, row, place, _ = slot
        less = before[slot] - after[slot]
        if less:
            side = won if less > 0 else lost
            side[row][article] += 1 if place else abs(less)
    return Change(count(old), won, lost)


def _errors(slots: Iterable[Slot]) -> Counter[tuple[str, str, str, str]]:
    """How many errors each slot has, by article, row, place and, in a list, code."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for slot in slots:
        code = str(slot.gold or slot.ours) if slot.row.partition(".")[2] in LISTED else ""
        found[slot.article, slot.row, slot.place, code] += slot.missing + slot.spurious
    return found
