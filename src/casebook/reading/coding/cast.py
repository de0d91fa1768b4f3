"""Gather what an article says of its speakers: its activist groups by name, its names, the sentence around a mention."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from casebook.reading.document import Document
from casebook.reading.incidents.groups import Group
from casebook.reading.index import Guarded, Index, Places
from casebook.reading.names.lexicon import FIRST_NAME, LARGE, PLACE, written
from casebook.reading.names.people import read_people
from casebook.reading.rules import Hit
from casebook.records import Evidence, Name, Span

Role = tuple[str, tuple[Evidence, ...]]
"""Who somebody is, with the words that say so."""
PRONOUN = re.compile(
    r"(?:body:)?(?:he|she|they|it|i|we|who|him|her|them|us|both"
    r"|(?:one|two|some|another|none|both|neither) of (?:them|the (?:pair|two|three|trio|men|women))(?:,? who .*)?)$",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Miss)\s+)?[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’.-]*|de|van|der|von|bin|al))*$")
NAMED = re.compile(r"[A-Z](?<!\w.)[\w'’-]*[a-z](?:\s+(?:[A-Z][\w'’-]*[a-z]|de|van|der|von|bin|al))+")
BODY_WORD = re.compile(
    r"\b(?:Police|Constabulary|Council|Court|Office|Service|Trust|Association|Centre|Society|Church|School|Hospital|Group|Watch|Team)\b"
)
LEADING = re.compile(
    r"\b(?:of|from|for|with|runs?|ran|leads?|led|founded|behind|joined)\s+(?:the\s+|a\s+\w+\s+(?:called|named)\s+)?$"
)
FORENAME = re.compile(r"\b(?!The\b)[A-Z][a-z]+\.?\s+$")
TITLED = re.compile(
    r"\b(?:M(?:r|rs|s|iss)|Dr|PC|D[CSI]|DCI|Sgt|Insp\w*|Supt|Superintendent|Sergeant|Constable|Judge|Lord|Lady|Sir)\s+$"
)
CAPITAL = re.compile(r"[A-Z](?<!\w.)[\w-]+")
GIVEN_NAME = re.compile(r"\b[A-Z][\w'-]+[ ]$")
PARTY = re.compile(
    r"(?:The\s)?(?:Labour|Conservatives?|Tory|Tories|Lib(?:eral)? Dem\w*|Greens?|SNP|Plaid|Independents?|Reform|DUP|SDLP)\b"
)
REACH = 20
SITS = 3  # different words of a meeting that make the article one of it
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Cast:
    """One article: its words, whether hunter groups are its subject, and their names with the words that introduce them."""

    doc: Document
    subject: bool
    groups: tuple[Group, ...] = ()
    mentioned: tuple[Name, ...] = ()  # every mention of a person
    read: dict[tuple[str, Span], list[Hit]] = field(default_factory=dict, repr=False)  # what rules hit where they were tried
    windows: dict[tuple[tuple[Span, ...], Span | None], list[Span]] = field(default_factory=dict, repr=False)  # around statements

    @cached_property
    def index(self) -> Index:
        return self.doc.index

    @cached_property
    def text(self) -> str:
        return self.doc.text

    @cached_property
    def stretches(self) -> tuple[list[int], list[int]]:
        """Where every sentence starts, headlines and captions as one each, and the number it has in the index."""
        spans = self.index.spans
        order = sorted(range(len(spans)), key=lambda i: spans[i])
        return [spans[i][0] for i in order], order

    def number(self, offset: int) -> int | None:
        """The number of the sentence that holds an offset."""
        starts, numbers = self.stretches
        at = bisect_right(starts, offset) - 1
        return numbers[at] if at >= 0 and offset < self.index.spans[numbers[at]][1] else None

    def sentence(self, mention: Span) -> Span:
        """The sentence that holds a mention; a headline or a caption is one sentence."""
        number = self.number(mention[0])
        return mention if number is None else self.index.spans[number]

    def next_start(self, offset: int) -> int:
        """Where the next sentence starts behind an offset."""
        starts, _ = self.stretches
        at = bisect_right(starts, offset - 1)
        return starts[at] if at < len(starts) else len(self.text)

    def scan(self, family: str, window: Span) -> list[Hit]:
        """The hits of a family in a part of the text, rule by rule; each part is read once."""
        key = family, window
        if key not in self.read:
            number = self.number(window[0])
            inside = number is not None and window[1] <= self.index.spans[number][1]
            hits = self.index.hits(family, number, window) if inside and number is not None else self.index.scan(family, window)
            self.read[key] = hits if window[0] < window[1] else []
        return self.read[key]

    @cached_property
    def notions(self) -> dict[str, list[Guarded]]:
        """The rules that may read a notion in this article, by its name."""
        found: dict[str, list[Guarded]] = {}
        for entry in self.index.live("notion"):
            found.setdefault(entry[0].value or "", []).append(entry)
        return found

    @cached_property
    def notion_places(self) -> dict[str, Places]:
        """The stretches in which a rule of a notion may hit, by its name."""
        return {name: reduce(or_, (one & other for _, one, other in rules)) for name, rules in self.notions.items()}

    @cached_property
    def scene(self) -> dict[str, Evidence]:
        """What the article tells as a whole: a wrong man, a death, members of a group before a court."""
        hits = self.index.read("scene", range(len(self.index.spans))) if self.subject else []
        return {hit.rule.id.replace(".", "_"): hit.evidence for _, hit in reversed(hits)}

    @cached_property
    def sits(self) -> Hit | None:
        """The first words of a meeting where the article is about one, of a body that votes or deliberates."""
        hits = [hit for _, hit in self.index.told("assembly")]
        return hits[0] if len({hit.match.group().lower() for hit in hits}) >= SITS else None

    @cached_property
    def in_dock(self) -> Evidence | None:
        """The words that tell of members of a group before a court."""
        if not self.subject or "scene_members" in self.scene:
            return self.scene.get("scene_members")
        hits = self.index.read("rolescene", range(len(self.index.spans)))
        return hits[0][1].evidence if hits else None

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names that begin with a first name."""
        full = (self.text[slice(*name)].split() for name in self.names)
        return frozenset(words[-1] for words in full if len(words) > 1 and written()[words[0]] & FIRST_NAME)

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Every full name and every surname that stands alone, as far as capitals tell; no activist group."""
        full = [m for m in NAMED.finditer(self.text) if not self.group_named(m.span())]
        surnames = {m.group().split()[-1] for m in full}
        taken = [m.span() for m in full]
        alone = {m.span() for m in CAPITAL.finditer(self.text) if m.group() in surnames and not _inside(m.start(), taken)}
        return tuple(sorted({*taken, *alone}))

    @cached_property
    def full_names(self) -> dict[str, Span]:
        """The fullest mention of every person that the article names, by the id that voices have."""
        return {person.id: person.full for person in read_people(self.doc, self.mentioned)}

    def names_in(self, window: Span) -> list[Span]:
        """The names that stand in a part of the text."""
        if not CAPITAL.search(self.text, *window):
            return []
        return [s for s in self.names if window[0] <= s[0] and s[1] <= window[1]]

    def mentions_of(self, words: str | Span) -> list[Span]:
        """Every place where some words stand as whole words, with the capitalised words before them."""
        wanted = words if isinstance(words, str) else self.text[slice(*words)]
        return [(self._first_name(start), end) for start, end in whole_words(self.text, POSSESSIVE.sub("", wanted))]

    def _first_name(self, start: int) -> int:
        while m := GIVEN_NAME.search(self.text, max(0, start - REACH), start):
            start = m.start()
        return start

    def group_named(self, window: Span, led: bool = False) -> tuple[str, tuple[Evidence, ...]] | None:
        """An activist group named in a window (`led` by "of" or the like), proved by the words that introduce it."""
        for group in self.groups:
            for start, end in group.mentions:
                inside = window[0] <= start and end <= window[1]
                if inside and (not led or LEADING.search(self.text, window[0], start)):
                    return "activist_group", group.cues[:1]
        return None


def whole_words(text: str, words: str) -> Iterator[Span]:
    """Every place in a text where some words stand as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_letter(text, at - 1) and _letter(text, at)) and not (_letter(text, end - 1) and _letter(text, end)):
            yield at, end
        at = text.find(words, end)


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _inside(offset: int, spans: list[Span]) -> bool:
    at = bisect_left(spans, (offset + 1, offset + 1)) - 1
    return at >= 0 and offset < spans[at][1]


