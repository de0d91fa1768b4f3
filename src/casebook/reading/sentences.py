"""Search an article's body sentence by sentence, skipping those that cannot hold what a rule reads."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, cached_property

from casebook.reading.document import Document, Sentence
from casebook.reading.rules import Hit, Rule, family_rules, rulebook
from casebook.reading.sieve import SHORTEST, WIDTH, WORD, rule_cues
from casebook.records import Span

QUOTED = re.compile(
    r"""[\"“‘'](?:(?<=\")[^\"\n]*(?:\"|$)|(?<=“)[^”\n]*(?:”|$)"""
    r"""|(?<=\W‘)[^\n]*?(?:’(?!\w)|$)|(?<=\W')[^\n]*?(?:'(?!\w)|$))""",
    re.MULTILINE,
)
FEW = 24  # so many cues are sought one by one
QUOTE_SPACES = 5  # fewer spaces inside a quotation make it a scare quote


class Sentences:
    """The body's sentences: which of them holds an offset, what is quoted, and where rules of a family hit."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.all: tuple[Sentence, ...] = doc.sentences
        self._low = self.text.lower()
        self._starts = [s.span[0] for s in self.all]
        self._quoted = [m.span() for m in QUOTED.finditer(self.text) if m.group().count(" ") >= QUOTE_SPACES]
        self._quote_starts = [s for s, _ in self._quoted]
        self._found: dict[str, list[Hit]] = {}
        self._beginnings: dict[int, frozenset[str]] = {}

    def index(self, offset: int) -> int | None:
        """The number of the body sentence that holds an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.all[i].span[1] else None

    def nearest(self, offset: int) -> int:
        """The number of the last body sentence that starts at or before an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def span(self, i: int) -> Span:
        """Where a sentence stands."""
        return self.all[i].span

    def is_quoted(self, offset: int) -> bool:
        """Does the offset stand inside a quoted stretch of some length?"""
        i = bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self._quoted[i][1]

    def search(self, family: str) -> list[Hit]:
        """The hits of a family in all sentences, in order; only sentences with a rule's cue are read."""
        if family not in self._found:
            found = list[Hit]()
            for rule, cues in cued_rules(family):
                for i in self._with_cue(cues):
                    found += rule.hits(self.text, self.all[i].span)
            self._found[family] = sorted(found, key=lambda h: (h.span[0], -h.span[1]))
        return self._found[family]

    def told(self, family: str) -> list[tuple[int, Hit]]:
        """The hits of a family that are told and not quoted, each with the number of its sentence."""
        return [(self.nearest(h.span[0]), h) for h in self.search(family) if not self.is_quoted(h.span[0])]

    def hits(self, family: str, i: int, window: Span | None = None) -> list[Hit]:
        """The hits of a family in one sentence or a part of it."""
        begins, span, found = self._begins(i), window or self.all[i].span, list[Hit]()
        for rule, cues in cued_rules(family):
            if not cues or not cues.isdisjoint(begins):
                found += rule.hits(self.text, span)
        return found

    def _begins(self, i: int) -> frozenset[str]:
        """The beginnings of a sentence's words, three and four letters long."""
        if i not in self._beginnings:
            words = WORD.findall(self.text[slice(*self.all[i].span)].lower())
            self._beginnings[i] = frozenset(w[:width] for w in words for width in (SHORTEST, WIDTH))
        return self._beginnings[i]

    def _with_cue(self, cues: frozenset[str]) -> Iterable[int]:
        """The sentences that hold a word with one of these beginnings."""
        if not cues or len(self._low) != len(self.text):
            return range(len(self.all))
        if len(cues) <= FEW and "_holders" not in self.__dict__:
            return self._seek(cues)
        return sorted({i for cue in cues & self._holders.keys() for i in self._holders[cue]})

    def _seek(self, cues: frozenset[str]) -> list[int]:
        """The sentences that hold some letters, wherever in a word: for a few cues quicker than `_holders`."""
        found, find, starts = set[int](), self._low.find, self._starts
        for cue in cues:
            at = find(cue)
            while at >= 0:
                i = bisect_right(starts, at)
                found.add(i - 1)
                at = find(cue, starts[i]) if i < len(starts) else -1
        return sorted(i for i in found if i >= 0)

    @cached_property
    def _holders(self) -> dict[str, set[int]]:
        """The sentences that hold a word with a beginning of three or four letters."""
        found: dict[str, set[int]] = {}
        for i, sentence in enumerate(self.all):
            for word in set(WORD.findall(self._low[slice(*sentence.span)])):
                for begin in {word[:SHORTEST], word[:WIDTH]}:
                    found.setdefault(begin, set()).add(i)
        return found


@cache
def cued_rules(family: str) -> tuple[tuple[Rule, frozenset[str]], ...]:
    """The rules of a family with the word beginnings of which each of their matches holds one (none: it may match anywhere)."""
    return tuple((rule, rule_cues(Rule(rule.id, rule.pattern))) for rule in family_rules(family))


@cache
def pattern(rule: str) -> re.Pattern[str]:
    """The pattern of one rule, for the words before or behind a place."""
    return rulebook()[rule].pattern
