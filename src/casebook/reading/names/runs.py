"""Cut a text into runs of words written large, each word with its kinds.

A run is a chain of such words on one line with nothing but a space between them ("Det Supt Joost van der Meer").
"""

import re
from dataclasses import dataclass, replace
from functools import cache

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
ASIDE_EVERYWHERE, WEIGHED, LONELY, PLACE_PERHAPS, UNLESS_INTRODUCED = range(5)  # what a chain is worth
REMEMBERED = 20_000  # chains of which is kept what they are
SHOUTING = 12  # letters from which a chain in capitals is no acronym
SURNAME_LETTERS = 3  # letters of a surname in capitals
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


@dataclass(frozen=True, slots=True)
class Chain:
    """What a chain is by itself, without the opener it starts with: its worth, and its words where nothing around it matters."""

    skip: int
    text: str
    worth: int
    words: tuple[tuple[int, int, str, str, int], ...]


def cut_runs(text: str) -> tuple[list[Run], list[Lone]]:
    """All runs of a text in order, and apart from them the chains that hold a name only where it is known from elsewhere."""
    chains = _chains()
    runs: list[Run] = []
    aside: list[Lone] = []
    place_end = 0
    for m in pattern("name.run").finditer(text):
        chain = chains[m.group()]
        start = m.start() + chain.skip
        if chain.worth != WEIGHED and (chain.worth == ASIDE_EVERYWHERE or _is_aside(text, chain, start)):
            aside.append((start, chain.text))
            continue
        if chain.words and _particle_start(text, start) == start:
            run = [
                Word(start + s, start + e, word, small, kinds, start + s < place_end) for s, e, word, small, kinds in chain.words
            ]
        else:
            run, place_end = words_of(text, chain.text, start, place_end)
        if text[start - 2 : start] in CLOSED and len(runs) > 1 and _is_nickname(text, runs[-2], runs[-1], run):
            nickname = runs.pop()
            runs[-1][-1].kinds &= FIRST_NAME  # not "Will" that opens a question
            runs[-1] += [replace(w, kinds=FIRST_NAME) for w in nickname] + run
        else:
            runs.append(run)
    return runs, aside


class _Chains(dict[str, Chain]):
    """Every chain met, as it was written."""

    def __missing__(self, written_large: str) -> Chain:
        if len(self) > REMEMBERED:
            self.clear()
        kinds_of, chain = written(), written_large
        opener, _, rest = chain.partition(" ")
        if rest and kinds_of[opener] & ~HEAD == MERE_OPENER and rest[0] != " ":
            chain = rest
        words = words_of(chain, chain, 0)[0] if not any(kinds_of[w] & MARKED for w in chain.split(" ")) else []
        kept = tuple((w.start, w.end, w.text, w.small, w.kinds) for w in words)
        self[written_large] = found = Chain(len(written_large) - len(chain), chain, _worth(chain), kept)
        return found


@cache
def _chains() -> dict[str, Chain]:
    return _Chains()


def _worth(chain: str) -> int:
    """What must be known of the words around a chain before it is put aside."""
    kinds_of = written()
    head, _, rest = chain.partition(" ")
    every = wordy = kinds_of[head]
    if not rest:
        if every & ASIDE:
            return WEIGHED if every & JOINED else ASIDE_EVERYWHERE
        return WEIGHED if every & KEPT else LONELY
    if every & HEAD:
        return PLACE_PERHAPS
    for word in rest.split(" "):
        every, wordy = every | kinds_of[word], wordy & WORDY and kinds_of[word]
    if every & NEEDED or (not every & BODY and (every & NAMED or not wordy & WORDY)):
        return WEIGHED
    return UNLESS_INTRODUCED


def words_of(text: str, chain: str, at: int, place_end: int = 0) -> tuple[Run, int]:
    """The words of a chain with their kinds, and where the last place's name ends that started in it or before it."""
    kinds_of = written()
    run: Run = []
    start, stop = _particle_start(text, at), at + len(chain)
    all_large = len(chain) > SHOUTING and chain.isupper()
    for part in chain.split(" "):
        end = at + len(part)
        if part and (part not in PARTICLE or end == stop or (part == "Van" and text[end + 1] != "d")):
            word = text[start:end]
            kinds = kinds_of[word]
            if kinds & MARKED:
                if kinds & HEAD and start >= place_end:
                    place_end = _place_end(text, start, word)
                if kinds & SHOUTED and not (all_large or text[max(0, start - AROUND) : end + AROUND].isupper()):
                    kinds = LARGE | ASIDE
            elif kinds == LARGE | ASIDE and end - start >= SURNAME_LETTERS and (all_large or _is_named(run)):
                kinds = kinds if word.lower() in word_kinds() else 0
            run.append(Word(start, end, word, word.lower(), kinds, start < place_end))
            start = end + 1
        elif not part:
            start = end + 1
        at = end + 1
    return run, place_end


def _is_named(run: Run) -> bool:
    """Does a first name stand before, so that an unlisted word in capitals is a surname: "Mehmet KAYA"?"""
    return bool(run) and run[-1].kinds & (FIRST_NAME | WORDY) == FIRST_NAME and not run[-1].text.isupper()


def _is_aside(text: str, chain: Chain, start: int) -> bool:
    """Is a chain worth no weighing: a word that alone is no name, a place, common words, with nothing beside it?"""
    end = start + len(chain.text)
    if chain.worth == PLACE_PERHAPS:
        return _place_end(text, start, chain.text.partition(" ")[0]) == end
    if _is_quoted(text[start - 2 : start]):
        return False
    if chain.worth == LONELY:
        return is_hopeless(text, start, end, written()[chain.text])
    return text[end : end + 1] != "," and not word_kinds().get(word_before(text, start), 0) & BRINGS_IN


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
    calls = before[-1].kinds & (TITLE | ROLE | WORDY | OPENER) and not before[-1].kinds & FIRST_NAME  # 'Detective "Spike" Hale'
    return text[start - 1] in OPENING_QUOTES and not calls and not after[0].kinds & OPENER
