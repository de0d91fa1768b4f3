"""Weigh what speaks for a stretch being a person's name: its own words, the rules that read it, the words beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from casebook.reading.names.lexicon import (
    BODY,
    COMMON,
    DULL,
    FIRST_NAME,
    INSTITUTION_TITLE,
    INTRODUCER,
    KIN,
    LARGE,
    NAMED,
    OFFICE,
    OPENER,
    OWN_TITLE,
    PERSONAL_TITLE,
    PLACE,
    PLACING,
    ROLE,
    SURNAME,
    SURNAME_BODY,
    THING,
    TITLE,
    WORDY,
    word_kinds,
)
from casebook.reading.names.runs import Word, opens_sentence
from casebook.reading.names.stretches import Stretch, word_before
from casebook.reading.rules import rulebook
from casebook.records import Span

ENOUGH = 3.0  # the weight from which a stretch is a name
PLAIN, CERTAIN = 3.5, 7.0  # a weight that needs no signs, one that needs no more
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
}
AFTER = {
    ",": ("name.aged", "name.counsel", "name.apposition", "name.pronoun", "name.alias", "name.relative", "name.resident"),
    " ": ("name.aged", "name.counsel", "name.fate", "name.pronoun", "name.alias", "name.relative", "name.resident", "name.acts"),
    "'": ("name.fate", "name.acts"),
    "’": ("name.fate", "name.acts"),
}
PROOF = ("name.kin", "name.byline", "name.nicknamed", "name.introduced", "name.aged", "name.counsel")
NEXT_WORD = re.compile(r"(?:['’]s)? ([a-z]+)")
CELTIC = re.compile(r"(?:Mc|Mac|O['’]|Fitz)[A-Z]")
INITIALS = 4  # characters of "A.B."
ABBREVIATIONS = (
    *("U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "P.S.", "A.M.", "P.M.", "L.A.", "N.Y.", "B.C.", "A.D.", "N.I.", "T.V.", "P.O."),
    *("E.g.", "I.e.", "A.", "Q.C.", "M.P.", "G.P."),
)


class Neighbours(NamedTuple):
    """The kinds of the small words before and after a stretch, the character after it; does a bracket open before it?"""

    before: int
    after: int
    sign: str
    article: bool
    bracketed: bool
    alone: bool


def weighed(text: str, stretch: Stretch) -> Stretch:
    """The stretch with its weight and the first rule that reads it; weight 0 where it is none of a person's."""
    if not stretch.parts:
        return _initials(text, stretch)
    if stretch.title and _is_office(stretch, stretch.title):
        return stretch
    near = _neighbours(text, stretch.span)
    if stretch.title and not _reads("name.titled", text, stretch.span):
        stretch, near = stretch._replace(title=None), near._replace(before=near.before | ROLE)
    body = not stretch.title and _is_body(stretch)
    if body and near.sign != "," and not near.before & (KIN | INTRODUCER):
        return stretch
    weight, rule = _own_weight(text, stretch), ""
    for rule_id in _readings(text, stretch, near) if weight < PLAIN else ():
        weight += SIGNS[rule_id]
        rule = rule or rule_id
        if weight >= CERTAIN:
            break
    if (body and rule not in PROOF) or _is_group(text, stretch, rule):
        return stretch
    if rule != "name.nicknamed":
        weight += _company(stretch, near)
    return stretch._replace(weight=weight, rule=rule or ("name.full" if len(stretch.words) > 1 else "name.single"))


def before_thing(text: str, end: int) -> bool:
    """Does a thing's noun follow that takes the name for its own: "the Mair Hale programme"?"""
    m = NEXT_WORD.match(text, end)
    return bool(m) and text[end] == " " and bool(word_kinds().get(m[1] if m else "", 0) & THING)


def _initials(text: str, stretch: Stretch) -> Stretch:
    """A person of whom only initials are given: "Mr K.", "the complainant, A.B.,"."""
    letters = text[slice(*stretch.span)].replace(" ", "")
    if letters in ABBREVIATIONS or (len(letters) != INITIALS and not stretch.title):
        return stretch
    return stretch._replace(weight=ENOUGH, rule="name.titled" if stretch.title else "name.initials")


def _is_office(stretch: Stretch, title: Word) -> bool:
    """Is what follows the title an office, not a person: "Chief Constable", "Lord Chancellor"?"""
    first = stretch.parts[0]
    if len(stretch.parts) > 1 or title.kinds & OWN_TITLE or not first.kinds & (OFFICE | BODY | TITLE):
        return False
    if first.kinds & TITLE and not title.kinds & PERSONAL_TITLE:
        return True
    return not first.kinds & SURNAME_BODY or bool(title.kinds & INSTITUTION_TITLE)


def _is_group(text: str, stretch: Stretch, rule: str) -> bool:
    """Do the words before say that a group or a thing is introduced: "a team called", "the drug known as"?"""
    start = stretch.span[0]
    introduced = rule in ("name.introduced", "name.nicknamed")
    return introduced and bool(rulebook()["namecontext.group"].pattern.search(text, max(0, start - 50), start))


