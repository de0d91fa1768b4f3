"""Say of a word what kinds of word it may be: first name, surname, title, place, body, common word.

The lists stand in `lexicon/`; a word is looked up in small letters and has one bit for each kind.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

OPENER, TITLE, OWN_TITLE, PERSONAL_TITLE, INSTITUTION_TITLE, PLURAL_TITLE, OFFICE_RANK = (1 << n for n in range(7))
OFFICE, ROLE, KIN, INTRODUCER, DULL, PLACING, POSTNOMINAL = (1 << n for n in range(7, 14))
STREET, BODY, SURNAME_BODY, LARGE, THING, COMMON, PLACE = (1 << n for n in range(14, 21))
FIRST_NAME, SURNAME, MALE, FEMALE, COUNTY = (1 << n for n in range(21, 26))
# Opens a longer name of a place, or one that goes on in small letters; may be an acronym; is alone no name.
HEAD, JOINED, SHOUTED, ASIDE, GROUP = (1 << n for n in range(26, 31))

WORDY = COMMON | PLACE | LARGE | BODY | STREET | ROLE  # may well be no name at all
NAMED = FIRST_NAME | SURNAME | SURNAME_BODY

KINDS = {
    "openers": OPENER,
    "titles": TITLE,
    "own_titles": OWN_TITLE,
    "personal_titles": PERSONAL_TITLE,
    "institution_titles": INSTITUTION_TITLE,
    "plural_titles": PLURAL_TITLE,
    "office_ranks": OFFICE_RANK,
    "office_words": OFFICE,
    "roles": ROLE,
    "kin": KIN,
    "introducers": INTRODUCER,
    "dull": DULL,
    "placing": PLACING,
    "postnominals": POSTNOMINAL,
    "streets": STREET,
    "bodies": BODY,
    "surname_bodies": SURNAME_BODY,
    "large": LARGE,
    "things": THING,
    "groups": GROUP,
}
FIRST_NAME_LISTS = (
    "first_names_british_men.txt",
    "first_names_british_women.txt",
    "first_names_eastern.txt",
    "first_names_european.txt",
    "first_names_world.txt",
)
FIRST_WORD = re.compile(r"[ '’]")
ACRONYM = re.compile(r"[A-Z]{2,5}s?$")
SHORT = 4  # letters up to which a first name in capitals may be an acronym
REMEMBERED = 100_000  # written words whose kinds are kept
COMPOUND = (
    *("ed", "born", "style", "based", "led", "run", "wide", "like", "free", "only"),
    *("era", "type", "speaking", "related", "held"),
)
# How a band's own word ends that no list holds: "Shorekeepers", "Moorwatch".
BAND_ENDS = (
    *("keepers", "watchers", "lighters", "hunters", "catchers", "trackers", "finders", "seekers", "busters", "fighters"),
    *("breakers", "riders", "minders", "wardens", "watch", "guards", "hawks", "hounds", "wolves", "lights", "watchmen"),
)
# How a person's calling ends that no list holds: "beekeeper", "clubmate", "criminologist".
ROLE_ENDS = (
    *("keeper", "warden", "guard", "mate", "maker", "worker", "player", "officer", "owner", "driver", "teacher", "fighter"),
    *("seller", "rider", "climber", "ologist", "ographer", "ician", "woman", "person", "goer", "holder", "dweller", "lover"),
)
SEXES = {"[women]": FIRST_NAME | FEMALE, "[men]": FIRST_NAME | MALE, "[either]": FIRST_NAME}


@cache
def word_kinds() -> dict[str, int]:
    """Every listed word in small letters, with the bits of all its kinds."""
    kinds: dict[str, int] = {}
    for word, bits in _listed():
        kinds[word] = kinds.get(word, 0) | bits
    return kinds


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """Names of places, and of what else looks like a person's, of two or more words by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(set(_places()), key=lambda n: (-len(n), n)):
        if " " in name:
            found.setdefault(FIRST_WORD.split(name, maxsplit=1)[0], []).append(name)
    return {head: tuple(names) for head, names in found.items()}


