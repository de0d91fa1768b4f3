"""One person of an article: every phrase for him, and what the article tells of him."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from casebook.reading.arrests.mentions import Mention
from casebook.reading.arrests.words import ANYBODY, KIN, PLAIN
from casebook.records import Evidence

OUTCOMES = frozenset(["arrest", "release", "charge", "plea", "verdict", "sentence", "stage"])
SIBLINGS = frozenset(("brothers", "sisters"))
NOTHING = frozenset(("not_arrested", "not_charged"))


class Fact(NamedTuple):
    """A value of one field, the words that prove it, and the sentence they stand in."""

    value: str
    evidence: Evidence
    sentence: int


@dataclass(eq=False, slots=True)
class Seen:
    """Where a figure was last told of, and whether as the subject of the words."""

    sentence: int
    start: int
    subject: bool
    named: bool = False


@dataclass(eq=False, slots=True)
class Figure:
    """Somebody the article tells of; grows while the article is read."""

    mentions: list[Mention] = field(default_factory=list)
    person: str | None = None
    named: bool = False
    age: int | None = None
    sex: str | None = None
    guess: str | None = None
    count: int = 1
    distinct: bool = False
    members: tuple["Figure", ...] = ()
    official: bool = False
    victim: bool = False
    pronouns: list[Mention] = field(default_factory=list)
    sets: list[Mention] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    @property
    def suspect(self) -> bool:
        return not OUTCOMES.isdisjoint(self.facts)

    @property
    def dealt_with(self) -> bool:
        """Has the law done something to him, not just a group, and not nothing?"""
        told = ((name, fact.value) for name in OUTCOMES - {"stage"} for fact in self.facts.get(name, ()))
        return any(value not in NOTHING for _, value in told)

    @property
    def before_court(self) -> bool:
        """Is somebody charged, tried or sentenced, not just told that he will not be?"""
        return bool(self.values("charge") - NOTHING or {"plea", "verdict", "sentence"} & self.facts.keys())

    @property
    def known(self) -> bool:
        """Told by name, age or decade: not just "a man"."""
        return self.named or self.age is not None or any(m.decade for m in self.mentions)

    @property
    def surnames(self) -> frozenset[str]:
        return frozenset(m.surname for m in self.mentions if m.surname)

    @property
    def callings(self) -> frozenset[str]:
        """The nouns that say what somebody is, not just anybody's."""
        return frozenset(m.noun for m in self.mentions if m.noun) - ANYBODY - KIN - PLAIN

    @property
    def start(self) -> int:
        return self.seen[0].start

    def tell(self, name: str, fact: Fact) -> None:
        self.facts.setdefault(name, []).append(fact)

    def values(self, name: str) -> frozenset[str]:
        return frozenset(f.value for f in self.facts.get(name, ()))

    def said(self, noun: str) -> bool:
        """Was the figure called by this noun, or only by an age where the noun is "man" or the like?"""
        plain = noun in PLAIN
        return any(m.called(noun) or (plain and not m.noun and m.age is not None) for m in self.mentions)

    def told_in(self, sentence: int) -> bool:
        """Is the figure told of in a sentence by more than a pronoun?"""
        return any(s.named and s.sentence == sentence for s in self.seen[-4:])

    def was_subject(self, sentence: int, before: int) -> bool:
        """Was the figure lately the subject of this sentence, before a place?"""
        return any(seen.subject and seen.sentence == sentence and seen.start < before for seen in self.seen[-4:])

    def fits(self, sex: str | None) -> bool:
        own = self.sex or self.guess
        return not sex or not own or sex == own

    def last_seen(self, before: int) -> Seen | None:
        return next((s for s in reversed(self.seen) if s.start < before), None)


def everybody(groups: Iterable[tuple[Figure, ...]]) -> tuple[Figure, ...]:
    """All figures of some groups, each once, in order; "two men, Vane and Moss" are Vane and Moss."""
    found = tuple(dict.fromkeys(f for group in groups for f in group))
    for i, heading in enumerate(found[:-1]):
        members = found[i + 1 :]
        own = _siblings(heading, members)
        if own:
            for member in own:
                member.sets += heading.mentions
                member.sex = member.sex or heading.sex
            return found[:i] + members
        if (
            heading.count in (0, len(members))
            and heading.count != 1
            and (all(f.known for f in members) or (heading.count and not heading.sex))
        ):
            for member in members:
                member.sets += heading.mentions
                member.sex = member.sex or heading.sex
            return found[:i] + members
    return found


def _siblings(heading: Figure, members: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """ "Brothers Al and Bo Vane, Jo Moss, 45, and Ty Hale, 22": those who come first and share a surname are the brothers."""
    called = not heading.count and bool(heading.mentions) and heading.mentions[0].noun in SIBLINGS
    if not called or members[0].start - heading.mentions[0].span[1] != 1:
        return ()
    name = next((f.surnames for f in members if f.surnames), frozenset())
    own = tuple(takewhile(lambda f: f.named and f.surnames <= name, members))
    return own if 1 < len(own) < len(members) else ()
