"""Gather what an article says of its speakers: its activist groups by name, its names, the sentence around a mention."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.reading.document import Document
from casebook.reading.incidents.groups import Group, find_groups
from casebook.reading.index import Index
from casebook.records import Evidence, Span

PRONOUN = re.compile(
    r"(?:body:)?(?:he|she|they|it|i|we|who|him|her|them|us|both"
    r"|(?:one|two|some|another|none|both|neither) of (?:them|the (?:pair|two|three|trio|men|women))(?:,? who .*)?)$",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Miss)\s+)?[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’.-]*|de|van|der|von|bin|al))*$")
NAMED = re.compile(r"\b[A-Z][\w'’-]*[a-z](?:\s+(?:[A-Z][\w'’-]*[a-z]|de|van|der|von|bin|al))+")
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
CAPITAL = re.compile(r"\b[A-Z][\w-]+")
REACH = 20
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Cast:
    """One article: its words, whether hunter groups are its subject, and their names with the words that introduce them."""

    doc: Document
    subject: bool
    groups: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        return self.doc.index

    @property
    def text(self) -> str:
        return self.doc.text

    @cached_property
    def starts(self) -> tuple[Span, ...]:
        """Every sentence, headlines and captions as one each."""
        told = {s.line: [] for s in self.doc.sentences}  # type: dict[int, list[Span]]
        for s in self.doc.sentences:
            told[s.line].append(s.span)
        return tuple(span for i, line in enumerate(self.doc.lines) for span in told.get(i, [line.span]))

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Every full name and every surname that stands alone, as far as capitals tell; no activist group."""
        full = [m for m in NAMED.finditer(self.text) if not self.group_named(m.span())]
        surnames = {m.group().split()[-1] for m in full}
        alone = [m for m in CAPITAL.finditer(self.text) if m.group() in surnames]
        return tuple(
            sorted(
                {m.span() for m in full} | {m.span() for m in alone if not any(f.start() <= m.start() < f.end() for f in full)}
            )
        )

    def names_in(self, window: Span) -> list[Span]:
        return [s for s in self.names if window[0] <= s[0] and s[1] <= window[1]]

    def mentions_of(self, words: str | Span) -> list[Span]:
        """Every place where some words stand as whole words, with the capitalised words before them."""
        wanted = words if isinstance(words, str) else self.text[slice(*words)]
        bare = POSSESSIVE.sub("", wanted)
        return [m.span() for m in re.finditer(rf"(?:\b[A-Z][\w'-]+[ ])*\b{re.escape(bare)}\b", self.text)] if bare else []

    def group_named(self, window: Span, led: bool = False) -> tuple[str, tuple[Evidence, ...]] | None:
        """An activist group named in a window (`led` by "of" or the like), proved by the words that introduce it."""
        for name, cues in self.groups.items():
            at = self.text.find(name, *window)
            if at >= 0 and (not led or LEADING.search(self.text, window[0], at)):
                return "activist_group", cues
        return None


def gather_cast(doc: Document, subject: bool) -> Cast:
    """Find the names of the article's activist groups, each with the words that introduce it."""
    found = find_groups(doc.index, ()) if subject else ()
    groups = {group.name.removeprefix("The "): group.cues[:1] for group in found if not _is_titled(doc, group)}
    return Cast(doc, subject, groups)


def _is_titled(doc: Document, group: Group) -> bool:
    before = FORENAME if " " not in group.name.removeprefix("The ") else TITLED
    return any(before.search(doc.text, max(0, start - REACH), start) for start, _ in group.mentions)


def named(words: str) -> bool:
    """Is it a name rather than a description?"""
    return bool(NAME.match(words)) and not BODY_WORD.search(words)


def sentence_around(cast: Cast, mention: Span) -> Span:
    """The sentence that holds a mention; a headline or a caption is one sentence."""
    return next((s for s in cast.starts if s[0] <= mention[0] < s[1]), (mention[0], mention[1]))
