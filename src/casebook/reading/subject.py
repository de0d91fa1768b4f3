"""Say whether an article is about self-styled hunter groups, with the words that show it."""

from collections.abc import Iterable

from casebook.reading.index import Index, pattern
from casebook.reading.names.lexicon import COUNTY, FIRST_NAME, LARGE, PLACE, TITLE, written
from casebook.reading.rules import Hit
from casebook.records import Evidence

# What each kind of thing is worth. Who does it is asked first; decoys need nobody.
WORTH = {
    "hunters": 2.0, "hunter_group": 3.0, "vigilantes": 2.5, "group": 2.0, "actor": 1.5, "some_group": 1.0, "name": 1.5,
    "decoy": 2.5, "posing": 2.0, "sting": 1.5, "exposed": 1.5, "handover": 1.5, "crowd": 1.5,
    "confronted": 1.0, "live": 1.0, "children": 1.0, "wrong": 1.0,
}  # fmt: skip
# What words beside it make other news of it: the police go undercover as well, and foxes are hunted too.
DENIED = {"undercover": {"decoy", "posing", "sting"}, "prey": {"hunters", "hunter_group"}}
ENOUGH, PLENTY = 2.5, 3.5
BARE = {"group", "some_group", "name"}  # any club has a name and members


def find_subject(index: Index) -> tuple[Evidence, ...]:
    """The evidence that hunter groups are an article's subject; empty where they are not.

    One sure word is enough. Else a group (or a decoy) must be spoken of, and what it does (a sting, an
    exposure, a file for the police) and what it is about must add up: alone each of them is other news.
    """
    sure = index.read("subject_sure", index.news)
    if sure:
        return tuple(h.evidence for _, h in sure)
    who = [(i, hit) for i, hit in index.read("subject", index.news) if _is_band(hit["who"])]
    if not who:
        return ()
    hits = _undenied(index, who + index.read("subject_deed", index.news))
    hits += [h for _, h in index.read("subject_hint", index.news)]
    kinds = {h.value for h in hits}
    acted = any(h.rule.family == "subject" for h in hits)
    enough = PLENTY if kinds <= BARE else ENOUGH
    return tuple(h.evidence for h in hits) if acted and sum(WORTH[kind] for kind in kinds) >= enough else ()


def _undenied(index: Index, found: Iterable[tuple[int, Hit]]) -> list[Hit]:
    """The hits whose own sentence does not make other news of them; where foxes are hunted, nobody hunts men."""
    told = list(found)
    others = index.read("subject_not", sorted({i for i, _ in told}))
    prey = any(h.value == "prey" for _, h in others)
    denied = {(i, kind) for i, h in others for kind in DENIED[h.value]}
    return [h for i, h in told if (i, h.value) not in denied and not (prey and h.value in DENIED["prey"])]


def _is_band(name: str | None) -> bool:
    """May a name be a group's: no person's, no place, no body's?"""
    if not name:
        return True
    kinds = [written()[word] for word in name.split()]
    somebody, somewhere = kinds[0] & (FIRST_NAME | TITLE), kinds[-1] & (PLACE | COUNTY | LARGE)
    return not (somebody or somewhere or pattern("subject_name.body").search(name))
