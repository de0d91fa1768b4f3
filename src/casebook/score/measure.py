"""Go the whole way, from a gold folder and a record file to a score that can be printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import UsageError
from casebook.ingest import SetAside
from casebook.score.changes import Change, compare
from casebook.score.coded import Coded, Gold, read_coded, read_gold
from casebook.score.figures import Figures, count
from casebook.score.slots import Slot, judge

SHOWN = 5


@dataclass(frozen=True)
class Score:
    """How well records agree with a gold set; `change` where an older file was scored beside them."""

    articles: int
    figures: Mapping[str, Figures]
    slots: tuple[Slot, ...] = field(repr=False)
    unread: tuple[str, ...] = ()
    textless: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    change: Change | None = None

    @property
    def notes(self) -> list[str]:
        """What the user should know beside the figures, a line each."""
        told = [f"{item.place} was set aside: {item.reason}. Mend it; it is in no figure." for item in self.set_aside]
        if self.unread:
            told.append(f"No record for {_some(self.unread)}: all of their slots count as missing. Extract these articles too.")
        if self.textless:
            told.append(f"No text for {_some(self.textless)}: each counts as one paragraph. Name the texts with --texts.")
        return told


def measure(folder: Path, records: Path, texts: Path | None = None, against: Path | None = None) -> Score:
    """Score a record file against a gold folder, and an older record file beside it if one is named.

    Raises UsageError where an input is not there or has no article of the gold set, EvidenceError at a bad record.
    """
    items = list(read_gold(folder, texts))
    aside = tuple(item for item in items if isinstance(item, SetAside))
    gold = [item for item in items if isinstance(item, Gold)]
    if not gold:
        raise UsageError(f"{folder}: no gold file can be scored ({aside[0].place}: {aside[0].reason}). Mend it first.")
    ours = _known(gold, records)
    slots = judge_all(gold, ours)
    return Score(
        len(gold),
        count(slots),
        slots,
        tuple(g.id for g in gold if g.id not in ours),
        tuple(g.id for g in gold if g.breaks is None),
        aside,
        compare(judge_all(gold, _known(gold, against)), slots) if against else None,
    )


def judge_all(gold: Iterable[Gold], ours: Mapping[str, Coded]) -> tuple[Slot, ...]:
    """Every slot of a gold set; an article without a record has said nothing."""
    return tuple(slot for article in gold for slot in judge(article, ours.get(article.id, {})))


def _known(gold: Iterable[Gold], path: Path) -> dict[str, Coded]:
    records = read_coded(path)
    if not any(article.id in records for article in gold):
        raise UsageError(f"{path}: no record of any article of the gold set. Name the records of the same articles.")
    return records


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return f"{len(names)} of the articles ({', '.join(names[:SHOWN])}{f' and {more} more' if more > 0 else ''})"
