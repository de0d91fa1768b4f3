"""Gather the mentions of each person, and tell the fullest one."""

from collections.abc import Sequence
from typing import NamedTuple

from casebook.reading.document import Document
from casebook.records import Name, Span


class Person(NamedTuple):
    """One person of an article: id as in names, mentions in order, the fullest mention."""

    id: str
    mentions: tuple[Span, ...]
    full: Span


def read_people(doc: Document, names: Sequence[Name]) -> tuple[Person, ...]:
    """The persons of an article in order of their first mention."""
    mentions: dict[str, list[Span]] = {}
    for name in names:
        if name.person:
            mentions.setdefault(name.person, []).append(name.span)
    return tuple([Person(key, tuple(spans), _fullest(doc.text, spans)) for key, spans in mentions.items()])


def _fullest(text: str, spans: list[Span]) -> Span:
    """The mention of most words, of these the longest, of these the first."""
    if len(spans) == 1:
        return spans[0]
    return max(spans, key=lambda s: (text.count(" ", *s), s[1] - s[0], -s[0]))
