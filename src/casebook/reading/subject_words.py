"""Grade how much the words of an article speak for self-styled hunter groups as its subject."""

import re
from functools import cache

from casebook.reading.coding.grades import BASE, GRADED, SHOWN, Mark, grades_of, marks_of, stem, worth
from casebook.reading.cues import DIGIT
from casebook.reading.index import Index, numbers_of, places_of
from casebook.records import Evidence

SUBJECT, GROUPS = "subject", "groups"  # the field that is graded, and its only code
FEWEST = 30  # different words of an article: fewer say nothing
REMEMBERED = 100_000  # words of which is kept what they are worth


def grade_of(index: Index) -> float:
    """The sum of an article's words, less for a long one: above 0 they are those of news about groups; 0 where they are few."""
    worths = _worths()
    told = dict([worths[word] for word in _words(index)])  # each stem counts once
    return sum(told.values()) / len(told) ** 0.5 + _base() if len(told) >= FEWEST else 0.0


def subject_marks(index: Index) -> frozenset[Mark]:
    """The words of an article, its furniture aside, on which its subject is graded."""
    return frozenset(marks_of({stem(word) for word in _words(index)}, None))


def telling(index: Index) -> tuple[Evidence, ...]:
    """The words that speak most for the subject, where each stands first."""
    best = sorted(_words(index), key=lambda word: (-worth(SUBJECT, GROUPS, marks_of((stem(word),), None)), word))[:SHOWN]
    news = places_of(index.news)
    places = {word: numbers_of(index.words[word] & news)[0] for word in best}
    found = [re.compile(rf"(?<![a-z]){word}(?![a-z])").search(index.low, *index.spans[places[word]]) for word in best]
    return tuple(Evidence(span, f"{GRADED}{SUBJECT}.{GROUPS}") for span in sorted(m.span() for m in found if m))


def _words(index: Index) -> list[str]:
    """The words of an article's news in small letters, each once."""
    news = places_of(index.news)
    return [word for word, places in index.words.items() if places & news and word != DIGIT]


class _Worths(dict[str, tuple[str, int]]):
    """The stem of every word that was met, and what it is worth."""

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) > REMEMBERED:
            self.clear()
        cut = stem(word)
        self[word] = told = cut, worth(SUBJECT, GROUPS, marks_of((cut,), None))
        return told


@cache
def _worths() -> dict[str, tuple[str, int]]:
    return _Worths()


@cache
def _base() -> int:
    return grades_of(SUBJECT)[BASE, ""][GROUPS]
