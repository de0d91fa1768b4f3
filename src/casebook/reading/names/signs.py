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
    "name.versus": 4.0,
}
AFTER = {
    ",": ("name.aged", "name.counsel", "name.apposition", "name.pronoun", "name.alias", "name.relative", "name.resident"),
    " ": (
        "name.aged",
        "name.counsel",
        "name.fate",
        "name.pronoun",
        "name.alias",
        "name.relative",
        "name.resident",
        "name.acts",
        "name.versus",
    ),
    "'": ("name.fate", "name.acts"),
    "’": ("name.fate", "name.acts"),
}
PARTICLES = (
    *("van der ", "van den ", "van de ", "de la ", "de los ", "de las ", "de l'", "de l’", "von der ", "van ", "von ", "vander "),
    *("de ", "da ", "dos ", "di ", "del ", "della ", "der ", "du ", "le ", "la ", "el ", "al ", "bin ", "bint ", "ibn ", "abu "),
    *("ter ", "ap ", "ferch ", "ul ", "ur ", "ud ", "zu ", "af "),
)
PARTICLE = frozenset(" ".join(PARTICLES).split()) | {"De", "Du", "Di", "Von", "Van", "Ó", "Ní", "Nic", "Ap"}
REMEMBERED = 4096  # words of which is kept what they call for
OPENING = " '\"‘“("
ENDS = (",", ".", ";", ":", "?", "!")
QUOTE_BEFORE = ('" ', "” ", "’ ", "' ")
AGE_SIGNS = (", ", " (")
BRINGS_IN = KIN | INTRODUCER


def word_before(text: str, start: int) -> str:
    """The small word before a place on its line; a quotation mark where one closes there."""
    if start > 1 and text[start - 1] == " ":
        word = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
        word = word.lstrip(OPENING)
        if word.isalpha():
            return word.lower()
        if word[-1:] in ENDS:
            return word.rpartition("\n")[2].rstrip(",").lower()
    before = text[max(0, start - 24) : start]
    if before[-2:] in QUOTE_BEFORE:
        return '"'
    if before[-1:] not in OPENING:
        return ""
    return before.rstrip(OPENING).rpartition(" ")[2].rpartition("\n")[2].rstrip(",").lower()


def is_hopeless(text: str, start: int, end: int, kinds: int) -> bool:
    """Is there nothing beside a word that stands alone which speaks for a person, and is it no listed first name?"""
    if kinds & FIRST_NAME or text[end - 1] == ".":
        return False
    before, sign = word_before(text, start), text[end : end + 1]
    if before in PARTICLE or text[start - 1 : start] == "-":
        return False
    if kinds & WORDY:
        aged = text[end : end + 2] in AGE_SIGNS and text[end + 2 : end + 3].isdigit()
        return not (aged or word_kinds().get(before, 0) & BRINGS_IN)
    if (
        before == "and"
        or text[start - 2 : start] == ", "
        or word_kinds().get(before, 0) & ROLE
        or (before and rules_behind(before))
    ):
        return False
    return sign not in AFTER or not any_rest(sign).match(text, end)


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
    words = (re.split(r'[ "]', look.rstrip('"').strip(" ,").lower())[-1] for look in looks)
    return tuple(dict.fromkeys('"' if word in ("”", "’", "'", "") else word for word in words))
