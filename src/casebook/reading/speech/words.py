"""Look at the words around a place: the last one before it, what a rule reads there, where a subject ends.

What a rule says of a single word is remembered, so that most questions are a look-up.
"""

import re
from functools import lru_cache

from casebook.reading.index import pattern
from casebook.records import Span

REACH = 60  # characters of auxiliaries and adverbs between a subject and its verb
PHRASE = 4  # words of the longest phrase of that kind: "in his own statement"
KNOWN = 8192  # words of which it is remembered what a rule says
WORD = re.compile(r"\w+")
TOKEN = re.compile(r"[\w-]+")


def starts_with(rule: str, text: str, start: int, end: int) -> int:
    """Where the words that a rule reads at a place end; the place itself where it reads nothing."""
    m = pattern(rule).match(text, start, end)
    return m.end() if m else start


def opens_with(rule: str, text: str, start: int, end: int) -> bool:
    """Whether a rule reads the first word of a stretch."""
    m = WORD.match(text, start, end)
    return m is not None and opens_word(rule, m.group())


def opening_word(text: str, start: int, end: int) -> str:
    """The first word of a stretch."""
    m = WORD.search(text, start, end)
    return m.group() if m else ""


def last_word(text: str, start: int, end: int) -> Span:
    """The last word of a stretch (empty where there is none)."""
    words = text[start:end].rstrip()
    end = start + len(words)
    return end - len(words.rsplit(None, 1)[-1]) if words else end, end


def word_before(text: str, start: int, end: int) -> str:
    """The last word of a stretch."""
    words = text[start:end].rsplit(None, 1)
    return words[-1].rstrip() if words else ""


def words_before(text: str, start: int, end: int, count: int) -> int:
    """Where the last `count` words of a stretch begin."""
    words = text[start:end].rsplit(None, count)
    return start + len(words[0]) if len(words) > count else start


@lru_cache(KNOWN)
def is_word(rule: str, word: str) -> bool:
    """Whether a rule reads a whole word."""
    return pattern(rule).fullmatch(word) is not None


@lru_cache(KNOWN)
def opens_word(rule: str, word: str) -> bool:
    """Whether a rule reads a word or its beginning."""
    return pattern(rule).match(word) is not None


@lru_cache(KNOWN)
def ends_word(rule: str, word: str) -> bool:
    """Whether a rule reads the end of a word."""
    return any(m.end() == len(word) for m in pattern(rule).finditer(word))


def has_word(rule: str, text: str, start: int, end: int) -> bool:
    """Whether a rule reads a word of a stretch."""
    return any(is_word(rule, word) for word in TOKEN.findall(text, start, end))


@lru_cache(KNOWN)
def is_finite(word: str) -> bool:
    """Whether a word is a verb in the past or an auxiliary: it makes a sentence of what stands around it."""
    return any(pattern("speaker_finite.word").fullmatch(part) for part in WORD.findall(word))


def has_finite(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a finite verb."""
    return start < end and any(map(is_finite, text[start:end].split()))


def finite_at(text: str, start: int, end: int) -> Span | None:
    """The first finite verb of a stretch."""
    if not has_finite(text, start, end):
        return None
    return next((m.span() for m in WORD.finditer(text, start, end) if is_finite(m.group())), None)


def before_verb(text: str, start: int, end: int) -> int:
    """Where the subject ends: the place before auxiliaries and adverbs that lead up to a verb."""
    near, leading = max(start, end - REACH), pattern("speaker_aux.before")
    verb = end
    while is_word("speaker_left.word", word_before(text, near, end)):
        place = end
        for _ in range(PHRASE):
            place = last_word(text, near, place)[0]
            if leading.match(text, place, verb):
                break
        else:
            return end
        end = place
    return end
