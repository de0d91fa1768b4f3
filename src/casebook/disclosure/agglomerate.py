"""Join looks into classes, the cheapest pairs first, until every class may be released.

Agglomerative k-anonymity (Gionis & Tassa 2009, Goldberger & Tassa 2010). The price of a pair is the loss it adds, and
something for what it will bring: rows beyond k would have been of use elsewhere, rows short of k must still be found.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.joins import Joins

ADDED, BEYOND, SHORT = 10, 5, 2  # tenths of a row's loss: for each row, each beyond k, each that k still lacks
AT_ONCE = 8  # one in so many clusters that wait may be joined before prices are asked again
NEVER = np.iinfo(np.int64).max


def agglomerate(joins: Joins, places: Codes, tallies: Codes, accept: Acceptance) -> Codes:
    """The class of each look (`places` is fields x looks, `tallies` looks x counts), 0 to n - 1.

    All looks together must be a class that may be released. Takes O(looks^2) memory.
    """
    clusters = _Clusters.of(joins, places, tallies, accept)
    while clusters.join_cheapest():
        pass
    return equivalence([clusters.owners()])


@dataclass
class _Clusters:
    """Each look a cluster, until another absorbs it; `waiting` are those that may not be released yet."""

    joins: Joins
    accept: Acceptance
    places: Codes = field(repr=False)
    tallies: Codes = field(repr=False)
    lost: Codes = field(repr=False)
    waiting: NDArray[np.bool_] = field(repr=False)
    parent: Codes = field(repr=False)
    prices: Codes = field(repr=False)

    @classmethod
    def of(cls, joins: Joins, places: Codes, tallies: Codes, accept: Acceptance) -> "_Clusters":
        clusters = cls(
            joins=joins,
            accept=accept,
            places=places.copy(),
            tallies=tallies.copy(),
            lost=joins.loss(places),
            waiting=~accept.allows(tallies),
            parent=np.arange(len(tallies)),
            prices=np.empty((len(tallies), len(tallies)), dtype=np.int64),
        )
        clusters._ask(clusters.parent)
        return clusters

    def join_cheapest(self) -> bool:
        """Join clusters that wait with their nearest, the cheapest pairs of them; False where none waits."""
        ones = np.flatnonzero(self.waiting)
        if not len(ones):
            return False
        others = self.prices[ones].argmin(axis=1)
        order = np.argsort(self.prices[ones, others], kind="stable")[: -(-len(ones) // AT_ONCE)]
        chosen = order[_disjoint(ones[order], others[order], len(self.parent))]
        self._absorb(ones[chosen], others[chosen])
        return True

    def owners(self) -> Codes:
        """The cluster that holds each look at the end."""
        owner = self.parent
        while (self.parent[owner] != owner).any():
            owner = self.parent[owner]
        return owner

    def _absorb(self, ones: Codes, others: Codes) -> None:
        self.places[:, ones] = self.joins.meetings(self.places[:, ones], self.places[:, others])
        self.tallies[ones] += self.tallies[others]
        self.lost[ones] = self.joins.loss(self.places[:, ones])
        self.waiting[ones] = ~self.accept.allows(self.tallies[ones])
        self.waiting[others] = False
        self.parent[others] = ones
        self.prices[:, others] = NEVER
        self._ask(ones)

    def _ask(self, ones: Codes) -> None:
        """The price of joining some clusters with each other one; NEVER with itself and what was absorbed."""
        rows = self.tallies[:, 0]
        together = self.joins.losses_between(self.places[:, ones], self.places)
        apart = (rows * self.lost)[ones, None] + rows * self.lost
        over = rows[ones, None] + rows - self.accept.k
        toll = np.maximum(BEYOND * over, -SHORT * over)
        prices = ADDED * ((over + self.accept.k) * together - apart) + toll * together
        prices[:, self.parent != np.arange(len(self.parent))] = NEVER
        prices[np.arange(len(ones)), ones] = NEVER
        self.prices[ones] = prices
        self.prices[:, ones] = prices.T


def _disjoint(ones: Codes, others: Codes, clusters: int) -> NDArray[np.bool_]:
    """Which pairs share no cluster with a pair before them."""
    rank = np.arange(len(ones))
    first = np.full(clusters, len(ones))
    np.minimum.at(first, ones, rank)
    np.minimum.at(first, others, rank)
    disjoint: NDArray[np.bool_] = (first[ones] == rank) & (first[others] == rank)
    return disjoint
