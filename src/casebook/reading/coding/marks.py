"""Gather the marks of a statement, on which its codes are graded: its words, what rules read in them, who says it and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.channels import around
from casebook.reading.coding.grades import (
    ACT,
    AROUND,
    BY,
    CUE,
    FORM,
    NEWS,
    NOTION,
    Mark,
    Proof,
    Word,
    marks_of_words,
    proof_of,
    stems_in,
    words_in,
)
from casebook.reading.coding.notions import notions_of
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span, Statement

MOST = 40  # words of attribution that count
INTO = 30  # characters by which a verb of saying may reach into what is said: "appealed for | witnesses"
FIRST = "first"  # the act that is done before others
GROUPS, OTHER = "groups", "other"  # what the news is about


@dataclass(frozen=True)
class Marked:
    """A statement in its article, made by somebody in a role, and what it has of each kind."""

    cast: Cast
    statement: Statement
    role: str
    others: tuple[Span, ...] = ()  # what other statements of the article say

    @cached_property
    def words(self) -> list[Word]:
        """The words said, and the pairs of neighbours."""
        return words_in(self.cast.text, self.statement.content)

    @cached_property
    def read(self) -> dict[Mark, Evidence]:
        """What rules read: acts in what is said and in the words of attribution, notions where groups are argued about."""
        cast, content = self.cast, self.statement.content
        acts = [hit for span in content for hit in cast.scan("act", span)]
        first = {(ACT, f"{FIRST} {hit.value}"): hit.evidence for hit in sorted(acts, key=lambda hit: hit.span)[:1]}
        said = {(ACT, hit.value): hit.evidence for hit in acts} | first
        cues = {(CUE, hit.value): hit.evidence for window in self.windows for hit in self._cues(*window)}
        notions = notions_of(cast, content) if cast.subject else {}
        return {(NOTION, name): proof for name, proof in notions.items()} | said | cues

    def _cues(self, start: int, end: int) -> list[Hit]:
        hits = self.cast.scan("actcue", (start, min(end + INTO, len(self.cast.text))))
        return [hit for hit in hits if hit.span[0] < end]

    @cached_property
    def windows(self) -> list[Span]:
        """Where the words of attribution stand: none before what somebody else says, or behind it."""
        first = min((start for start, _ in self.statement.content), default=0)
        return [_nearest(window, self.others, before=window[0] < first) for window in around(self.cast, self.statement)]

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """All that it is graded on."""
        attribution = stems_in(self.cast.text, self.windows)
        own = {(BY, self.role), (FORM, self.statement.directness), (NEWS, GROUPS if self.cast.subject else OTHER)}
        return marks_of_words(self.words, self.role).union(own, self.read, ((AROUND, stem) for stem in attribution[:MOST]))

    def proof(self, field: str, code: str) -> Proof:
        """What speaks for a code."""
        return proof_of(field, code, self.words, self.role, self.read)


def _nearest(window: Span, others: Iterable[Span], *, before: bool) -> Span:
    """What is left of the words before a statement, or behind it, up to where another is made."""
    start, end = window
    inside = [other for other in others if start <= other[0] and other[1] <= end]
    if before:
        return max([start, *(stop for _, stop in inside)]), end
    return start, min([end, *(at for at, _ in inside)])
