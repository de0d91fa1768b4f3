"""Say in which region of the United Kingdom a text plays, from the police force, county or town it names."""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from casebook.reading.names.lexicon import read_lexicon
from casebook.reading.rules import rulebook
from casebook.records import Span

FORCE, COUNTY, TOWN = 3, 2, 1
TELLING = {"forces": FORCE, "counties": COUNTY, "towns": TOWN}
HEAD = re.compile(r"[A-Z](?<![\w-].)[\w'’]*")  # the capital first: `re` scans for it
REACH = 24  # characters before a name that may say what it is


class Place(NamedTuple):
    """A place's name, its region, how telling it is (force, county, town), whether it is a word too."""

    name: str
    region: str
    telling: int
    wordy: bool


def region_of(text: str) -> tuple[str, Span] | None:
    """The code of the region and the words that tell it: the most telling place, the first of several; None without one.

    The words prove themselves by the rule `place.named`.
    """
    best: tuple[Place, Span] | None = None
    done = 0
    heads = _by_head()
    for m in HEAD.finditer(text):
        if m.group() not in heads or m.start() < done:
            continue
        place = _place_at(text, m)
        if not place:
            continue
        done = m.start() + len(place.name)
        if best is None or place.telling > best[0].telling:
            best = place, (m.start(), done)
        if place.telling == FORCE:
            break
    return (best[0].region, best[1]) if best else None


def _place_at(text: str, head: re.Match[str]) -> Place | None:
    start = head.start()
    for place in _by_head()[head.group()]:
        end = start + len(place.name)
        if text.startswith(place.name, start) and not text[end : end + 1].isalnum():
            return place if _is_meant(text, start, end, place) else None
    return None


def _is_meant(text: str, start: int, end: int, place: Place) -> bool:
    """Is the place meant, and no duke, club or person of that name?"""
    rules, before = rulebook(), max(0, start - REACH)
    if place.telling == FORCE:
        return True
    if rules["placecontext.not"].pattern.search(text, before, start) or rules["placecontext.club"].pattern.match(text, end):
        return False
    if not place.wordy or rules["placecontext.before"].pattern.search(text, before, start):
        return True
    return bool(rules["placecontext.after"].pattern.match(text, end))


@cache
def _by_head() -> dict[str, tuple[Place, ...]]:
    """Every place that one region alone bears, by its first word, the longest first; what several bear is left out."""
    table = tomllib.loads(read_lexicon("places_uk.toml"))
    several, wordy = set(table.pop("several")["towns"]), set(table.pop("wordy")["words"])
    found: dict[str, list[Place]] = {}
    for region, lists in table.items():
        for kind, names in lists.items():
            for name in names:
                head = HEAD.match(name)
                if head and name not in several:
                    found.setdefault(head.group(), []).append(Place(name, region, TELLING[kind], name in wordy))
    return {head: tuple(sorted(places, key=lambda p: -len(p.name))) for head, places in found.items()}
