"""Measure records against public gold sets: who is quoted, which dates are told, which persons are named.

Such a set is a `gold.jsonl` whose lines hold an id and one of: quotes (kind, content, source), dates
(span, type, value), entities (type, identifier, mentions). All spans are characters of the article's text.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.errors import UsageError
from casebook.score.coded import Coded, Row
from casebook.score.matching import characters, overlap

Golds = Mapping[str, Mapping[str, Any]]
Ours = Mapping[str, Coded]
LOOSE, TIGHT = 0.3, 0.8
NEEDED = {
    "quotes": ("kind", "content", "source"),
    "dates": ("span", "type", "value"),
    "entities": ("type", "identifier", "mentions"),
}


@dataclass(frozen=True)
class Measure:
    """One figure of a public set: how many there are to find and how many we say, and how many of each were right."""

    name: str
    gold: int
    found: int
    said: int | None = None
    right: int = 0
    paired: bool = True

    @property
    def recall(self) -> float:
        """The share of what there is to find that was found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float | None:
        """The share of what we say that is right; None where only what is found counts."""
        if self.said is None:
            return None
        return self.right / self.said if self.said else 1.0

    @property
    def f1(self) -> float | None:
        """The harmonic mean, where what is found and what is right are the same pairs."""
        p, r = self.precision, self.recall
        if p is None or not self.paired:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0


def read_public(path: Path) -> dict[str, Mapping[str, Any]]:
    """The articles of a `gold.jsonl` by id; raises UsageError at a line that is not one."""
    found = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line.decode("utf-8"))
            found[str(data["id"])] = data
            lacking = [f"{kind}[{i}] has no '{name}'" for kind, i, name in _lacking(data)]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            lacking = ["it is not an object with an 'id' and lists of objects"]
        if lacking:
            raise UsageError(f"{path}: line {number}: {lacking[0]}. Mend the gold set.")
    return found


def _lacking(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for kind, needed in NEEDED.items():
        for i, row in enumerate(data.get(kind, ())):
            yield from ((kind, i, name) for name in needed if name not in row)


def measure_public(gold: Golds, ours: Ours) -> list[Measure]:
    """All figures that a gold set allows; which follows from its first article."""
    first: Mapping[str, Any] = next(iter(gold.values()), {})
    return [figure for key, measure in MEASURES.items() if key in first for figure in measure(gold, ours)]


def measure_quotes(gold: Golds, ours: Ours) -> list[Measure]:
    """Direct quotations by any overlap; attributions by the share of characters; speakers of those attributed."""
    articles = [(g.get("quotes", []), ours.get(name, {}).get("statements", [])) for name, g in gold.items()]
    loose = [(quotes, said, _attribute(quotes, said, LOOSE)) for quotes, said in articles]
    tight = sum(len(_attribute(quotes, said, TIGHT)) for quotes, said in articles)
    there, told = (sum(len(article[side]) for article in articles) for side in (0, 1))
    close = sum(len(pairs) for *_, pairs in loose)
    named = [
        any(overlap(said[j].get("speaker"), source) for source in quotes[i]["source"])
        for quotes, said, pairs in loose
        for i, j in pairs
        if quotes[i]["source"]
    ]
    return [
        _direct(articles),
        Measure(f"attributions IoU>={LOOSE}", there, close, told, close),
        Measure(f"attributions IoU>={TIGHT}", there, tight, told, tight),
        Measure("speaker on matched", len(named), sum(named)),
    ]


def _direct(articles: Sequence[tuple[Sequence[Row], Sequence[Row]]]) -> Measure:
    """Gold's direct quotes that any statement touches, and our direct quotes that any of gold's touches."""
    gold = found = said = right = 0
    for quotes, statements in articles:
        quoted = [span for q in quotes for span in q["content"]]
        told = [span for s in statements for span in s.get("content", [])]
        direct = [q for q in quotes if q["kind"] == "direct"]
        ours = [span for s in statements if s.get("directness") == "direct" for span in s.get("content", [])]
        gold, said = gold + len(direct), said + len(ours)
        found += sum(any(overlap(a, b) for a in q["content"] for b in told) for q in direct)
        right += sum(any(overlap(a, b) for b in quoted) for a in ours)
    return Measure("direct quotes", gold, found, said, right, paired=False)


def _attribute(quotes: Sequence[Row], statements: Sequence[Row], least: float) -> list[tuple[int, int]]:
    """Pair quotes and statements, those that share most first, down to a share of `least`."""
    theirs = [characters(q["content"]) for q in quotes]
    mine = [characters(s.get("content", [])) for s in statements]
    near = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(mine) if a & b]
    pairs: dict[int, int] = {}
    for share, i, j in sorted(near, key=lambda n: -n[0]):
        if share >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def measure_dates(gold: Golds, ours: Ours) -> list[Measure]:
    """Dates by any overlap, and by their value too. What we say where gold has a time or a duration is not counted."""
    there = told = touched = equal = 0
    for name, article in gold.items():
        dates = [d for d in article.get("dates", []) if d["type"] == "DATE"]
        others = [d["span"] for d in article.get("dates", []) if d["type"] != "DATE"]
        mine = [d for d in ours.get(name, {}).get("dates", []) if not _is_other(d["span"], dates, others)]
        hits = _match_dates(dates, mine)
        there, told = there + len(dates), told + len(mine)
        touched, equal = touched + len(hits), equal + sum(hits)
    return [Measure("dates", there, touched, told, touched), Measure("dates and values", there, equal, told, equal)]


def _is_other(span: Sequence[int], dates: Sequence[Row], others: Sequence[Sequence[int]]) -> bool:
    return any(overlap(span, o) for o in others) and not any(overlap(span, d["span"]) for d in dates)


def _match_dates(gold: Sequence[Row], ours: Sequence[Row]) -> list[bool]:
    """For each gold date that we touch: is ours, the one of equal value or else the first, of equal value?"""
    left = list(ours)
    hits = []
    for date in gold:
        near = [own for own in left if overlap(own["span"], date["span"])]
        if near:
            best = next((own for own in near if own["value"] == date["value"]), near[0])
            left = [own for own in left if own is not best]
            hits.append(bool(best["value"] == date["value"]))
    return hits


def measure_entities(gold: Golds, ours: Ours) -> list[Measure]:
    """Mentions of persons that our names cover, over all coders, and persons all of whose mentions are covered."""
    mentions: list[bool] = []
    persons: list[bool] = []
    for name, article in gold.items():
        covered = characters([n["span"] for n in ours.get(name, {}).get("names", [])])
        for entity in article.get("entities", []):
            if entity["type"] == "PERSON" and entity["identifier"] != "NO_MASK":
                hits = [covered.issuperset(range(*span)) for span in entity["mentions"]]
                mentions += hits
                persons.append(all(hits))
    return [
        Measure("person mentions covered", len(mentions), sum(mentions)),
        Measure("persons covered throughout", len(persons), sum(persons)),
    ]


MEASURES: Mapping[str, Callable[[Golds, Ours], list[Measure]]] = {
    "quotes": measure_quotes, "dates": measure_dates, "entities": measure_entities,
}  # fmt: skip