class _Written(dict[str, int]):
    """The kinds of every word met, as it was written."""

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        small = word.lower()
        kinds = word_kinds().get(small, 0) or _unlisted(word, small)
        if kinds & FIRST_NAME and len(word) <= SHORT and word.isupper():
            kinds |= SHOUTED
        longer = place_names().get(word, ())
        if longer:
            kinds |= HEAD
        if any(not name[len(word) + 1 : len(word) + 2].isupper() for name in longer):
            kinds |= JOINED
        if _is_aside(word, kinds):
            kinds |= ASIDE
        self[word] = kinds
        return kinds


@cache
def written() -> dict[str, int]:
    """The kinds of words as written, those of unlisted ones by their parts."""
    return _Written()


def _is_aside(word: str, kinds: int) -> bool:
    """Does no name start with the word: an opener, a nationality, letters after a name, "Hull-born"?"""
    if kinds & OPENER or (kinds & POSTNOMINAL and word.isupper()):
        return True
    return bool(kinds & LARGE and not kinds & (FIRST_NAME | SURNAME_BODY)) or (kinds == COMMON and "-" in word)


def _unlisted(word: str, small: str) -> int:
    """The kinds of an unlisted word: several of a common thing are as common; a double name takes after its parts."""
    known = word_kinds()
    if "’" in small:
        return known.get(small.replace("’", "'"), 0)
    head, _, tail = small.partition("-")
    if not tail:
        return _by_its_end(word, small)
    if not word[len(head) + 1].isupper():
        return COMMON if tail.endswith(COMPOUND) else known.get(head, 0) & COMMON
    if known.get(tail, 0) & (BODY | SURNAME_BODY | SURNAME) == BODY:
        return BODY  # "Fen Recorder-Argus"
    return (known.get(head, 0) & (FIRST_NAME | MALE | FEMALE)) | (known.get(tail, 0) & SURNAME)


def _by_its_end(word: str, small: str) -> int:
    """The kinds of an unlisted word of one part."""
    if small.endswith(BAND_ENDS):
        return BODY | COMMON
    if small.endswith(ROLE_ENDS):
        return ROLE | COMMON
    return LARGE if ACRONYM.match(word) else word_kinds().get(small[:-1], 0) & COMMON if small.endswith("s") else 0


def read_lexicon(name: str) -> str:
    """The text of one list, header line and all."""
    return (files("casebook.reading") / "lexicon" / name).read_text(encoding="utf-8")


def _listed() -> Iterator[tuple[str, int]]:
    for key, words in tomllib.loads(read_lexicon("name_words.toml")).items():
        yield from ((word, KINDS[key]) for word in words)
    for name in FIRST_NAME_LISTS:
        yield from _first_names(read_lexicon(name))
    yield from ((word.lower(), SURNAME) for word in _body("surnames.txt").split())
    yield from ((word, COMMON) for word in _body("common_words.txt").split())
    yield from ((name.lower(), PLACE) for name in _places() if " " not in name)
    yield from ((name.lower(), COUNTY) for name in _counties())


def _first_names(text: str) -> Iterator[tuple[str, int]]:
    bits = 0
    for line in text.splitlines()[1:]:
        if line in SEXES:
            bits = SEXES[line]
        else:
            yield from ((word.lower(), bits) for word in line.split())


def _places() -> Iterator[str]:
    for region in tomllib.loads(read_lexicon("places_uk.toml")).values():
        for names in region.values():
            yield from names
    for name in ("places_world.txt", "look_alikes.txt"):
        yield from " ".join(_body(name).split()).split("; ")


def _counties() -> Iterator[str]:
    """Counties, countries and what else a town may lie in."""
    for region in tomllib.loads(read_lexicon("places_uk.toml")).values():
        yield from region.get("counties", ())
    yield from " ".join(_body("places_world.txt").split()).split("; ")


def _body(name: str) -> str:
    return read_lexicon(name).partition("\n")[2]
