"""Find the streets an article names, with the town after the comma."""

from collections.abc import Sequence

from casebook.reading.names.lexicon import COUNTY, FIRST_NAME, INSTITUTION_TITLE, PLACE, STREET, SURNAME_BODY, TITLE, word_kinds
from casebook.reading.names.runs import Run
from casebook.reading.rules import Hit, find, rulebook
from casebook.records import Name, Span

REACH = 80  # characters from a street's word to either end of what we read
RESIDENCE = (", of ", " flat in ", " house in ", " home in ")
NO_STREET = ("Downing Street", "Wall Street", "Coronation Street", "Sesame Street", "Fleet Street")


def find_addresses(text: str, runs: Sequence[Run]) -> list[Name]:
    """Every named street, block or house of residence, as names of kind `address`."""
    kept: list[Name] = []
    hits = [h for window in _windows(text, runs) for h in find("address", text, window)]
    for hit in sorted(hits, key=lambda h: (h.span[0], -h.span[1])):
        if not (kept and hit.span[0] < kept[-1].span[1]) and _is_address(text, hit):
            kept.append(Name(hit.span, "address", None, hit.rule.id))
    return kept


def _windows(text: str, runs: Sequence[Run]) -> list[Span]:
    """Where an address may stand: around a street's word, and after words of residence."""
    marks = [
        w.start for run in runs for i, w in enumerate(run) if w.kinds & STREET and (i or text[w.start - 2 : w.start] == "s ")
    ]
    for words in RESIDENCE:
        at = text.find(words)
        while at >= 0:
            if text[at + len(words) : at + len(words) + 1].isupper():
                marks.append(at)
            at = text.find(words, at + 1)
    windows: list[Span] = []
    for mark in sorted(marks):
        start = windows.pop()[0] if windows and mark - REACH <= windows[-1][1] else max(0, mark - REACH)
        windows.append((start, mark + REACH))
    return windows


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
