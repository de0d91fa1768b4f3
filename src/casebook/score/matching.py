"""Pair the rows coded by hand with ours, one to one, the closest first.

Incidents are close by their anchors, their paragraph and the arrests they hold; arrests by their
mentions, else by age; statements where at least half of the characters of both are shared.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.score.coded import Coded, Row

HALF = 0.5
Breaks = Sequence[int]
Pairs = dict[int, int]
"""Gold row to our row, by their places in their lists, the closest first."""


@dataclass(frozen=True)
class Matches:
    """Which gold row is which of ours."""

    incidents: Pairs
    arrests: Pairs
    statements: Pairs


def match(gold: Coded, ours: Coded, breaks: Breaks) -> Matches:
    """Pair the rows of one article. `breaks` are the ends of its lines: what lies between two is a paragraph."""
    arrests = match_arrests(gold.get("arrests", []), ours.get("arrests", []), breaks)
    return Matches(
        match_incidents(gold, ours, breaks, arrests),
        arrests,
        match_statements(gold.get("statements", []), ours.get("statements", [])),
    )


def match_arrests(gold: Sequence[Row], ours: Sequence[Row], breaks: Breaks) -> Pairs:
    """Mentions that overlap; else the same age in the same paragraph; else the same age."""

    def closeness(one: Row, other: Row) -> int:
        if overlap(one.get("mention"), other.get("mention")):
            return 3
        if one.get("age") is None or one.get("age") != other.get("age"):
            return 0
        return 2 if same_paragraph(one.get("mention"), other.get("mention"), breaks) else 1

    return closest_first(gold, ours, closeness)


def match_incidents(gold: Coded, ours: Coded, breaks: Breaks, arrests: Pairs) -> Pairs:
    """Anchors that overlap (3), a pair of arrests held by both (2), the same paragraph (1): what is true of them adds up."""
    held = {(gold["arrests"][i].get("incident"), ours["arrests"][j].get("incident")) for i, j in arrests.items()}

    def closeness(one: Row, other: Row) -> int:
        anchors = one.get("anchor"), other.get("anchor")
        shared = (one.get("key"), other.get("key")) in held
        return 3 * overlap(*anchors) + 2 * shared + same_paragraph(*anchors, breaks)

    return closest_first(gold.get("incidents", []), ours.get("incidents", []), closeness)


def match_statements(gold: Sequence[Row], ours: Sequence[Row]) -> Pairs:
    """Contents whose shared characters are at least half of all that either has."""
    theirs = [characters(row.get("content", [])) for row in gold]
    mine = [characters(row.get("content", [])) for row in ours]

    def closeness(one: set[int], other: set[int]) -> float:
        share = len(one & other) / len(one | other) if one or other else 0
        return share if share >= HALF else 0

    return closest_first(theirs, mine, closeness)


def closest_first(gold: Sequence[Any], ours: Sequence[Any], closeness: Callable[[Any, Any], float]) -> Pairs:
    """Pair greedily, the earlier first among equally close; rows that are not close at all (0) stay alone."""
    near = [(closeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(ours)]
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, i, j in sorted((n for n in near if n[0] > 0), key=lambda n: (-n[0], n[1], n[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def overlap(one: Sequence[int] | None, other: Sequence[int] | None) -> bool:
    """Do two spans share a character?"""
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def characters(spans: Sequence[Sequence[int]]) -> set[int]:
    """The characters that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def same_paragraph(one: Sequence[int] | None, other: Sequence[int] | None, breaks: Breaks) -> bool:
    """Do two spans begin in one paragraph? Two that are not there do."""
    first, second = (bisect_right(breaks, span[0]) if span else None for span in (one, other))
    return first == second
