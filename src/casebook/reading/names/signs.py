"""Tell what the words beside a word written large say of it, before any rule is run on them."""

import re
from functools import cache, lru_cache

from casebook.reading.index import pattern
from casebook.reading.names.lexicon import FIRST_NAME, INTRODUCER, KIN, ROLE, WORDY, word_kinds

SIGNS = {
    "name.titled": 5.0,
    "name.kin": 3.0,
    "name.byline": 3.0,
    "name.nicknamed": 7.0,
    "name.introduced": 3.0,
    "name.attributed": 1.0,
    "name.object": 1.0,
    "name.aged": 4.0,
    "name.counsel": 3.0,
    "name.apposition": 2.5,
    "name.fate": 2.0,
    "name.pronoun": 3.0,
    "name.alias": 3.0,
    "name.relative": 2.0,
    "name.resident": 1.0,
    "name.acts": 1.0,
    "name.versus": 5.0,
    "name.cited": 3.0,
    "name.judge": 5.0,
    "name.bench": 2.0,
    "name.numbered": 5.0,
    "name.known": 7.0,
}
AFTER = {
    ",": (
        "name.aged",
        "name.counsel",
        "name.bench",
        "name.apposition",
        "name.pronoun",
        "name.alias",
        "name.relative",
        "name.resident",
    ),
    " ": (
        "name.aged",
        "name.counsel",
        "name.judge",
        "name.fate",
        "name.pronoun",
        "name.alias",
        "name.relative",
        "name.resident",
        "name.acts",
        "name.versus",
        "name.cited",
        "name.bench",
    ),
    "\t": ("name.bench",),
    ")": ("name.versus",),
    "'": ("name.fate", "name.acts"),
    "’": ("name.fate", "name.acts"),
}
PARTICLES = (
    *("de' ", "de’ "),
    *("van der ", "van den ", "van de ", "de la ", "de los ", "de las ", "de l'", "de l’", "von der ", "van ", "von ", "vander "),
    *("de ", "da ", "dos ", "di ", "del ", "della ", "der ", "du ", "le ", "la ", "el ", "al ", "bin ", "bint ", "ibn ", "abu "),
    *("oglu ", "oğlu ", "ogly ", "qızı ", "qizi ", "kızı ", "kizi ", "gizi "),
    *("ter ", "ap ", "ferch ", "ul ", "ur ", "ud ", "zu ", "af "),
)
PARTICLE = frozenset(" ".join(PARTICLES).split()) | {
    *("De", "De'", "De’", "Da", "Das", "Del", "Della", "Dos", "Du", "Di", "Von", "Van", "Ó", "Ní", "Nic", "Ap"),
}
REMEMBERED = 50_000  # words of which is kept what they call for
OPENING = " '\"‘“("
ENDS = (",", ".", ";", ":", "?", "!")
AGAINST = (" v ", " v. ", " J ", " J,", " LJ", " JJ")  # what stands behind a party and behind a judge
LEADING = ("the", "of", "is", "was")  # words that bring in a person where others stand before them
REACH = 24  # characters that hold those
BRACKETED = ('("', "('", "(‘", "(“")
NUMBERED = 30  # characters that hold an officer's rank and number
QUOTE_BEFORE = ('" ', "” ", "’ ", "' ")
AGE_SIGNS = (", ", " (")
BRINGS_IN = KIN | INTRODUCER


def word_before(text: str, start: int) -> str:
    """The small word before a place on its line; a quotation mark where one closes there."""
    if start > 1 and text[start - 1] == " ":
        word = _told_words()[text[text.rfind(" ", 0, start - 1) + 1 : start - 1]]
        if word is not None:
            return word
    before = text[max(0, start - 24) : start]
    if before[-2:] in QUOTE_BEFORE:
        return '"'
    if before[-1:] not in OPENING:
        return ""
    return before.rstrip(OPENING).rpartition(" ")[2].rpartition("\n")[2].rstrip(",").lower()


class _ToldWords(dict[str, str | None]):
    """What was between two blanks as a small word, None where more must be looked at."""

    def __missing__(self, between: str) -> str | None:
        if len(self) > REMEMBERED:
            self.clear()
        word = between.lstrip(OPENING)
        told = None
        if word.isalpha():
            told = word.lower()
        elif word[-1:] in ENDS:
            told = word.rpartition("\n")[2].rstrip(",").lower()
        self[between] = told
        return told


@cache
def _told_words() -> dict[str, str | None]:
    return _ToldWords()


