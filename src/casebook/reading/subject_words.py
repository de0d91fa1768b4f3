"""Grade how much the words of an article speak for self-styled hunter groups as its subject."""

import re

from casebook.reading.coding.grades import GRADED, SHOWN, Mark, graded, marks_of, stem, worth
from casebook.reading.cues import DIGIT
from casebook.reading.index import Index, numbers_of, places_of
from casebook.records import Evidence

SUBJECT, GROUPS = "subject", "groups"  # the field that is graded, and its only code
FEWEST = 30  # different words of an article: fewer say nothing


def grade_of(index: Index) -> float:
    """The sum of an article's words, less for a long one: above 0 they are those of news about groups; 0 where they are few."""
    marks = subject_marks(index)
    return graded(SUBJECT, marks)[0].grade if len(marks) >= FEWEST else 0.0


def subject_marks(index: Index) -> frozenset[Mark]:
    """The words of an article, its furniture aside, on which its subject is graded."""
    return frozenset(marks_of({stem(word) for word in _words(index)}, None))


def telling(index: Index) -> tuple[Evidence, ...]:
    """The words that speak most for the subject, where each stands first."""
    words = _words(index)
    best = sorted(words, key=lambda word: (-worth(SUBJECT, GROUPS, marks_of((stem(word),), None)), word))[:SHOWN]
    found = [re.compile(rf"(?<![a-z]){word}(?![a-z])").search(index.low, *index.spans[words[word]]) for word in best]
    return tuple(Evidence(span, f"{GRADED}{SUBJECT}.{GROUPS}") for span in sorted(m.span() for m in found if m))


def _words(index: Index) -> dict[str, int]:
    """The words of an article in small letters, each with the first stretch of news that holds it."""
    news = places_of(index.news)
    return {word: numbers_of(told)[0] for word, places in index.words.items() if (told := places & news) and word != DIGIT}
