"""Look first, read later: run a rule only on the stretches of an article that hold a word it cannot match without.

The words of an article are cut once, into a mask of cues for each stretch; a rule's guards (`cues.py`) are
masks too. What is found is the same as if every rule were run on everything, which a test proves.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from casebook.reading.cues import DIGIT, LONGEST, SHORTEST, guards_of
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
REMEMBERED = 200_000  # words whose masks are kept
ALWAYS = 1  # a bit that every mask holds
EVERY = -1  # the mask that meets every guard, and the guard that every mask meets
Guarded = tuple[Rule, int, int]
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
        self._lives: dict[str, list[Guarded]] = {}
        self._windows: dict[Span, int] = {}
        self._starts = [s.span[0] for s in self.all]

    @cached_property
    def low(self) -> str:
        """The text in small letters, with the same offsets."""
        return lowered(self.text)

    @cached_property
    def masks(self) -> list[int]:
        """The cues that each stretch holds."""
        if self.everything:
            return [EVERY for _ in self.spans]
        mask_of, apart, figure = word_masks().__getitem__, self.low.translate(APART), word_masks()[DIGIT]
        masks = [reduce(or_, filter(None, map(mask_of, apart[start:end].split())), ALWAYS) for start, end in self.spans]
        return [mask | figure if FIGURE.search(self.text, *span) else mask for mask, span in zip(masks, self.spans, strict=True)]

    @cached_property
    def mask(self) -> int:
        """The cues that the article holds."""
        return reduce(or_, self.masks, EVERY if self.everything else ALWAYS)

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

    def read(self, family: str, among: Iterable[int]) -> list[tuple[int, Hit]]:
        """The hits of a family in some stretches, each with its number: rule by rule, then by place."""
        found: list[tuple[int, Hit]] = []
        live = self._live(family)
        masked = [(i, self.masks[i]) for i in among] if live else []
        for rule, one, other in live:
            for i in [i for i, mask in masked if mask & one and mask & other]:
                found += [(i, hit) for hit in self._hits(rule, self.spans[i])]
        return found

    def find(self, family: str, among: Collection[int] | None = None) -> dict[int, list[Hit]]:
        """The hits of a family by body sentence (of those `among`), by place, none overlapping another."""
        found: dict[int, list[Hit]] = {}
        for i, hit in self.read(family, self.body if among is None else sorted(among)):
            found.setdefault(i, []).append(hit)
        return {i: leftmost_longest(found[i]) for i in sorted(found)}

    def search(self, family: str) -> list[Hit]:
        """The hits of a family in the body, by place; overlapping ones all."""
        return sorted((hit for _, hit in self.read(family, self.body)), key=lambda h: (h.span[0], -h.span[1]))

    def told(self, family: str) -> list[tuple[int, Hit]]:
        """The hits of a family that are told and not quoted, each with the number of its sentence."""
        return [(self.nearest(h.span[0]), h) for h in self.search(family) if not self.is_quoted(h.span[0])]

    def hits(self, family: str, i: int, window: Span | None = None) -> list[Hit]:
        """The hits of a family in one stretch or a part of it, rule by rule."""
        span, mask = window or self.spans[i], self.masks[i]
        return [hit for rule, one, other in self._live(family) if mask & one and mask & other for hit in self._hits(rule, span)]

    def scan(self, family: str, window: Span, wanted: frozenset[str] | None = None) -> list[Hit]:
        """The hits of a family in any part of the text, rule by rule; of the `wanted` rules only where their ids are given."""
        live = self._live(family)
        if window[0] >= window[1] or not live:
            return []
        mask = self._mask_of(window)
        return [
            hit
            for rule, one, other in live
            if mask & one and mask & other and (wanted is None or rule.id in wanted)
            for hit in self._hits(rule, window)
        ]

    def _live(self, family: str) -> list[Guarded]:
        """The rules of a family that may hit in this article."""
        if family not in self._lives:
            mask = self.mask
            self._lives[family] = [rule for rule in guarded(family) if mask & rule[1] and mask & rule[2]]
        return self._lives[family]

    def _mask_of(self, window: Span) -> int:
        """The cues of the stretches that a window touches."""
        if window not in self._windows:
            start, end = window
            parts = [part for (first, last), part in zip(self.spans, self.masks, strict=True) if first < end and start < last]
            self._windows[window] = reduce(or_, parts, ALWAYS)
        return self._windows[window]

    def _hits(self, rule: Rule, span: Span) -> list[Hit]:
        if not self.everything and rule.small and not rule.small.search(self.low, *span):
            return []
        return list(rule.hits(self.text, span))


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


class _Masks(dict[str, int]):
    """The mask of every word met: the bits of the cues it opens with and of the one it is."""

    def __init__(self, bits: dict[str, int]) -> None:
        self.bits = bits

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        cues = [DIGIT] if word == DIGIT else [word + " ", *(word[:n] for n in range(SHORTEST, LONGEST + 1))]
        self[word] = mask = sum(1 << self.bits[cue] for cue in set(cues) if cue in self.bits)
        return mask


@cache
def word_masks() -> Mapping[str, int]:
    """The mask of any word in small letters: the cues that it is, or begins with."""
    return _Masks(_bits())


@cache
def _bits() -> dict[str, int]:
    """A bit for every cue of every rule."""
    cues = sorted({cue for rule in rulebook().values() if not rule.grades for guard in guards_of(rule.pattern) for cue in guard})
    return {cue: number for number, cue in enumerate(cues, 1)}


@cache
def guarded(family: str) -> tuple[Guarded, ...]:
    """The rules of a family, each with two guards as masks (EVERY where it has none: it may match anywhere)."""
    return tuple((rule, *_two_guards(rule)) for rule in family_rules(family))


def _two_guards(rule: Rule) -> tuple[int, int]:
    bits = _bits()
    masks = [sum(1 << bits[cue] for cue in guard) for guard in guards_of(rule.pattern)]
    one, other, *_ = [*masks, EVERY, EVERY]
    return one, other


def warm() -> None:
    """Compile every rule now: work that each process would else do for itself."""
    word_masks()


@cache
def pattern(rule: str) -> re.Pattern[str]:
    """The pattern of one rule, for the words before or behind a place."""
    return rulebook()[rule].pattern
