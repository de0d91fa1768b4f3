"""Give links back, incident by incident, where they were cut as a whole and everybody still keeps k.

A person's look depends on the incident's links; so each incident keeps its link unless somebody would stand
out by it. All are mended at first, then those that fail are cut again until everybody keeps k in both views: the
joined view, and the scene that the person was in, linked or not.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from casebook.contract import Contract
from casebook.wall.joined import Look, joined_view, scene_view
from casebook.wall.recoding import CUT, LINKS, Recoding, Tables, recode

Views = Mapping[str, tuple[Look | None, ...]]


def mend_links(tables: Tables, contract: Contract, k: int, recoding: Recoding) -> Recoding:
    """The same recoding with every link mended that k allows, link by link in the order of LINKS; k must hold already."""
    home = homes(tables, recoding)
    for link in LINKS:
        if recoding.levels[link] == CUT:
            everywhere = frozenset(row["incident_id"] for row in tables["incidents"])
            recoding = _mend(link, everywhere, home, k, recoding, lambda r: views(recode(tables, r), contract, home))
    return recoding


def homes(tables: Tables, recoding: Recoding) -> dict[str, str]:
    """The incident that every person was in, those withheld apart."""
    return {row["arrest_id"]: row["incident_id"] for row in tables["arrests"] if row["arrest_id"] not in recoding.withheld}


def views(released: Tables, contract: Contract, home: Mapping[str, str]) -> Views:
    """Every person's look, and the look of the incident that they were in."""
    scenes = scene_view(released, contract)
    return {
        person: (look, scenes.get(home[person])) for person, look in joined_view(released, contract).items() if person in home
    }


def smallest(looks: Views) -> dict[str, int]:
    """For every person the size of the smaller of their two classes."""
    sizes = [Counter(column) for column in zip(*looks.values(), strict=True)]
    return {p: min(size[look] for size, look in zip(sizes, both, strict=True)) for p, both in looks.items()}


def _mend(
    link: str, incidents: frozenset[str], home: Mapping[str, str], k: int, recoding: Recoding, view: Callable[[Recoding], Views]
) -> Recoding:
    before = view(recoding)
    mended = incidents
    while True:
        after = replace(recoding, mended={**recoding.mended, link: mended})
        bad = _to_cut(before, view(after), home, mended, k)
        if not bad:
            return after
        mended -= bad


def _to_cut(before: Views, after: Views, home: Mapping[str, str], mended: frozenset[str], k: int) -> frozenset[str]:
    """Incidents whose link must be cut again: those of persons in small classes, else the least class that left them behind."""
    sizes = smallest(after)
    small = [person for person, size in sizes.items() if size < k]
    own = frozenset(home[p] for p in small) & mended
    if own or not small:
        return own
    left = {look for person in small for look in before[person]}
    away = [p for p in after if not left.isdisjoint(before[p]) and home[p] in mended]
    if not away:
        return mended
    least = min((sizes[p], repr(after[p])) for p in away)
    return frozenset(home[p] for p in away if (sizes[p], repr(after[p])) == least)
