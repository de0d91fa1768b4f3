"""Lay a release over the one before it: whom do the two together single out?"""

from collections import Counter
from collections.abc import Hashable, Mapping

from casebook.attack.figures import Figures, Number
from casebook.attack.release import Release
from casebook.attack.sources import Sources
from casebook.wall.joined import joined_view

MEANING = (
    "Laid over the release before it, {differenced} of the persons in both share their pair of looks with fewer than k; "
    "the smallest such class has {differenced_smallest}; {differenced_classes} classes came or went by fewer than k persons."
)


def lay_over(release: Release, sources: Sources, previous: Release, k: int) -> Figures:  # noqa: ARG001  (called like the others)
    """Persons who are in both releases (ids stay) and whose looks in the two, taken together, single them out.

    `differenced`: those whose pair of looks fewer than `k` share; `differenced_classes`: the classes of a release of which
    1 to k - 1 persons are in the one only, so that who came or left is known among few.
    """
    now, before = (joined_view(r.tables, r.contract) for r in (release, previous))
    pairs = Counter((before[person], now[person]) for person in now if person in before)
    small = sum(size for size in pairs.values() if size < k)
    return Figures(
        attack="differencing",
        meaning=MEANING,
        numbers=(
            Number("differenced", small, sum(pairs.values()), private=True),
            Number("differenced_smallest", min(pairs.values(), default=0), private=True),
            Number("differenced_classes", _changed(now, before, k) + _changed(before, now, k)),
        ),
    )


def _changed(here: Mapping[str, Hashable], there: Mapping[str, Hashable], k: int) -> int:
    """The classes here that hold between 1 and k - 1 persons who are not there; by their sizes, too, where no id is in both."""
    only = Counter(look for person, look in here.items() if person not in there)
    ways = [only, only - Counter(there.values())] if here.keys().isdisjoint(there) else [only]
    return max(sum(size < k for size in way.values()) for way in ways)
