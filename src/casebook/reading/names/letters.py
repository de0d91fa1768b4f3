"""Learn which letters stand for persons in a judgment: "the second applicant, X", "whom I shall call AK", "Re T and L"."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from casebook.reading.index import pattern
from casebook.reading.names.lexicon import KIN, ROLE, TITLE, word_kinds
from casebook.reading.names.runs import Lone, Run
from casebook.reading.names.signs import word_before

LETTERS = 3  # letters that stand for a person at most
# What stands right before a letter, besides what its bearer is, where words before it say whose it is.
CUES = frozenset(
    ("and", "as", "being", "call", "child", "children", "hereafter", "hereinafter", "is", "of", "person", "re", "soldier", "was")
)
BEFORE = 60  # characters before a letter that may say whose it is
REMEMBERED = 4096  # words of which is kept whether they may stand for somebody
NEVER = ("I", "R", "R.")  # the speaker, the Crown


def lettered(text: str, runs: Sequence[Run], aside: Iterable[Lone]) -> frozenset[str]:
    """The letters that are said to stand for persons: by the words beside them, then by standing beside such letters."""
    short = [lone for lone in aside if len(lone[1]) <= LETTERS and _may_stand(lone[1])]
    short += [(run[-1].start, run[-1].text) for run in runs if len(run) < 4 and _may_stand(run[-1].text)]
    known = {word for start, word in short if _is_told(text, start, word)} if short else set[str]()
    if known:
        known |= {word for start, word in sorted(short) if word not in known and _is_alike(text, start, word, known)}
    return frozenset(known)


def is_free(text: str, start: int, end: int) -> bool:
    """Is a known letter meant here, and not a class, a section, an article's "A", a part of "S.p.A."?"""
    if text[start - 1 : start] == "." or pattern("namecontext.not_lettered").search(text, max(0, start - BEFORE), start):
        return False
    if text[end : end + 1] in ("-", "/", "&") or (text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit()):
        return False
    return text[start:end] != "A" or not text[end + 1 : end + 2].islower() or bool(_acts(text, end))


@lru_cache(REMEMBERED)
def _may_stand(word: str) -> bool:
    """Is the word of a few letters, and no acronym that is listed: "X", "KD", "Sh."?"""
    if len(word) > LETTERS or word in NEVER:
        return False
    if word[-1] == ".":
        return len(word) < LETTERS or word[1].islower()
    if not (word.isupper() and word.isascii() and word.isalpha()):
        return False
    return len(word) == 1 or word.lower() not in word_kinds()


def _is_told(text: str, start: int, word: str) -> bool:
    """Do the words beside the letter tell that it is a person?"""
    end = start + len(word)
    if pattern("namecontext.letter_follows").match(text, end) and text[start - 4 : start] != "the ":
        return True
    last = word_before(text, start)
    if last not in CUES and not word_kinds().get(last, 0) & (KIN | ROLE | TITLE):
        return False
    before = max(0, start - BEFORE)
    told = pattern("namecontext.letter").search(text, before, end)
    return bool(told) and not pattern("namecontext.group").search(text, before, start)


def _is_alike(text: str, start: int, word: str, known: set[str]) -> bool:
    """In an article that gives persons letters: is it listed with one, or does it act like one?"""
    end = start + len(word)
    if any(text.endswith((f"{other} and ", f"{other}, "), 0, start) for other in known):
        return is_free(text, start, end)
    return len(word) < LETTERS and _acts(text, end) and is_free(text, start, end)


def _acts(text: str, end: int) -> bool:
    return bool(pattern("namecontext.carries_on").match(text, end)) and text[end] not in ",:)]-–—"
