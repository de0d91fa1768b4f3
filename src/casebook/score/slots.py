"""Judge one article slot by slot.

The measure is the slot error count of the Message Understanding Conferences (MUC; Chinchor and Sundheim,
"MUC-5 evaluation metrics", 1993): every field that says something is a slot, and that a row is there at
all is one more. A slot is correct, or missing (gold says it, we don't), or spurious (we say it, gold
doesn't); another value is both. Precision is correct/(correct + spurious), recall correct/(correct + missing).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casebook.records import FIELDS, says_nothing
from casebook.score.coded import Coded, Gold, Row
from casebook.score.matching import Pairs, characters, match, overlap

LISTED = ("offences", "themes")
FILED = "arrest->incident"
FILLERS = {"of", "the", "in", "from"}


@dataclass(frozen=True)
class Slot:
    """One slot of one article: what gold says and what we say there, None for nothing.

    `row` is its row of the table, such as "arrests.role"; `place` the row of the record it belongs to,
    gold's where there is one, and `span` where that stands; `alone`: that row has no counterpart.
    """

    article: str
    row: str
    place: str
    gold: Any = field(default=None, repr=False)
    ours: Any = field(default=None, repr=False)
    right: bool = False
    span: tuple[int, int] | None = None
    alone: bool = False

    @property
    def missing(self) -> bool:
        """Gold says something here that we do not say."""
        return self.gold is not None and not self.right

    @property
    def spurious(self) -> bool:
        """We say something here that gold does not say."""
        return self.ours is not None and not self.right


def judge(gold: Gold, ours: Coded) -> Iterator[Slot]:
    """Every slot of one article, those of `ours` against those of `gold`."""
    pairs = match(gold.rows, ours, gold.breaks or ())
    yield from _judge_names(gold, ours)
    for kind, found in (("incidents", pairs.incidents), ("arrests", pairs.arrests), ("statements", pairs.statements)):
        yield from _judge_rows(gold, ours, kind, found)
    yield from _judge_filing(gold, ours, pairs.arrests, pairs.incidents)


def _judge_names(gold: Gold, ours: Coded) -> Iterator[Slot]:
    """A gold name is found when our names cover all of it; ours is spurious when it touches none of gold's."""
    theirs = [n["span"] for n in gold.rows["names"]]
    mine = [n["span"] for n in ours.get("names", [])]
    covered = characters(mine)
    for i, span in enumerate(theirs):
        hit = covered.issuperset(range(*span))
        yield Slot(gold.id, "names", f"names[{i}]", True, True if hit else None, hit, tuple(span), not hit)
    for span in mine:
        if not any(overlap(span, other) for other in theirs):
            yield Slot(gold.id, "names", "", None, True, span=tuple(span), alone=True)


def _judge_rows(gold: Gold, ours: Coded, kind: str, pairs: Pairs) -> Iterator[Slot]:
    theirs, mine = gold.rows[kind], ours.get(kind, [])
    for i, row in enumerate(theirs):
        other = mine[pairs[i]] if i in pairs else None
        yield from _judge_row(gold.id, kind, f"{kind}[{i}]", row, other)
    for j, row in enumerate(mine):
        if j not in pairs.values():
            yield from _judge_row(gold.id, kind, "", None, row)


def _judge_row(article: str, kind: str, place: str, gold: Row | None, ours: Row | None) -> Iterator[Slot]:
    span, alone = _span(gold or ours or {}), not (gold and ours)
    there = (True if gold is not None else None), (True if ours is not None else None)
    yield Slot(article, f"{kind}.found", place, *there, right=all(there), span=span, alone=alone)
    for name in FIELDS[kind]:
        values = (gold or {}).get(name), (ours or {}).get(name)
        for one, other, right in _judge_field(name, *values):
            yield Slot(article, f"{kind}.{name}", place, one, other, right, span, alone)


def _judge_field(name: str, gold: Any, ours: Any) -> Iterator[tuple[Any, Any, bool]]:
    """What a field says on both sides and whether they agree; each code of a list is a slot of its own."""
    if name in LISTED:
        theirs, mine = ({code for code in codes or () if code != "no_argument"} for codes in (gold, ours))
        yield from ((c if c in theirs else None, c if c in mine else None, c in theirs & mine) for c in sorted(theirs | mine))
        return
    one, other = (None if says_nothing(name, value) else value for value in (gold, ours))
    if one is not None or other is not None:
        yield one, other, one is not None and other is not None and agree(name, one, other)


def agree(name: str, gold: Any, ours: Any) -> bool:
    """Are two values of a field the same? Speakers when they touch, residences when they share at least half of their words."""
    if name == "speaker":
        return overlap(gold, ours)
    if name == "residence":
        one, other = _place_words(gold), _place_words(ours)
        shared = len(one & other)
        return bool(shared) and shared >= 0.5 * max(len(one), len(other))
    return bool(gold == ours)


def _place_words(value: Any) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", str(value).lower())) - FILLERS


def _judge_filing(gold: Gold, ours: Coded, arrests: Pairs, incidents: Pairs) -> Iterator[Slot]:
    """Is each matched arrest filed under the incident that matches its own? If not it counts as missing only."""
    theirs = _by_key(gold.rows["incidents"])
    mine = _by_key(ours.get("incidents", []))
    for i, j in arrests.items():
        row = gold.rows["arrests"][i]
        want, got = theirs.get(row.get("incident")), mine.get(ours["arrests"][j].get("incident"))
        right = want is not None and want in incidents and incidents[want] == got
        yield Slot(gold.id, FILED, f"arrests[{i}]", True, True if right else None, right, _span(row))


def _by_key(incidents: Any) -> dict[Any, int]:
    """Where each key stands; the first of two that are the same."""
    return {row.get("key"): i for i, row in reversed(list(enumerate(incidents)))}


def _span(row: Row) -> tuple[int, int] | None:
    """Where a row stands in the article; from the first to the last word of a statement."""
    content = row.get("content") or []
    span = row.get("mention") or row.get("anchor") or ([content[0][0], content[-1][1]] if content else None)
    return (span[0], span[1]) if span else None
