"""Read a code off graded words: how much each word of a statement speaks for a code, and against it.

The grades stand in `rules/graded_*.toml`, a rule for each code; `scripts/grade_words.py` counts them on invented
statements coded by hand. A code's sum is that of its words, of pairs of neighbours and of the speaker's role,
less for a long statement, where more words are bound to fit.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from casebook.reading.rules import family_rules
from casebook.records import Evidence, Span

WORD = re.compile(r"[A-Za-z][A-Za-z’']*|[0-9]+")
KINDS = ("words", "by")
ENDINGS = ("'s", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
SHORTEST = 3  # letters that stay where an ending is cut off
SHOWN = 3  # words that show a code
Marks = Mapping[str, frozenset[str]]
"""What a statement has of each kind: the stems of its words and pairs of words, and the role of its speaker."""


class Word(NamedTuple):
    """A word or a pair of words by its stems, where it stands."""

    stem: str
    span: Span


class Read(NamedTuple):
    """A code with its sum."""

    value: str
    grade: float


def words_in(text: str, spans: Sequence[Span]) -> list[Word]:
    """The words of some stretches, then the pairs of neighbours."""
    words = [Word(stem(m.group()), m.span()) for span in spans for m in WORD.finditer(text, *span)]
    pairs = [Word(f"{one.stem} {two.stem}", (one.span[0], two.span[1])) for one, two in pairwise(words)]
    return words + pairs


def marks_of(words: Sequence[Word], role: str) -> Marks:
    """What the codes of a statement are graded on."""
    return {"words": frozenset(word.stem for word in words), "by": frozenset((role,))}


def graded(family: str, marks: Marks) -> list[Read]:
    """Every code of a family with its sum, the highest first; above 0 it is more likely than not to be meant."""
    long = max(1, sum(" " not in stem for stem in marks["words"])) ** 0.5
    told = dict.fromkeys(_grades(family), 0)
    for kind in KINDS:
        for mark in marks[kind] & _by_mark(family)[kind].keys():
            for value, grade in _by_mark(family)[kind][mark]:
                told[value] += grade
    sums = {value: told[value] / long + grades["base"][""] for value, grades in _grades(family).items()}
    return [Read(value, sums[value]) for value in sorted(sums, key=lambda v: (-sums[v], v))]


@cache
def _grades(family: str) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    rules = family_rules(family)
    return {rule.value or "": {kind: rule.grades.get(kind, {}) for kind in (*KINDS, "base")} for rule in rules}


@cache
def _by_mark(family: str) -> Mapping[str, Mapping[str, Sequence[tuple[str, int]]]]:
    """What each mark is worth to each code."""
    worth: dict[str, dict[str, list[tuple[str, int]]]] = {kind: {} for kind in KINDS}
    for value, grades in _grades(family).items():
        for kind in KINDS:
            for mark, grade in grades[kind].items():
                worth[kind].setdefault(mark, []).append((value, grade))
    return worth


def proof_of(family: str, value: str, words: Sequence[Word]) -> tuple[Evidence, ...]:
    """The words that speak for a code most, in the order of the text."""
    grades = _grades(family)[value]["words"]
    best = sorted((word for word in words if grades.get(word.stem, 0) > 0), key=lambda word: (-grades[word.stem], word.span))
    return tuple(Evidence(span, f"{family}.{value}") for span in sorted({word.span for word in best[:SHOWN]}))


@cache
def stem(word: str) -> str:
    """A word in small letters without its ending."""
    small = word.lower().replace("’", "'").strip("'")
    cut = next((end for end in ENDINGS if small.endswith(end) and len(small) - len(end) >= SHORTEST), "")
    return small[: len(small) - len(cut)]
