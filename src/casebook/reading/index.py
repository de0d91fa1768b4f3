"""Look first, read later: run a rule only on the stretches of an article that hold a word it cannot match without.

The words of an article are looked up once; each knows the guards (`cues.py`) that it meets, so that for every guard
the stretches are known that meet it. What is found is the same as if every rule were run on everything, which a
test proves.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from casebook.reading.cues import DIGIT, LONGEST, SHORTEST, Guard, guards_of
from casebook.reading.rules import Hit, Rule, family_rules, leftmost_longest, rulebook
from casebook.records import Span

if TYPE_CHECKING:
    from casebook.reading.document import Document, Sentence

FIGURE = re.compile(r"[0-9]")
QUOTED = re.compile(
    r"""[\"“‘'](?:(?<=\")[^\"\n]*(?:\"|$)|(?<=“)[^”\n]*(?:”|$)"""
    r"""|(?<=\W‘)[^\n]*?(?:’(?!\w)|$)|(?<=\W')[^\n]*?(?:'(?!\w)|$))""",
    re.MULTILINE,
)
QUOTE_SPACES = 5  # fewer spaces inside a quotation make it a scare quote
REMEMBERED = 200_000  # words of which it is known what guards they meet
NO_GUARD = 0  # the number of the guard that everything meets
Places = int  # a set of stretches: bit i for stretch i
Guarded = tuple[Rule, Places, Places]  # a rule, and the stretches that meet the one and the other of its guards
# Letters that match "i", "s" or "k" when capitals do not matter, though they have small forms of their own.
ALIKE = str.maketrans({"ı": "i", "ſ": "s", "\u212a": "k"})


class Index:
    """An article's stretches (the sentences of its body, then its other lines), and where rules hit in them.

    Numbers of stretches are those of `Document.sentences` for the body; headlines and captions follow.
    With `everything` no rule is spared any stretch: the same hits, more slowly.
    """

    def __init__(self, doc: "Document", everything: bool = False) -> None:
        self.doc = doc
        self.text = doc.text
        self.all: tuple[Sentence, ...] = doc.sentences
        self.body = range(len(self.all))
        told = set(doc.body)
        self.spans = [s.span for s in self.all] + [line.span for i, line in enumerate(doc.lines) if i not in told]
        kinds = [line.kind for i, line in enumerate(doc.lines) if i not in told]
        self.news = [*self.body, *(len(self.all) + i for i, kind in enumerate(kinds) if kind != "furniture")]
        self.everything = everything
        self.every: Places = (1 << len(self.spans)) - 1
        self._in_body: Places = (1 << len(self.all)) - 1
        self._starts = [s.span[0] for s in self.all]
        self._lives: dict[str, list[Guarded]] = {}
        self._pairs: dict[str, list[tuple[Rule, Places]]] = {}

    @cached_property
    def low(self) -> str:
        """The text in small letters, with the same offsets."""
        return lowered(self.text)

    @cached_property
    def words(self) -> Mapping[str, Places]:
        """The words of the article in small letters, each with the stretches that hold it."""
        apart, words, place = self.low.translate(APART), dict[str, Places](), 1
        places_with = words.get
        for start, end in self.spans:
            for word in apart[start:end].split():
                words[word] = places_with(word, 0) | place
            if FIGURE.search(self.text, start, end):
                words[DIGIT] = places_with(DIGIT, 0) | place
            place <<= 1
        return words

    def holding(self, words: Collection[str]) -> Mapping[str, Places]:
        """Of some words in small letters those that the article holds, each with the stretches worth a look."""
        if self.everything:
            return dict.fromkeys(words, self.every)
        return {word: places for word, places in self.words.items() if word in words}

    @cached_property
    def met(self) -> Sequence[Places]:
        """The stretches that meet each guard, by its number."""
        if self.everything:
            return [self.every] * (1 + len(_numbered()))
        met, meets = [0] * (1 + len(_numbered())), _words_that_meet()
        met[NO_GUARD] = self.every
        for word, places in self.words.items():
            for guard in meets[word]:
                met[guard] |= places
        return met

    # -- where a place is

    def span(self, i: int) -> Span:
        """Where a stretch stands."""
        return self.spans[i]

    def index(self, offset: int) -> int | None:
        """The number of the body sentence that holds an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.spans[i][1] else None

    def nearest(self, offset: int) -> int:
        """The number of the last body sentence that starts at or before an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def line_of(self, offset: int) -> int:
        """The line (paragraph) of the body sentence nearest to an offset; 0 where there is none."""
        return self.all[self.nearest(offset)].line if self.all else 0

    def is_quoted(self, offset: int) -> bool:
        """Does the offset stand inside a quoted stretch of some length?"""
        starts, ends = self._quotations
        i = bisect_right(starts, offset) - 1
        return i >= 0 and offset < ends[i]

    @cached_property
    def _quotations(self) -> tuple[list[int], list[int]]:
        long = [m.span() for m in QUOTED.finditer(self.text) if m.group().count(" ") >= QUOTE_SPACES]
        return [start for start, _ in long], [end for _, end in long]

    # -- what rules hit

    def live(self, family: str) -> list[Guarded]:
        """The rules of a family that may hit in this article."""
        if family not in self._lives:
            met = self.met
            self._lives[family] = [
                (rule, met[one], met[other]) for rule, one, other in guarded(family) if met[one] and met[other]
            ]
        return self._lives[family]

    def _at_once(self, family: str) -> list[tuple[Rule, Places]]:
        """The rules of a family with the stretches that meet both their guards, where there are any."""
        if family not in self._pairs:
            self._pairs[family] = [(rule, both) for rule, one, other in self.live(family) if (both := one & other)]
        return self._pairs[family]

    def read(self, family: str, among: Iterable[int] | None = None) -> list[tuple[int, Hit]]:
        """The hits of a family in some stretches (the body), each with its number: rule by rule, then by place."""
        at_once = self._at_once(family)
        if not at_once:
            return []
        wanted, spans = self._in_body if among is None else places_of(among), self.spans
        return [(i, hit) for rule, both in at_once for i in numbers_of(both & wanted) for hit in self._hits(rule, spans[i])]

    def find(self, family: str, among: Collection[int] | None = None) -> dict[int, list[Hit]]:
        """The hits of a family by body sentence (of those `among`), by place, none overlapping another."""
        found: dict[int, list[Hit]] = {}
        for i, hit in self.read(family, among):
            found.setdefault(i, []).append(hit)
        return {i: leftmost_longest(found[i]) for i in sorted(found)}

    def search(self, family: str) -> list[Hit]:
        """The hits of a family in the body, by place; overlapping ones all."""
        return sorted((hit for _, hit in self.read(family)), key=lambda h: (h.span[0], -h.span[1]))

    def told(self, family: str) -> list[tuple[int, Hit]]:
        """The hits of a family that are told and not quoted, each with the number of its sentence."""
        return [(self.nearest(h.span[0]), h) for h in self.search(family) if not self.is_quoted(h.span[0])]

    def hits(self, family: str, i: int, window: Span | None = None) -> list[Hit]:
        """The hits of a family in one stretch or a part of it, rule by rule."""
        span, place = window or self.spans[i], 1 << i
        return [hit for rule, both in self._at_once(family) if both & place for hit in self._hits(rule, span)]

    def scan(self, family: str, window: Span, wanted: frozenset[str] | None = None) -> list[Hit]:
        """The hits of a family in any part of the text, rule by rule; of the `wanted` rules only where their ids are given."""
        live = self.live(family)
        if window[0] >= window[1] or not live:
            return []
        places = self._touched(window)
        return [
            hit
            for rule, one, other in live
            if places & one and places & other and (wanted is None or rule.id in wanted)
            for hit in self._hits(rule, window)
        ]

    def _touched(self, window: Span) -> Places:
        """The stretches that a window touches."""
        return places_of(i for i, (start, end) in enumerate(self.spans) if start < window[1] and window[0] < end)

    def _hits(self, rule: Rule, span: Span) -> list[Hit]:
        if self.everything:
            return rule.hits(self.text, span)
        small = rule.small
        first = small.search(self.low, *span) if small else rule.pattern.search(self.text, *span)
        return rule.hits(self.text, (first.start(), span[1])) if first else []


