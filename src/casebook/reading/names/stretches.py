"""Cut a run of words written large into stretches that may be a person's name.

"Accomplice Bram Tasker" and "Det Supt Orla Hask" each hold one stretch, the name without role or title.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casebook.reading.names.lexicon import (
    BODY,
    COMMON,
    FIRST_NAME,
    INSTITUTION_TITLE,
    INTRODUCER,
    KIN,
    LARGE,
    NAMED,
    OFFICE_RANK,
    OPENER,
    PLACE,
    POSTNOMINAL,
    ROLE,
    SURNAME,
    SURNAME_BODY,
    TITLE,
    WORDY,
    word_kinds,
)
from casebook.reading.names.runs import Run, Word, is_acronym, opens_sentence
from casebook.reading.rules import rulebook
from casebook.records import Span

OPENING = " '\"‘“("
QUOTE_BEFORE = ('" ', "” ", "’ ", "' ")


class Stretch(NamedTuple):
    """Words that may be a name (`parts`: without initials), the last title before them, their weight and rule."""

    words: tuple[Word, ...]
    parts: tuple[Word, ...]
    title: Word | None = None
    weight: float = 0.0
    rule: str = ""

    @property
    def span(self) -> Span:
        return self.words[0].start, self.words[-1].end


def stretch_of(words: Sequence[Word], title: Word | None = None, rule: str = "") -> Stretch:
    """A stretch that is not weighed yet."""
    return Stretch(tuple(words), tuple(w for w in words if len(w.text) > 1 and w.text[-1] != "."), title, 0.0, rule)


def stretches(text: str, run: Run) -> Iterator[Stretch]:
    """The stretches of a run that are worth weighing."""
    i = 0
    title: Word | None = None
    while i < len(run):
        if _is_title(run, i):
            i, title = i + 1, run[i]
            continue
        if not title and _is_none(run[i], opens=not i):
            i += 1
            continue
        stop = i + 1
        while stop < len(run) and not _breaks(text, run, stop):
            stop += 1
        if title and _is_office_word(run[i:stop], title):
            title = None
        words = _without_body(run[i:stop], title) if title else _without_role(text, run[i:stop])
        if words and (title or not _is_plain_word(text, words)):
            yield stretch_of(words, title)
        i, title = stop, None


def word_before(text: str, start: int) -> str:
    """The small word before a place on its line; a quotation mark where one closes there."""
    before = text[max(0, start - 24) : start]
    if before[-2:] in QUOTE_BEFORE:
        return '"'
    if before[-1:] not in OPENING:
        return ""
    return before.rstrip(OPENING).rpartition(" ")[2].rpartition("\n")[2].rstrip(",").lower()


def _is_title(run: Run, i: int) -> bool:
    return bool(run[i].kinds & TITLE) and i + 1 < len(run) and not run[i].place and not run[i + 1].kinds & OPENER


def _is_none(word: Word, *, opens: bool) -> bool:
    """Is the word no start of a name: an opener, a part of a place, a nationality, letters after a name, "Hull-born"?"""
    kinds = word.kinds
    if kinds & OPENER:
        return opens or not kinds & FIRST_NAME
    if kinds == COMMON and "-" in word.small:
        return True
    return word.place or bool(kinds & LARGE and not kinds & (FIRST_NAME | SURNAME_BODY)) or is_acronym(word, POSTNOMINAL)


def _breaks(text: str, run: Run, i: int) -> bool:
    """Does the name end before this word?"""
    word, kinds = run[i], run[i].kinds
    if word.place or kinds & OPENER or is_acronym(word, POSTNOMINAL):
        return True
    if kinds & TITLE and i + 1 < len(run):
        return not run[i - 1].kinds & FIRST_NAME
    if not kinds & LARGE or kinds & NAMED:
        return False
    surname = i + 1 == len(run) and run[i - 1].kinds & FIRST_NAME and not run[i - 1].kinds & WORDY
    return not surname or not rulebook()["namecontext.person_follows"].pattern.match(text, word.end)


def _is_office_word(words: list[Word], title: Word) -> bool:
    """Does an office stand between title and name: "Deputy Foreign Minister Ida Hask"?"""
    if len(words) < 2 or not title.kinds & OFFICE_RANK:
        return False
    return bool(words[0].kinds & (COMMON | ROLE)) and not words[0].kinds & NAMED


def _without_body(words: list[Word], title: Word) -> list[Word]:
    """Cut a titled name before the body its bearer serves: "Supt Orla Hask Moorland Police"."""
    for i, word in enumerate(words[1:], 1):
        surname = i == 1 and word.kinds & (SURNAME_BODY | SURNAME) and words[0].kinds & FIRST_NAME
        if word.kinds & (BODY | LARGE) and not surname:
            return [] if title.kinds & INSTITUTION_TITLE else words[:i]
    return words


def _without_role(text: str, words: list[Word]) -> list[Word]:
    """Drop what stands before the first name or opens the sentence: "Accomplice Bram Tasker", "Jailing Tasker"."""
    if len(words) == 1:
        return words
    after = _after_role(text, words)
    if after:
        return words[after:]
    for i, word in enumerate(words[:-1]):
        if word.kinds & FIRST_NAME and not word.kinds & (PLACE | BODY | COMMON):
            return words[i:] if all(w.kinds & WORDY for w in words[:i]) else words
    first = words[0]
    verbal = first.kinds & (COMMON | ROLE) or first.small.endswith(("ing", "ly"))
    return words[1:] if verbal and not first.kinds & NAMED and opens_sentence(text, first.start) else words


def _after_role(text: str, words: list[Word]) -> int:
    """Where the name starts after a role written large ("Chief Executive Seb Hask"), 0 without one."""
    for i, word in enumerate(words[:-1]):
        if not word.kinds & WORDY:
            break
        if word.kinds & ROLE and not words[i + 1].kinds & WORDY and (i or len(words) > 2 or opens_sentence(text, word.start)):
            return i + 1
    return 0


def _is_plain_word(text: str, words: list[Word]) -> bool:
    """Is this one common word, place or body, with no age after it and nothing before it that brings in a name?"""
    word = words[0]
    if len(words) > 1 or not word.kinds & WORDY or word.kinds & FIRST_NAME:
        return False
    if text[word.end : word.end + 2] in (", ", " (") and text[word.end + 2 : word.end + 3].isdigit():
        return False
    return not word_kinds().get(word_before(text, word.start), 0) & (KIN | INTRODUCER)
