"""Cut a text into runs of words written large, each word with its kinds.

A run is a chain of such words on one line with nothing but a space between them ("Det Supt Joost van der Meer").
"""

import re
from dataclasses import dataclass, replace

from casebook.reading.index import pattern
from casebook.reading.names.lexicon import (
    ASIDE,
    BODY,
    FIRST_NAME,
    HEAD,
    JOINED,
    LARGE,
    NAMED,
    OPENER,
    ROLE,
    SHOUTED,
    STREET,
    TITLE,
    WORDY,
    place_names,
    word_kinds,
    written,
)
from casebook.reading.names.signs import BRINGS_IN, PARTICLE, PARTICLES, is_hopeless, word_before

BEFORE_SENTENCE = re.compile(r"""(?:^|[.!?:…]["'”’)]*\s+|\n|[-–—•*]\s|[.!?])["'“‘(\[]*$""")
ARTICLES = ("al-", "el-", "as-", "an-", "ar-", "ash-", "ad-", "ul-")
ELIDED = ("dell'", "dell’", "dall'", "dall’", "d'", "d’", "l'", "l’")
PARTICLE_ENDS = frozenset(p[-2] for p in PARTICLES)
LONGEST = max(map(len, PARTICLES))
OPENING_QUOTES = "'\"‘“"
CLOSED = ("' ", '" ', "’ ", "” ")
KEPT, MARKED, MERE_OPENER = FIRST_NAME | JOINED | STREET, HEAD | SHOUTED, OPENER | ASIDE
NEEDED = FIRST_NAME | TITLE | ROLE | STREET | OPENER | HEAD  # without these a chain with a body's word is one
AROUND = 12  # characters on either side of a short word in capitals that say whether all is in capitals


@dataclass(slots=True)
class Word:
    """One word written large: where, itself, its small form, its kinds; is it part of a longer name of a place or brand?"""

    start: int
    end: int
    text: str
    small: str
    kinds: int
    place: bool


Run = list[Word]
Lone = tuple[int, str]  # where a chain of words starts, and itself


def cut_runs(text: str) -> tuple[list[Run], list[Lone]]:
    """All runs of a text in order, and apart from them the chains that hold a name only where it is known from elsewhere."""
    kinds_of = written()
    runs: list[Run] = []
    aside: list[Lone] = []
    place_end = 0
    for m in pattern("name.run").finditer(text):
        chain, start = m.group(), m.start()
        if " " in chain:
            opener, _, rest = chain.partition(" ")
            if kinds_of[opener] & ~HEAD == MERE_OPENER and rest[0] != " ":
                chain, start = rest, start + len(opener) + 1
        if " " in chain:
            is_aside = _is_aside(text, chain, start)
        else:
            kinds = kinds_of[chain]
            is_aside = not kinds & JOINED if kinds & ASIDE else not kinds & KEPT and _is_lonely(text, chain, start, kinds)
        if is_aside:
            aside.append((start, chain))
            continue
        run, place_end = words_of(text, chain, start, place_end)
        if text[start - 2 : start] in CLOSED and len(runs) > 1 and _is_nickname(text, runs[-2], runs[-1], run):
            nickname = runs.pop()
            runs[-1] += [replace(w, kinds=FIRST_NAME) for w in nickname] + run
        else:
            runs.append(run)
    return runs, aside


def words_of(text: str, chain: str, at: int, place_end: int = 0) -> tuple[Run, int]:
    """The words of a chain with their kinds, and where the last place's name ends that started in it or before it."""
    kinds_of = written()
    run: Run = []
    start, stop = _particle_start(text, at), at + len(chain)
    for part in chain.split(" "):
        end = at + len(part)
        if part and (part not in PARTICLE or end == stop or (part == "Van" and text[end + 1] != "d")):
            word = text[start:end]
            kinds = kinds_of[word]
            if kinds & MARKED:
                if kinds & HEAD and start >= place_end:
                    place_end = _place_end(text, start, word)
                if kinds & SHOUTED and not text[max(0, start - AROUND) : end + AROUND].isupper():
                    kinds = LARGE | ASIDE
            run.append(Word(start, end, word, word.lower(), kinds, start < place_end))
            start = end + 1
        elif not part:
            start = end + 1
        at = end + 1
    return run, place_end


def _is_lonely(text: str, word: str, start: int, kinds: int) -> bool:
    """Is a word worth no weighing: one that alone is no name, with nothing beside it?"""
    return is_hopeless(text, start, start + len(word), kinds) and not _is_quoted(text[start - 2 : start])


def _is_aside(text: str, chain: str, start: int) -> bool:
    """Is a chain worth no weighing: a place, a body, common words with nothing beside them?"""
    kinds_of, end = written(), start + len(chain)
    head, _, rest = chain.partition(" ")
    if kinds_of[head] & HEAD:
        return _place_end(text, start, head) == end
    every, wordy = kinds_of[head], kinds_of[head] & WORDY
    for word in rest.split(" "):
        own = kinds_of[word]
        every, wordy = every | own, wordy and own & WORDY
    if every & NEEDED or text[end : end + 1] == ",":
        return False
    if not every & BODY and (every & NAMED or not wordy):
        return False
    return not (word_kinds().get(word_before(text, start), 0) & BRINGS_IN or _is_quoted(text[start - 2 : start]))


def _is_quoted(before: str) -> bool:
    """Does a quotation open or close right before?"""
    return before in CLOSED or before[-1:] in OPENING_QUOTES


def opens_sentence(text: str, start: int) -> bool:
    """Does the word at `start` open a sentence, a line or a quotation?"""
    return not start or bool(BEFORE_SENTENCE.search(text, max(0, start - 6), start))


def is_acronym(word: Word, kind: int) -> bool:
    """Is the word of a kind that counts only in capitals ("QC", "MP")?"""
    return bool(word.kinds & kind) and word.text.isupper()


def _particle_start(text: str, start: int) -> int:
    """Where a name starts whose first large word is at `start`: at a particle before it, where there is one."""
    before = text[start - 1 : start]
    if before == "-":
        found: tuple[str, ...] = ARTICLES
    elif before in ("'", "’") and text[start - 2 : start - 1] in ("d", "l"):
        found = ELIDED
    elif before == " " and text[start - 2 : start - 1] in PARTICLE_ENDS:
        found = PARTICLES
    else:
        return start
    if not text.endswith(found, max(0, start - LONGEST), start):
        return start
    size = next(len(p) for p in found if text.endswith(p, 0, start))
    apart = text[start - size - 1 : start - size]
    return start if apart.isalnum() or apart in ("_", "@", "#", "&") else start - size


def _place_end(text: str, start: int, word: str) -> int:
    for phrase in place_names()[word]:
        if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
            return start + len(phrase)
    return 0


def _is_nickname(text: str, before: Run, nickname: Run, after: Run) -> bool:
    start, end = nickname[0].start, nickname[-1].end
    if start - before[-1].end != 2 or after[0].start - end != 2 or len(nickname) > 3:
        return False
    return text[start - 1] in OPENING_QUOTES and not (before[-1].kinds | after[0].kinds) & OPENER