def gather_cast(doc: Document, subject: bool, mentioned: tuple[Name, ...] = ()) -> Cast:
    """Find the names of the article's activist groups, each with the words that introduce it."""
    found = doc.groups if subject else ()
    kept = tuple(group for group in found if not PARTY.match(group.name) and not _is_titled(doc, group))
    return Cast(doc, subject, kept, mentioned)


def _is_titled(doc: Document, group: Group) -> bool:
    before = FORENAME if " " not in group.name.removeprefix("The ") else TITLED
    return any(before.search(doc.text, max(0, start - REACH), start) for start, _ in group.mentions)


def named(words: str) -> bool:
    """Is it a name rather than a description?"""
    return bool(NAME.match(words)) and not BODY_WORD.search(words)


def is_person(cast: Cast, mention: Span) -> bool:
    """Is a name a person's, by its first name or because it is the surname of somebody named in full?"""
    words = cast.text[slice(*mention)].split()
    first = bool(words) and bool(written()[words[0]] & FIRST_NAME)
    return first if len(words) > 1 else bool(words) and words[0] in cast.surnames


def is_body(words: str) -> bool:
    """Is a name of several words a body's: no first name, and a country or a common thing at its end?"""
    parts = [part for part in words.split() if part[0].isupper()]
    return len(parts) > 1 and not written()[parts[0]] & FIRST_NAME and bool(written()[parts[-1]] & (LARGE | PLACE))


def sentence_around(cast: Cast, mention: Span) -> Span:
    """The sentence that holds a mention; a headline or a caption is one sentence."""
    return cast.sentence(mention)
