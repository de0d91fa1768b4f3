"""Gather the mentions of each person: the fullest one, and the titles printed before any of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.reading.document import Document
from casebook.reading.names.lexicon import TITLE, word_kinds
from casebook.records import Name, Span

WORDS_BEFORE = re.compile(r"(?:[\w/.-]+ ){1,6}$")


@dataclass(frozen=True)
class Person:
    """One person of an article: id as in names, mentions in order, the fullest mention, titles such as "Det Supt" or "Mr"."""

    id: str
    mentions: tuple[Span, ...]
    full: Span
    titles: tuple[str, ...] = ()


def read_people(doc: Document, names: Sequence[Name]) -> tuple[Person, ...]:
    """The persons of an article in order of their first mention."""
    mentions: dict[str, list[Span]] = {}
    for name in names:
        if name.person:
            mentions.setdefault(name.person, []).append(name.span)
    return tuple(_person(doc, key, spans) for key, spans in mentions.items())


def title_before(text: str, start: int) -> str:
    """The title or rank printed before a name ("Det Supt"), empty where there is none."""
    m = WORDS_BEFORE.search(text, max(0, start - 60), start)
    kept: list[str] = []
    for word in reversed(m.group().split() if m else []):
        if not word_kinds().get(word.lower(), 0) & TITLE:
            break
        kept.insert(0, word)
    return " ".join(kept)


def _person(doc: Document, key: str, spans: list[Span]) -> Person:
    titles = dict.fromkeys(t for s in spans if (t := title_before(doc.text, s[0])))
    full = max(spans, key=lambda s: (len(doc.words(s).split()), s[1] - s[0], -s[0]))
    return Person(key, tuple(spans), full, tuple(titles))
