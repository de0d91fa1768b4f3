"""Gather the marks of a statement, on which its codes are graded: its words, what rules read in them, who says it and how."""

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
    NOTION,
    Mark,
    Proof,
    Word,
    marks_of_words,
    proof_of,
    words_in,
)
from casebook.reading.coding.notions import notions_of
from casebook.records import Evidence, Span, Statement

MOST = 40  # words of attribution that count


@dataclass(frozen=True)
class Marked:
    """A statement in its article, made by somebody in a role, and what it has of each kind."""

    cast: Cast
    statement: Statement
    role: str

    @cached_property
    def words(self) -> list[Word]:
        """The words said, and the pairs of neighbours."""
        return words_in(self.cast.text, self.statement.content)

    @cached_property
    def read(self) -> dict[Mark, Evidence]:
        """What rules read: notions and acts in what is said, acts in the words of attribution."""
        cast, content = self.cast, self.statement.content
        said = {(ACT, hit.value): hit.evidence for span in content for hit in cast.index.scan("act", span)}
        cues = {(CUE, hit.value): hit.evidence for window in self.windows for hit in cast.scan("actcue", window)}
        return {(NOTION, name): proof for name, proof in notions_of(cast, content).items()} | said | cues

    @cached_property
    def windows(self) -> list[Span]:
        """Where the words of attribution stand."""
        return around(self.cast, self.statement)

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """All that it is graded on."""
        attribution = [word.stem for word in words_in(self.cast.text, self.windows) if " " not in word.stem]
        own = {(BY, self.role), (FORM, self.statement.directness)}
        return marks_of_words(self.words, self.role).union(own, self.read, ((AROUND, stem) for stem in attribution[:MOST]))

    def proof(self, field: str, code: str) -> Proof:
        """What speaks for a code."""
        return proof_of(field, code, self.words, self.role, self.read)
