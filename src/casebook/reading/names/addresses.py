"""Find the streets an article names, with the town after the comma."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from casebook.reading.names.lexicon import COUNTY, FIRST_NAME, INSTITUTION_TITLE, PLACE, STREET, SURNAME_BODY, TITLE, word_kinds
from casebook.reading.names.runs import Run
from casebook.reading.rules import Hit, Rule, family_rules, rulebook
from casebook.records import Name

REACH = 60  # characters before a street's word within which its name starts
WORDS = 4  # words written large that may stand before a street's word
RESIDENCE = (", of ", " flat in ", " house in ", " home in ")
PLACED = ("in ", "of ", "at ", "on ", "to ", "off ", "near ", "along ", "into ", "down ", "from ")  # what brings a street in
FREE = ("address.street", "address.welsh")  # the rules that want none of these before a street
WELSH = ("Heol", "Ffordd", "Stryd", "Lôn", "Rhodfa", "Cwrt")  # what stands before the name of a street
POSSESSIVE = ("'s ", "’s ")
WORD = re.compile(r"[^ ]+ ")
NUMBER = re.compile(r"(?:(?:Flat|Apartment|Unit) [0-9]+[a-z]?,? )?(?:[0-9]{1,4}[a-zA-Z]? )?$")
LARGE_WORDS = re.compile(r"(?:(?<![\w'’])[A-ZÀ-Þ][\w'’.-]* )+$")
NO_STREET = ("Downing Street", "Wall Street", "Coronation Street", "Sesame Street", "Fleet Street")


def find_addresses(text: str, runs: Sequence[Run]) -> list[Name]:
    """Every named street, block or house of residence, as names of kind `address`."""
    hits = [
        hit
        for run in runs
        for i, word in enumerate(run)
        if word.kinds & STREET and (i or word.text in WELSH or text[word.start - 3 : word.start] in POSSESSIVE)
        for hit in _hits_at(text, run, i)
    ]
    kept: list[Name] = []
    for hit in sorted([*hits, *_residences(text)], key=lambda h: (h.span[0], -h.span[1])):
        if not (kept and hit.span[0] < kept[-1].span[1]) and _is_address(text, hit):
            kept.append(Name(hit.span, "address", None, hit.rule.id))
    return kept


def _hits_at(text: str, run: Run, i: int) -> Iterator[Hit]:
    """What rules read that end in a street's word: from the first place on where each of them may start."""
    starts = _starts(text, run, i)
    placed = text.endswith(PLACED, 0, starts[0])
    for rule in _rules_of(run[i].text):
        for start in starts if rule.id in FREE else starts[:1] if placed else ():
            m = rule.pattern.match(text, start)
            if m:
                yield Hit(rule, m)
                break


def _starts(text: str, run: Run, i: int) -> list[int]:
    """Where the name of a street may start: at the number before it, at each of the words before its own."""
    starts = [w.start for w in run[:i]]
    first = run[0].start
    if text[first - 3 : first] in POSSESSIVE:
        m = LARGE_WORDS.search(text, max(0, first - REACH), first)
        starts = [*(m.start() + w.start() for w in WORD.finditer(m.group())), *starts] if m else starts
    starts = starts[-WORDS:] or [first]
    before = text[starts[0] - 2 : starts[0] - 1]
    if before.isalnum() or before == ",":
        m = NUMBER.search(text, max(0, starts[0] - REACH), starts[0])
        starts = [m.start(), *starts] if m and m.start() < starts[0] else starts
    return starts


def _residences(text: str) -> Iterator[Hit]:
    """Houses without a street's word, where somebody lives."""
    rule = rulebook()["address.bare"]
    for words in RESIDENCE:
        at = text.find(words)
        while at >= 0:
            m = rule.pattern.match(text, at + len(words))
            if m:
                yield Hit(rule, m)
            at = text.find(words, at + 1)


@cache
def _rules_of(word: str) -> tuple[Rule, ...]:
    """The rules that read a name which ends in a street's word."""
    return tuple(r for r in family_rules("address") if re.search(rf"[\s|:]{re.escape(word)}[\s|)]", r.pattern.pattern))


def _is_address(text: str, hit: Hit) -> bool:
    if hit.match.group().startswith(NO_STREET) or _is_person(text, hit):
        return False
    if hit.rule.id != "address.bare":
        return True
    town, house = (word_kinds().get((hit[part] or "").lower(), 0) for part in ("town", "house"))
    return bool(town & PLACE) and not town & COUNTY and not house & PLACE


def _is_person(text: str, hit: Hit) -> bool:
    """Is this a person with a street's word for a surname: "Inspector Orla Street", "Bram Close, 34,"?"""
    street = hit.match.group().partition(",")[0]
    kinds = [word_kinds().get(w.lower(), 0) for w in street.split()]
    if any(k & TITLE and not k & INSTITUTION_TITLE for k in kinds[:-2]):
        return True
    if len(kinds) != 2 or not kinds[0] & FIRST_NAME or not kinds[1] & SURNAME_BODY:
        return False
    start, rules = hit.span[0], rulebook()
    if rules["namecontext.street_before"].pattern.search(text, max(0, start - 9), start):
        return False
    return bool(rules["namecontext.person_follows"].pattern.match(text, start + len(street)))
