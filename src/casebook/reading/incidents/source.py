"""What incidents are read from: the sentences of an article, the groups they name, its dates and its arrests."""

import re
from dataclasses import dataclass
from functools import cached_property

from casebook.reading.incidents.groups import Group
from casebook.reading.index import Index, pattern
from casebook.records import Arrest, Date, Span

WORD = re.compile(r"[\w’'-]+(?<!['’]s)")
TOP, FEW = 4, 8  # sentences among which the opening one stands, and the words that a dateline has not
STOPS = tuple(".!?")


@dataclass(frozen=True)
class Source:
    """What incidents are read from: the sentences, the groups they name and the dates."""

    sentences: Index
    groups: tuple[Group, ...]
    dates: tuple[Date, ...]
    arrests: tuple[Arrest, ...] = ()

    @property
    def text(self) -> str:
        return self.sentences.text

    def actors(self, i: int) -> list[Span]:
        """Where the group stands in a sentence: its name, or words such as "the team", "its members", "they"."""
        start, end = self.sentences.span(i)
        named = [span for g in self.groups for span in g.mentions if start <= span[0] < end]
        words = [h.span for family in ("group_ref", "incident_doer") for h in self.sentences.hits(family, i)]
        return named + self._members_in(i) + words

    def _members_in(self, i: int) -> list[Span]:
        """Where a sentence names a member of the group who is before a court, or "the couple" where several are."""
        if not self._members:
            return []
        window = self.sentences.span(i)
        named = [m.span() for word in self._members for m in re.finditer(rf"\b{re.escape(word)}\b", self.text[slice(*window)])]
        several = pattern("group_members.of").finditer(self.text, *window) if len(self._members) > 1 else ()
        return [(s + window[0], e + window[0]) for s, e in named] + [m.span() for m in several]

    @cached_property
    def _members(self) -> tuple[str, ...]:
        """The surnames of those of the group who stand in the article's arrests."""
        return tuple(dict.fromkeys(a.name.split()[-1] for a in self.arrests if a.role == "group_member" and a.name))

    def whom(self, i: int) -> frozenset[Span]:
        """The suspects that a sentence tells of: those it names, else those of the sentence before in its paragraph."""
        line = self.sentences.all[i].line
        for n in range(i, -1, -1):
            if self.sentences.all[n].line != line:
                break
            if found := self._suspects_in(n):
                return found
        return frozenset()

    def _suspects_in(self, i: int) -> frozenset[Span]:
        start, end = self.sentences.span(i)
        words = set(WORD.findall(self.text, start, end))
        suspects = (a for a in self.arrests if a.role == "suspect")
        return frozenset(a.mention for a in suspects if start <= a.mention[0] < end or (a.name and a.name.split()[-1] in words))

    @cached_property
    def lede(self) -> int:
        """The opening sentence: the first that is no mere dateline."""
        opening = (self.text[slice(*s.span)] for s in self.sentences.all[:TOP])
        return next((i for i, words in enumerate(opening) if len(words.split()) >= FEW or words.endswith(STOPS)), 0)

    @cached_property
    def group_words(self) -> frozenset[str]:
        """The words of the groups' names; they name no place."""
        return frozenset(w for g in self.groups for w in g.name.split())
