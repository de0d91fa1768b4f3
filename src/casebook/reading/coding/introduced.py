"""Gather how an article brings in a speaker: the words of the sentences that name him, those next to him, and his own."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.grades import BEHIND, BESIDE, LEADING, OWN, WORD, Mark, Word, stem
from casebook.reading.index import QUOTED
from casebook.reading.names.lexicon import BODY, COMMON, DULL, INTRODUCER, KIN, OFFICE, PERSONAL_TITLE, ROLE, TITLE, written
from casebook.records import Span

TELLING = TITLE | PERSONAL_TITLE | OFFICE | ROLE | KIN | BODY | COMMON | DULL | INTRODUCER  # what a capitalised word may tell
SOMEBODY = "~"  # stands for any name
MENTIONS = 4  # of a speaker, whose sentences tell of him
SPOKEN = 2  # spaces inside quotation marks: more than a scare quote
KNOWN = 20_000  # words of which it is remembered what they tell


def introduced(cast: Cast, mentions: Iterable[Span]) -> dict[Mark, list[Word]]:
    """What tells who a speaker is, by its mark, each with the words that are it."""
    found: dict[Mark, list[Word]] = {}
    for mention in mentions:
        for mark, word in _told(cast, mention):
            found.setdefault(mark, []).append(word)
    return found


def _told(cast: Cast, mention: Span) -> Iterator[tuple[Mark, Word]]:
    start, end = cast.sentence(mention)
    leading, behind = _words(cast.text, (start, mention[0])), _words(cast.text, (mention[1], max(mention[1], end)))
    own = _words(cast.text, mention)
    yield from _each(OWN, own)
    yield from _each(BESIDE, [*leading, *own, *behind])
    yield from _next_to(LEADING, leading[-2:], leading[-1:])
    yield from _next_to(BEHIND, behind[:2], behind[:1])


def _each(kind: str, words: Iterable[Word]) -> Iterator[tuple[Mark, Word]]:
    return (((kind, word.stem), word) for word in words if word.stem != SOMEBODY)


def _next_to(kind: str, two: Sequence[Word], one: Sequence[Word]) -> Iterator[tuple[Mark, Word]]:
    """The word next to somebody, and the two: of "[Jo Vane], for Hale" the "for" and "for ~"."""
    yield from (((kind, word.stem), word) for word in one)
    for first, second in pairwise(two):
        yield (kind, f"{first.stem} {second.stem}"), Word(f"{first.stem} {second.stem}", (first.span[0], second.span[1]))


def _words(text: str, span: Span) -> list[Word]:
    """The words of a stretch outside quotation marks, any name as one and the same."""
    quoted = [m.span() for m in QUOTED.finditer(text, *span) if m.group().count(" ") >= SPOKEN]
    words = [m for m in WORD.finditer(text, *span) if not any(a < m.start() < b for a, b in quoted)]
    return [Word(told(m.group()), m.span()) for m in words]


@lru_cache(KNOWN)
def told(word: str) -> str:
    """What a word tells of somebody beside it: its stem, of a name only that it is one."""
    return SOMEBODY if word[0].isupper() and not written()[word] & TELLING else stem(word)