def is_hopeless(text: str, start: int, end: int, kinds: int) -> bool:
    """Is there nothing beside a word that stands alone which speaks for a person, and is it no listed first name?"""
    if kinds & FIRST_NAME or text[end - 1] == ".":
        return False
    before = word_before(text, start)
    last = text[start - 1 : start]
    if before in PARTICLE or (last != " " and (last == "-" or text[start - 2 : start] in BRACKETED)):
        return False
    if before[:1].isdigit() and is_officer(text, start):
        return False
    if kinds & WORDY:
        aged = text[end : end + 2] in AGE_SIGNS and text[end + 2 : end + 3].isdigit()
        if aged or text.startswith(AGAINST, end):
            return False
        return not (word_kinds().get(before, 0) & BRINGS_IN and _is_led(text, start, before))
    return not _is_brought_in(text, start, before) and not _is_followed(text, end)


def _is_brought_in(text: str, start: int, before: str) -> bool:
    """Is an unlisted word listed with others, or is there a role or what a rule reads before it?"""
    if before == "and" or text[start - 2 : start] == ", " or word_kinds().get(before, 0) & ROLE:
        return True
    return bool(before and rules_behind(before)) and _is_led(text, start, before)


def _is_followed(text: str, end: int) -> bool:
    """Does anything that a rule reads stand behind a word?"""
    sign = text[end : end + 1]
    return sign in AFTER and bool(any_rest(sign).match(text, end))


def is_officer(text: str, start: int) -> bool:
    """Does an officer's number stand before the name: "PC 4471 Hask"?"""
    return bool(pattern("namecontext.officer").search(text, max(0, start - NUMBERED), start))


def _is_led(text: str, start: int, before: str) -> bool:
    """Of a word that brings in most things: do the words before it say that this is a person ("nicknamed the", "death of")?"""
    if before not in LEADING or text[start - 1] != " " or text[start - len(before) - 2] in OPENING[1:]:
        return True
    return text.endswith(_leads(before), max(0, start - REACH), start)


@cache
def _leads(word: str) -> tuple[str, ...]:
    """What the rules want before a name that a word brings in, as far as it is the same letters everywhere."""
    rules = ("name.nicknamed", "name.introduced", "name.object", "name.known")
    sources = (pattern(rule_id).pattern.replace("[ ]", " ").replace("\\s", " ").replace("\\b", "") for rule_id in rules)
    return tuple(look for source in sources for look in re.findall(r"\(\?<=([^()\[]*)\)", source) if look.endswith(f"{word} "))


@cache
def rest(rule_id: str) -> re.Pattern[str]:
    """What a rule wants behind a name: all of it but the name's own words."""
    return re.compile(_rest(rule_id), re.VERBOSE | re.MULTILINE)


@cache
def any_rest(sign: str) -> re.Pattern[str]:
    """What any of the rules for a sign wants behind a name."""
    return re.compile("|".join(map(_rest, AFTER[sign])), re.VERBOSE | re.MULTILINE)


def _rest(rule_id: str) -> str:
    return pattern(rule_id).pattern.removeprefix(pattern("name.shape").pattern)


def rules_for(kinds: int) -> tuple[str, ...]:
    """The rules that a word of some kinds calls for before a stretch."""
    if kinds & KIN:
        return ("name.kin",)
    if kinds & INTRODUCER:
        return ("name.nicknamed", "name.introduced", "name.byline", "name.object")
    return ("name.attributed", "name.object")


@lru_cache(REMEMBERED)
def rules_behind(word: str) -> tuple[str, ...]:
    """The rules that may read a stretch behind a word: those of which it ends a look behind."""
    return tuple(rule_id for rule_id in rules_for(word_kinds().get(word, 0)) if word.endswith(_last_words(rule_id)))


@cache
def _last_words(rule_id: str) -> tuple[str, ...]:
    """The words, or ends of words, that a rule wants right before a name, as `word_before` tells them."""
    source = (
        pattern(rule_id)
        .pattern.removesuffix(pattern("name.shape").pattern)
        .replace("\\s)", ")")
        .replace("[ ]", " ")
        .replace("\\.", ".")
    )
    source = re.sub(r"\[([\w\"])[^\]]*\]", r"\1", source)
    looks = re.findall(r"\(\?<=(?:\^|\\n|\\b)?([^()]*)\)", source)
    words = (re.split(r'[ "]', look.rstrip('"').strip(" ,").removesuffix(" .").lower())[-1] for look in looks)
    return tuple(dict.fromkeys('"' if word in ("”", "’", "'", "") else word for word in words))