def places_of(numbers: Iterable[int]) -> Places:
    """Some stretches as a set."""
    places = 0
    for i in numbers:
        places |= 1 << i
    return places


def numbers_of(places: Places) -> list[int]:
    """The numbers of a set of stretches, in order."""
    numbers = []
    while places:
        numbers.append((places & -places).bit_length() - 1)
        places &= places - 1
    return numbers


class _Apart(dict[int, int]):
    """What stands between words becomes a blank: everything but small letters."""

    def __missing__(self, character: int) -> int:
        self[character] = character if ord("a") <= character <= ord("z") else ord(" ")
        return self[character]


APART = _Apart()


def lowered(text: str) -> str:
    """A text in small letters with the offsets of the original."""
    if text.isascii():
        return text.lower()
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else "i" for c in text)
    return low.translate(ALIKE) if any(letter in low for letter in "ıſ\u212a") else low


class _Meeting(dict[str, tuple[int, ...]]):
    """The numbers of the guards that a word meets, for every word that was met."""

    def __init__(self, guards: Mapping[str, Collection[int]]) -> None:
        self.guards = guards  # by cue

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > REMEMBERED:
            self.clear()
        cues = [DIGIT] if word == DIGIT else [word + " ", *(word[:n] for n in range(SHORTEST, LONGEST + 1))]
        self[word] = met = tuple(sorted({guard for cue in cues for guard in self.guards.get(cue, ())}))
        return met


@cache
def _words_that_meet() -> Mapping[str, tuple[int, ...]]:
    """The guards that any word in small letters meets: those that hold a cue that it is, or begins with."""
    guards: dict[str, list[int]] = {}
    for guard, number in _numbered().items():
        for cue in guard:
            guards.setdefault(cue, []).append(number)
    return _Meeting(guards)


@cache
def _numbered() -> Mapping[Guard, int]:
    """A number for every guard of every rule."""
    guards = dict.fromkeys(guard for rule in rulebook().values() for guard in guards_of(rule.pattern))
    return {guard: number for number, guard in enumerate(guards, 1)}


@cache
def guarded(family: str) -> tuple[tuple[Rule, int, int], ...]:
    """The rules of a family, each with the numbers of two guards."""
    return tuple((rule, *_two_guards(rule)) for rule in family_rules(family))


def _two_guards(rule: Rule) -> tuple[int, int]:
    numbers = _numbered()
    one, other, *_ = [*(numbers[guard] for guard in guards_of(rule.pattern)), NO_GUARD, NO_GUARD]
    return one, other


def warm() -> None:
    """Compile every rule now: work that each process would else do for itself."""
    _words_that_meet()


@cache
def pattern(rule: str) -> re.Pattern[str]:
    """The pattern of one rule, for the words before or behind a place."""
    return rulebook()[rule].pattern