def _is_body(stretch: Stretch) -> bool:
    """Is this a body, a venue or a brand by its words?"""
    parts = stretch.parts
    first, last = parts[0], parts[-1]
    if first.kinds & BODY and not first.kinds & FIRST_NAME:
        return True
    if len(parts) == 1:
        return bool(first.kinds & (OPENER | LARGE | TITLE | ROLE) and not first.kinds & FIRST_NAME)
    return any(w.kinds & BODY and not (w is last and w.kinds & SURNAME_BODY and first.kinds & FIRST_NAME) for w in parts[1:])


def _own_weight(text: str, stretch: Stretch) -> float:
    parts = stretch.parts
    first = parts[0]
    if stretch.title:
        return 1.0 if first.kinds & WORDY and not stretch.title.kinds & OWN_TITLE else 2.0
    if len(parts) > 1:
        weight = _first_weight(first, parts[-1]) + _surname_weight(first, parts[-1]) - 0.5 * max(0, len(parts) - 4)
        middle = sum(
            -1.0 if w.kinds & WORDY and not w.kinds & NAMED else 0.5 if w.kinds & FIRST_NAME else 0.0 for w in parts[1:-1]
        )
        return weight + middle + (1.0 if len(stretch.words) > len(parts) else 0.0)
    initial = stretch.words[0]
    if initial is not first and initial.text not in ABBREVIATIONS:
        return (1.5 if first.kinds & WORDY else 3.0) - (0.0 if "." in initial.text else 1.5)
    inside = first.kinds & COMMON and not opens_sentence(text, first.start)
    return _single_weight(first) + (1.0 if inside else 0.0)


def _first_weight(first: Word, last: Word) -> float:
    if first.kinds & FIRST_NAME:
        return 2.5 if first.kinds & WORDY else 3.0
    if not first.kinds & WORDY:
        return 1.5
    return -2.0 if last.kinds & WORDY or first.kinds & (BODY | PLACE) else -1.0


def _single_weight(word: Word) -> float:
    if word.kinds & FIRST_NAME:
        return 0.0 if word.kinds & WORDY else 2.0
    return -3.0 if word.kinds & LARGE else -2.0 if word.kinds & PLACE else -1.0 if word.kinds & WORDY else 0.0


def _surname_weight(first: Word, word: Word) -> float:
    if not word.kinds & WORDY:
        weight = 1.0 if word.kinds & NAMED else 0.5
    elif word.kinds & SURNAME:
        weight = 0.5
    elif word.kinds & NAMED or (first.kinds & FIRST_NAME and not first.kinds & WORDY):
        weight = 0.0
    else:
        weight = -0.5 if first.kinds & FIRST_NAME and not word.kinds & PLACE else -1.5
    if "-" in word.text and word.text.rpartition("-")[2][:1].isupper():
        weight += 1.0
    return weight + (1.5 if CELTIC.match(word.text) else 0.0)


def _neighbours(text: str, span: Span) -> Neighbours:
    start, end = span
    known = word_kinds()
    before = word_before(text, start)
    after = NEXT_WORD.match(text, end)
    following = known.get(after[1], 0) if after else 0
    return Neighbours(
        known.get(before, 0), following, text[end : end + 1], before == "the", text[start - 1 : start] == "(", not before
    )


def _readings(text: str, stretch: Stretch, near: Neighbours) -> Iterator[str]:
    """The rules that read the stretch by the words around it, those before it first."""
    start, end = stretch.span
    rules = rulebook()
    if stretch.title:
        yield "name.titled"
    else:
        yield from (rule_id for rule_id in _rules_before(near) if _reads(rule_id, text, stretch.span))
    if near.sign in AFTER and not near.after & DULL:
        stop = text.find("\n", end)
        for rule_id in AFTER[near.sign]:
            m = rules[rule_id].pattern.match(text, start, len(text) if stop < 0 else stop)
            if m and m.end() == end:
                yield rule_id


def _reads(rule_id: str, text: str, span: Span) -> bool:
    """Does a rule about the words before it read just these words?"""
    m = rulebook()[rule_id].pattern.match(text, *span)
    return m is not None and m.end() == span[1]


def _rules_before(near: Neighbours) -> tuple[str, ...]:
    """The rules that the word before a stretch calls for."""
    if near.alone or near.before & DULL:
        return ()
    if near.before & KIN:
        return ("name.kin",)
    if near.before & INTRODUCER:
        return ("name.nicknamed", "name.introduced", "name.byline", "name.object")
    return ("name.attributed", "name.object")


def _company(stretch: Stretch, near: Neighbours) -> float:
    """What the small words beside it say: a role or an article or a place's preposition before it, a thing after it."""
    several = len(stretch.words) > 1
    weight = -3.0 if near.after & THING and (near.sign == " " or several) else 0.0
    first = stretch.words[0].kinds
    if stretch.title:
        return 3 * weight if stretch.title.kinds & INSTITUTION_TITLE else 0.0
    if near.article:
        return weight - 2.0
    if near.before & PLACING and not (several and first & FIRST_NAME and not first & WORDY):
        return weight - 1.0
    if near.before & ROLE and not near.bracketed:
        weight += 1.5 if several else 0.0 if first & WORDY else 3.0
    return weight
