"""Cut a text into runs of words written large, each word with its kinds.

A run is a chain of such words on one line with nothing but a space between them ("Det Supt Joost van der Meer").
"""

import re
from typing import NamedTuple

from casebook.reading.names.lexicon import COMMON, FEMALE, FIRST_NAME, LARGE, MALE, OPENER, SURNAME, place_names, word_kinds
from casebook.reading.rules import rulebook

BEFORE_SENTENCE = re.compile(r"""(?:^|[.!?:…]["'”’)]*\s+|\n|[-–—•*]\s|[.!?])["'“‘(\[]*$""")
COMPOUND = (
    "ed",
    "born",
    "style",
    "based",
    "led",
    "run",
    "wide",
    "like",
    "free",
    "only",
    "era",
    "type",
    "speaking",
    "related",
    "held",
)
ACRONYM = re.compile(r"[A-Z]{2,5}s?$")
OPENING_QUOTES = "'\"‘“"
CLOSED = ("' ", '" ', "’ ", "” ")


class Word(NamedTuple):
    """One word written large: where, itself, its small form, its kinds; is it part of a longer name of a place or brand?"""

    start: int
    end: int
    text: str
    small: str
    kinds: int
    place: bool


Run = list[Word]


def cut_runs(text: str) -> list[Run]:
    """All runs of a text, in order."""
    known, phrases = word_kinds(), place_names()
    runs: list[Run] = []
    last, place_end = 0, 0
    for m in rulebook()["name.word"].pattern.finditer(text):
        start, end = m.span()
        word = m.group()
        if word in phrases and start >= place_end:
            place_end = _place_end(text, start, phrases[word])
        if not last or text[last:start] not in (" ", "  "):
            runs.append([])
        small = word.lower()
        kinds = known.get(small, 0) or _kinds(word, small)
        if kinds & FIRST_NAME and end - start < 5 and word.isupper() and not text[max(0, start - 12) : end + 12].isupper():
            kinds = LARGE
        runs[-1].append(Word(start, end, word, small, kinds, start < place_end))
        last = end
    return _bridged(text, runs)


def opens_sentence(text: str, start: int) -> bool:
    """Does the word at `start` open a sentence, a line or a quotation?"""
    return not start or bool(BEFORE_SENTENCE.search(text, max(0, start - 6), start))


def is_acronym(word: Word, kind: int) -> bool:
    """Is the word of a kind that counts only in capitals ("QC", "MP")?"""
    return bool(word.kinds & kind) and word.text.isupper()


def _kinds(word: str, small: str) -> int:
    """The kinds of an unlisted word; a double name takes after its first part as a first name, its last as a surname."""
    known = word_kinds()
    if "’" in small:
        return known.get(small.replace("’", "'"), 0)
    head, _, tail = small.partition("-")
    if not tail:
        return LARGE if ACRONYM.match(word) else 0
    if not word[len(head) + 1].isupper():
        return COMMON if tail.endswith(COMPOUND) else known.get(head, 0) & COMMON
    return (known.get(head, 0) & (FIRST_NAME | MALE | FEMALE)) | (known.get(tail, 0) & SURNAME)


def _place_end(text: str, start: int, phrases: tuple[str, ...]) -> int:
    for phrase in phrases:
        if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
            return start + len(phrase)
    return 0


def _bridged(text: str, runs: list[Run]) -> list[Run]:
    """The runs, with those joined that only a nickname in quotation marks parts: "Bram ‘Mad Dog’ Tasker"."""
    joined: list[Run] = []
    for run in runs:
        closed = text[run[0].start - 2 : run[0].start]
        if len(joined) > 1 and closed in CLOSED and _is_nickname(text, joined[-2], joined[-1], run):
            nickname = joined.pop()
            joined[-1] += [w._replace(kinds=FIRST_NAME) for w in nickname] + run
        else:
            joined.append(run)
    return joined


def _is_nickname(text: str, before: Run, nickname: Run, after: Run) -> bool:
    start, end = nickname[0].start, nickname[-1].end
    if start - before[-1].end != 2 or after[0].start - end != 2 or len(nickname) > 3:
        return False
    return text[start - 1] in OPENING_QUOTES and not (before[-1].kinds | after[0].kinds) & OPENER
