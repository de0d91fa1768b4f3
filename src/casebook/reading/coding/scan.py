"""Scan a stretch of text with one family of rules, running only those that can match there.

A rule of the coding families may carry `look = "evid case trial"`: words of which one must occur (by
their first four letters) wherever its pattern matches; in "evid case + lost wipe" one of either side. The
words of an article are cut once; those of a stretch then pick the few rules worth running, and each is
first tried on lower-case text, where `re` is three times as fast. A rule without `look` is always tried.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from casebook.reading.rules import Hit, Rule, family_rules
from casebook.records import Span

WORD = re.compile(r"[^\W_]+")
STEM = 4
CAPITAL = re.compile(r"(\\.|\(\?P<\w+>)|[A-Z]")  # a capital that is no escape and no name of a group


@dataclass(frozen=True)
class Words:
    """A text with the place and the first letters of its words; `lower` has the same offsets."""

    text: str = field(repr=False)
    lower: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    stems: tuple[str, ...] = field(repr=False)

    def within(self, window: Span) -> frozenset[str]:
        """The first letters of the words that begin in a window."""
        return frozenset(self.stems[bisect_left(self.starts, window[0]) : bisect_left(self.starts, window[1])])


def cut_words(text: str) -> Words:
    """Cut a text into words once, for all scans of it."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = [(m.start(), m.group()[:STEM]) for m in WORD.finditer(lower)]
    return Words(text, lower, tuple(start for start, _ in found), tuple(stem for _, stem in found))


def scan(family: str, words: Words, window: Span, wanted: frozenset[str] | None = None) -> list[Hit]:
    """All hits of a family in a window, in the order of its rules; of the `wanted` rules only where their ids are given."""
    if window[0] >= window[1]:
        return []
    by_stem, always = _index(family)
    found = words.within(window)
    called = {guard for stem in by_stem.keys() & found for guard in by_stem[stem]}
    places = {place for place, also in called if not also or also & found}.union(always)
    rules = _rules(family)
    return [h for i in sorted(places) if wanted is None or rules[i][0].id in wanted for h in _tried(rules[i], words, window)]


def _tried(tried: tuple[Rule, re.Pattern[str] | None], words: Words, window: Span) -> list[Hit]:
    rule, plain = tried
    if plain and not plain.search(words.lower, *window):
        return []
    return list(rule.hits(words.text, window))


@cache
def _rules(family: str) -> tuple[tuple[Rule, re.Pattern[str] | None], ...]:
    """The rules of a family, each with its pattern for lower-case text where capitals do not matter to it."""
    return tuple((rule, _for_lower_case(rule.pattern)) for rule in family_rules(family))


def _for_lower_case(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    if not pattern.flags & re.IGNORECASE or "(?-i" in pattern.pattern:
        return None
    return re.compile(CAPITAL.sub(lambda m: m[1] or m[0].lower(), pattern.pattern), pattern.flags & ~re.IGNORECASE)


Guard = tuple[int, frozenset[str]]


@cache
def _index(family: str) -> tuple[Mapping[str, tuple[Guard, ...]], tuple[int, ...]]:
    """Which rules (by place, with what must stand there too) each stem calls up, and those that nothing guards."""
    by_stem: dict[str, list[Guard]] = {}
    always: list[int] = []
    for i, rule in enumerate(family_rules(family)):
        first, _, second = look_first().get(rule.id, "").partition("+")
        for stem in _stems(first):
            by_stem.setdefault(stem, []).append((i, _stems(second)))
        if not first:
            always.append(i)
    return {stem: tuple(guards) for stem, guards in by_stem.items()}, tuple(always)


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(words.lower()))


@cache
def look_first() -> Mapping[str, str]:
    """The look-first words of every rule that has some."""
    folder = files("casebook.reading") / "rules"
    tables = (tomllib.loads(f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml"))
    return {rule["id"]: rule["look"] for table in tables for rule in table.get("rule", ()) if "look" in rule}
