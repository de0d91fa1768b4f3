"""Read a code off graded marks: how much each word of a statement speaks for a code, and against it.

A mark is what a statement has of one kind: the stem of a word said or of a pair of neighbours, the same word in the mouth of
such a speaker, a notion or an act that a rule reads, a word of the attribution, the speaker's role, the form, the kind of
news. The grades stand in `lexicon/grades_FIELD.tsv`, a line for each mark; `scripts/grade_words.py` counts them on invented
statements coded from the codebook. A code's sum is that of its marks, less for a long statement, where more are bound to fit.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple

from casebook.reading.coding.seats import SEATS, seat_of
from casebook.records import Evidence, Span

WORD = re.compile(r"[A-Za-z][A-Za-z’']*|[0-9]+")
SAID, VOICE, NOTION, ACT, CUE = "said", "voice", "notion", "act", "cue"
AROUND, BY, FORM, NEWS, BASE = "around", "by", "form", "news", "base"
# Of a speaker: words of his sentence, those right before and behind him, and his own.
BESIDE, LEADING, BEHIND, OWN = "beside", "leading", "behind", "own"
COUNTED = (SAID, BESIDE, OWN)  # kinds of which more are bound to fit the more there are
FIELDS = ("themes", "stance_groups", "speech_act", "speaker_role", "introduced", "subject")
ENDINGS = ("'s", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
SHORTEST = 3  # letters that stay where an ending is cut off
SHOWN = 3  # words that show a code
GRADED = "graded_"  # how the rules that graded words stand for begin: "graded_themes.deterrence"
NOTHING: Mapping[str, int] = MappingProxyType({})
Mark = tuple[str, str]
"""A kind and what the statement has of it."""
Proof = tuple[Evidence, ...]


class Word(NamedTuple):
    """A word or a pair of words by its stems, where it stands."""

    stem: str
    span: Span


class Read(NamedTuple):
    """A code with its sum."""

    code: str
    grade: float


def words_in(text: str, spans: Iterable[Span]) -> list[Word]:
    """The words of some stretches, and the pairs of neighbours in each."""
    found: list[Word] = []
    for span in spans:
        words = [Word(stem(m.group()), m.span()) for m in WORD.finditer(text, *span)]
        found += words
        found += [Word(f"{one.stem} {two.stem}", (one.span[0], two.span[1])) for one, two in pairwise(words)]
    return found


def stems_in(text: str, spans: Iterable[Span]) -> list[str]:
    """The stems of the words of some stretches."""
    return [stem(word) for start, end in spans for word in WORD.findall(text[start:end])]


def marks_of_words(words: Iterable[Word], role: str | None = None) -> frozenset[Mark]:
    """What is said, and the same words in the mouth of such a speaker where his role is known."""
    return frozenset(marks_of({word.stem for word in words}, role))


def marks_of(stems: Collection[str], role: str | None) -> list[Mark]:
    """The marks of stems said by somebody in a role; a pair of words says the same in any mouth."""
    said = [(SAID, stem) for stem in stems]
    seat = "" if role is None else seat_of(role)
    return said if role is None else said + [(VOICE, f"{seat} {stem}") for stem in stems if " " not in stem]


def length(marks: Iterable[Mark]) -> float:
    """By what a sum is divided: the root of the number of different words."""
    return float(max(1, sum([kind in COUNTED and " " not in mark for kind, mark in marks])) ** 0.5)


def graded(field: str, marks: frozenset[Mark]) -> list[Read]:
    """Every code of a field with its sum, the highest first; above 0 one that may stand beside others is likely meant."""
    grades = grades_of(field)
    base = grades[BASE, ""]
    told = dict.fromkeys(base, 0)
    for mark in marks:
        for code, grade in grades.get(mark, NOTHING).items():
            told[code] += grade
    long = length(marks)
    sums = [Read(code, told[code] / long + base[code]) for code in base]
    return sorted(sums, key=lambda read: (-read.grade, read.code))


@cache
def grades_of(field: str) -> Mapping[Mark, Mapping[str, int]]:
    """What each mark is worth to each code of a field."""
    source = files("casebook.reading") / "lexicon" / f"grades_{field}.tsv"
    rows = (line.split("\t") for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(kind, mark): _entries(told) for kind, mark, told in rows}


def _entries(told: str) -> dict[str, int]:
    return {code: int(grade) for code, grade in (entry.split("=") for entry in told.split())}


def worth(field: str, code: str, marks: Iterable[Mark]) -> int:
    """What some marks together are worth to a code."""
    grades = grades_of(field)
    return sum([grades.get(mark, NOTHING).get(code, 0) for mark in marks])


def proof_of(
    field: str, code: str, words: Iterable[Word], role: str | None = None, read: Mapping[Mark, Evidence] = MappingProxyType({})
) -> Proof:
    """What speaks for a code most, in the order of the text: words said, and what rules `read`."""
    rule = f"{GRADED}{field}.{code}"
    told = [(worth(field, code, marks_of((word.stem,), role)), word.span, rule) for word in words]
    told += [(worth(field, code, (mark,)), evidence.span, evidence.rule) for mark, evidence in read.items()]
    best = sorted([entry for entry in told if entry[0] > 0], key=lambda entry: (-entry[0], *entry[1:]))
    return tuple(Evidence(span, by) for span, by in sorted({(span, by) for _, span, by in best[:SHOWN]}))


def proof_of_marks(field: str, code: str, marks: Mapping[Mark, Sequence[Word]]) -> Proof:
    """What of some marks speaks for a code most, a word for each (no pairs, no names), in the order of the text."""
    rule = f"{GRADED}{field}.{code}"
    told = [(worth(field, code, (mark,)), words[0].span) for mark, words in marks.items() if mark[1].isalnum()]
    best = sorted([entry for entry in told if entry[0] > 0], key=lambda entry: (-entry[0], entry[1]))
    return tuple(Evidence(span, rule) for span in sorted({span for _, span in best[:SHOWN]}))


def speaks_again(rule: str, text: str, span: Span) -> bool:
    """Do the words of a span speak for the code of a graded rule, in whosever mouth?"""
    field, _, code = rule.removeprefix(GRADED).partition(".")
    if field not in FIELDS:
        return False
    stems = [word.stem for word in words_in(text, [span]) if word.span == span]
    marks = (mark for stem in stems for role in (*SEATS, "") for mark in marks_of((stem,), role))
    brought_in = ((kind, stem) for stem in stems for kind in (BESIDE, LEADING, BEHIND, OWN))
    return any(worth(field, code, (mark,)) > 0 for mark in chain(marks, brought_in))


@cache
def stem(word: str) -> str:
    """A word in small letters without its ending."""
    small = word.lower().replace("’", "'").strip("'")
    cut = next((end for end in ENDINGS if small.endswith(end) and len(small) - len(end) >= SHORTEST), "")
    return small[: len(small) - len(cut)]
