"""Tell the kind of place a clause names: the most specific one, with the words that prove it."""

from dataclasses import dataclass

from casebook.reading.incidents.clauses import BEFORE
from casebook.reading.index import Index, pattern
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span

# "in a lay-by behind the cinema" is the cinema: a street or a park gives way to any other place,
# the internet to every place. At one rank the first named wins.
VAGUE = {"other": 1, "court_prison": 1, "police_premises": 1, "park_open": 2, "street_carpark": 2, "online_only": 3}
VAGUER = {"location.beside_a_car": 0.5}  # "pulled from his van in a wood" is the wood


@dataclass(frozen=True)
class Place:
    """A location type and the words that say it."""

    code: str
    evidence: Evidence
    head: str = ""  # its last word
    is_introduced: bool = False  # "at a supermarket", not "at the supermarket"


def vagueness(code: str) -> int:
    """How readily a kind of place gives way to another."""
    return VAGUE.get(code, 0)


def place_of(sentences: Index, i: int, window: Span, deed: int, wanted: str | None = None) -> Place | None:
    """The most specific kind of place named in a window of a sentence, behind the deed if there is one; the one wanted first."""
    hits = [h for h in sentences.hits("location", i, window) if _is_scene(sentences.text, h, window[0])]
    if not hits:
        return None
    real = [h for h in hits if h.value == wanted] or [h for h in hits if h.value != "online_only"] or hits
    best = min([h for h in real if h.span[0] >= deed] or real, key=_rank)
    words = sentences.text[slice(*best.span)]
    introduced = pattern("incident_place.introduced").search(sentences.text[max(window[0], best.span[0] - BEFORE) : best.span[1]])
    return Place(best.value, best.evidence, words.split()[-1].lower(), introduced is not None)


def _is_scene(text: str, hit: Hit, start: int) -> bool:
    """The owner of a shop, the doctor at a hospital, the house somebody left, the shop of a shop assistant are no scene."""
    if pattern("incident_place.of_trade").match(text, hit.span[1]):
        return False
    return not pattern("incident_place.not_here").search(text, max(start, hit.span[0] - BEFORE), hit.span[0])


def _rank(hit: Hit) -> tuple[float, int, int]:
    return vagueness(hit.value) + VAGUER.get(hit.rule.id, 0), hit.span[0], -hit.span[1]
