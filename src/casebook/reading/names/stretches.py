"""Cut a run of words written large into stretches that may be a person's name.

"Accomplice Bram Tasker" and "Det Supt Orla Hask" each hold one stretch, the name without role or title.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casebook.reading.names.lexicon import (
    ASIDE,
    BODY,
    COMMON,
    FIRST_NAME,
    HEAD,
    INSTITUTION_TITLE,
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
)
from casebook.reading.names.runs import Run, Word, is_acronym, opens_sentence
from casebook.reading.names.signs import is_hopeless, word_before
from casebook.reading.rules import rulebook
from casebook.records import Span

SPECIAL = TITLE | OPENER | WORDY | POSTNOMINAL | HEAD  # what a surname beside a first name that is no other word is not
JUDGING = ("J", "P")  # letters behind a judge's name
VERBAL = ("ing", "ly")
TRADE = ("master", "mistress", "sman", "monger", "wright", "hand", "ist")
NAMING = ("as", "called", "named", "dubbed", "nicknamed", "alias", "aka")
PLAIN_FIRST = FIRST_NAME | SPECIAL


@dataclass(slots=True)
class Stretch:
    """Words that may be a name (`parts`: without initials), the last title before them, their weight and rule."""

    words: Sequence[Word]
    parts: Sequence[Word]
    title: Word | None = None
    weight: float = 0.0
    rule: str = ""

    @property
    def span(self) -> Span:
        return self.words[0].start, self.words[-1].end


def stretch_of(words: Sequence[Word], title: Word | None = None, rule: str = "") -> Stretch:
    """A stretch that is not weighed yet."""
    return Stretch(words, [w for w in words if len(w.text) > 1 and w.text[-1] != "."], title, 0.0, rule)


def find_stretches(text: str, runs: Iterable[Run]) -> list[Stretch]:
    """The stretches that are worth weighing."""
    found: list[Stretch] = []
    for run in runs:
        if len(run) == 2 and run[0].kinds & PLAIN_FIRST == FIRST_NAME and not run[1].kinds & SPECIAL:
            found.append(stretch_of(run))
        elif len(run) > 1:
            found += _stretches(text, run)
        elif not run[0].place and not run[0].kinds & ASIDE and not _is_hopeless(text, run[0]):
            found.append(stretch_of(run))
    return found


def _stretches(text: str, run: Run) -> Iterator[Stretch]:
    """The stretches of a run of several words."""
    i = 0
    title: Word | None = None
    while i < len(run):
        if _is_title(run, i):
            i, title = i + 1, run[i]
            continue
        if not title and _is_none(text, run, i):
            i += 1
            continue
        stop = i + 1
        while stop < len(run) and not _breaks(text, run, stop):
            stop += 1
        if title and _is_office_word(run[i:stop], title):
            title = None
        words = _without_body(run[i:stop], title) if title else _without_role(text, run[i:stop])
        if words and (title or len(words) > 1 or not _is_hopeless(text, words[0])):
            yield stretch_of(words, title)
        i, title = stop, None


def _is_title(run: Run, i: int) -> bool:
    word = run[i]
    if not word.kinds & TITLE or i + 1 == len(run) or word.place or run[i + 1].kinds & OPENER:
        return False
    return not word.kinds & FIRST_NAME or word.small != "lance" or run[i + 1].small == "corporal"


def _is_none(text: str, run: Run, i: int) -> bool:
    """Is the word no start of a name: an opener, a part of a place, a nationality, letters after a name, "Hull-born"?"""
    word, kinds = run[i], run[i].kinds
    if kinds & OPENER:
        return not kinds & FIRST_NAME or (not i and opens_sentence(text, word.start))
    return word.place or bool(kinds & ASIDE)


def _breaks(text: str, run: Run, i: int) -> bool:
    """Does the name end before this word?"""
    word, kinds = run[i], run[i].kinds
    if word.place or kinds & OPENER or is_acronym(word, POSTNOMINAL):
        return True
    if (word.text == "MR" and i + 1 == len(run)) or (run[i - 1].kinds & BODY and word.text.count(".") > 1):
        return True
    if word.text in JUDGING and i + 1 == len(run):
        return not run[i - 1].kinds & FIRST_NAME and bool(rulebook()["namecontext.judging"].pattern.match(text, word.start - 1))
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
    """Drop what stands before the first name, opens the sentence or ends a headline: "Jailing Tasker", "BRAM TASKER SPEAKS"."""
    while len(words) > 2 and words[-1].kinds & (COMMON | NAMED) == COMMON and words[-1].text.isupper():
        words = words[:-1]
    if len(words) == 1 or word_before(text, words[0].start) in NAMING:
        return words
    after = _after_role(text, words)
    if after:
        return words[after:]
    for i, word in enumerate(words[:-1]):
        if word.kinds & FIRST_NAME and not word.kinds & (PLACE | BODY | COMMON):
            return words[i:] if all(w.kinds & WORDY or _is_trade(text, w) for w in words[:i]) else words
    first = words[0]
    verbal = first.kinds & (COMMON | ROLE) or first.small.endswith(VERBAL) or (len(words) > 2 and _is_trade(text, first))
    return words[1:] if verbal and not first.kinds & NAMED and opens_sentence(text, first.start) else words


def _is_trade(text: str, word: Word) -> bool:
    """Does an unlisted word open a sentence that is a trade by its end: "Harbourmaster Bram Hask said so"?"""
    return not word.kinds and word.small.endswith(TRADE) and opens_sentence(text, word.start)


def _after_role(text: str, words: list[Word]) -> int:
    """Where the name starts after a role written large ("Chief Executive Seb Hask"), 0 without one."""
    for i, word in enumerate(words[:-1]):
        if not word.kinds & WORDY:
            break
        if word.kinds & ROLE and not words[i + 1].kinds & WORDY and (i or len(words) > 2 or opens_sentence(text, word.start)):
            return i + 1
    return 0


def _is_hopeless(text: str, word: Word) -> bool:
    return is_hopeless(text, word.start, word.end, word.kinds)
