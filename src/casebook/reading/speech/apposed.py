"""Find the name beside a description of who speaks: "the team's deputy, | Gruff Vane,", "a club in the town, | Pier Watch"."""

import re

from casebook.reading.names.lexicon import COMMON, LARGE, PLACE, written
from casebook.reading.speech.scene import Scene
from casebook.records import Span

DESCRIBED = re.compile(r"(?:the|an?|its|his|her|their|our|my|one|another|[A-Z][\w’'-]*['’]s)\s[^,]*[a-z’']$", re.IGNORECASE)
# a name of one capital or more, which a mark closes: ", Pier Watch,", ", Baroness Vane of Hale."
APPOSED = re.compile(
    r",\s(?P<who>(?:(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.?\s)?[A-Z][a-z][\w’'-]*(?:(?:\s(?:of|for|the|and|&|de|van))*\s[A-Z][\w’'-]*)*)(?=[,.:;]|\s+[–—-]|\s*$)",
    re.MULTILINE,
)
FROM_PLACE = re.compile(r"\b(?:in|at|from|of|near|for)\s(?:[A-Z][\w’'-]*\s)*[A-Z][\w’'-]*$")
COMPASS = ("North", "South", "East", "West")


def named_beside(scene: Scene, span: Span) -> Span | None:
    """The name beside a description; no county beside a town, and no day."""
    m = APPOSED.match(scene.text, span[1]) if DESCRIBED.match(scene.text, *span) else None
    if m is None or scene.cast.at(span) or _is_place_or_day(scene.text, span, m["who"].split()):
        return None
    named = scene.cast.within(*m.span("who"))
    return named[0].span if named else m.span("who")


def no_name(word: str) -> bool:
    """Whether a capital alone names no body: "Late", "Monday", "Rhyl"."""
    return " " not in word and bool(written()[word] & (COMMON | PLACE | LARGE))


def _is_place_or_day(text: str, span: Span, words: list[str]) -> bool:
    """Whether capitals tell where or when: "a farmer from Hale, | Norfolk", "the force, | Monday"."""
    county = len(words) == 1 and FROM_PLACE.search(text, *span)
    return bool(county) or all(word in COMPASS or written()[word] & (PLACE | LARGE) for word in words)
