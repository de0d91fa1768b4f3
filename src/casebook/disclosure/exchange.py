"""Keep looks in classes, know what each move would cost, and make moves that lower the loss."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.classes import Codes
from casebook.disclosure.joins import Joins

NEVER = np.iinfo(np.int64).max // 4


@dataclass
class Exchange:
    """Looks in classes, each of which may be released; some classes are empty, for new ones to be founded.

    `freed[look]` is the loss that its class is rid of without it, `spare[look]` whether the class may be released then,
    `changed[look]` whether the class is another since somebody looked; `added[look, class]` is what another class takes on,
    `cheapest[look]` the class that takes on least.
    """

    joins: Joins
    accept: Acceptance
    places: Codes = field(repr=False)
    tallies: Codes = field(repr=False)
    classes: Codes = field(repr=False)
    members: Codes = field(repr=False)
    lost: Codes = field(repr=False)
    freed: Codes = field(repr=False)
    spare: NDArray[np.bool_] = field(repr=False)
    changed: NDArray[np.bool_] = field(repr=False)
    added: Codes = field(repr=False)
    cheapest: Codes = field(repr=False)

    @classmethod
    def of(cls, joins: Joins, places: Codes, tallies: Codes, classes: Codes, accept: Acceptance) -> "Exchange":
        """Looks (`places` is fields x looks, `tallies` looks x counts) in their first classes, 0 to n - 1."""
        looks, n = len(classes), 2 * (int(classes.max()) + 1)
        exchange = cls(
            joins=joins,
            accept=accept,
            places=places,
            tallies=tallies,
            classes=classes.copy(),
            members=np.zeros((n, tallies.shape[1]), dtype=np.int64),
            lost=np.zeros(n, dtype=np.int64),
            freed=np.zeros(looks, dtype=np.int64),
            spare=np.zeros(looks, dtype=bool),
            changed=np.ones(looks, dtype=bool),
            added=np.full((looks, n), NEVER),
            cheapest=np.zeros(looks, dtype=np.int64),
        )
        exchange._settle(range(n))
        exchange.cheapest = exchange.added.argmin(axis=1)
        return exchange

    @property
    def rows(self) -> Codes:
        """How many rows have each look."""
        return self.tallies[:, 0]

    @property
    def least(self) -> Codes:
        """What the cheapest class takes on with each look."""
        least: Codes = self.added[np.arange(len(self.cheapest)), self.cheapest]
        return least

    def empty(self) -> int | None:
        """A class without looks, None where all are taken."""
        free = np.flatnonzero(self.members[:, 0] == 0)
        return int(free[0]) if len(free) else None

    def move(self, looks: Sequence[int], targets: Sequence[int]) -> bool:
        """Move looks to classes, all at once, if every class may still be released and the loss falls; else nothing changes."""
        before = self.classes[list(looks)]
        changed = sorted({*before.tolist(), *targets})
        members = self.members.copy()
        np.subtract.at(members, before, self.tallies[list(looks)])
        np.add.at(members, list(targets), self.tallies[list(looks)])
        after = members[changed]
        if not (self.accept.allows(after) | (after[:, 0] == 0)).all():
            return False
        self.classes[list(looks)] = targets
        if self._loss(changed) >= (self.members[changed, 0] * self.lost[changed]).sum():
            self.classes[list(looks)] = before
            return False
        self._settle(changed)
        self._look_again(changed)
        return True

    def shun(self, look: int) -> None:
        """Never propose the cheapest class of a look again, until one of its classes changes."""
        self.added[look, self.cheapest[look]] = NEVER
        self.cheapest[look] = self.added[look].argmin()

    def _loss(self, which: Sequence[int]) -> int:
        """The loss of all rows of some classes, counted afresh."""
        total = 0
        for one in which:
            own = np.flatnonzero(self.classes == one)
            if len(own):
                total += int(self.rows[own].sum()) * self.joins.loss_of(self.places[:, own])
        return total

    def _look_again(self, changed: Sequence[int]) -> None:
        """Find the cheapest class of looks anew."""
        stale = np.isin(self.cheapest, changed)
        for one in changed:
            cheaper = self.added[:, one] < self.least
            self.cheapest[cheaper] = one
        self.cheapest[stale] = self.added[stale].argmin(axis=1)

    def _settle(self, which: Sequence[int]) -> None:
        """Find what each look would cost some classes and what each of their own would free."""
        for one in which:
            own = np.flatnonzero(self.classes == one)
            self.members[one] = self.tallies[own].sum(axis=0)
            if not len(own):
                self.lost[one], self.added[:, one] = 0, NEVER
                continue
            rest, label = self._without_each(self.places[:, own])
            total, lost = self.members[one, 0], self.joins.loss(label[:, None])[0]
            self.lost[one] = lost
            self.added[:, one] = (self.rows + total) * self.joins.loss_with(label, self.places) - total * lost
            self.added[own, one] = NEVER
            self.freed[own] = total * lost - (total - self.rows[own]) * self.joins.loss(rest)
            self.changed[own] = True
            self.spare[own] = self.accept.allows(self.members[one] - self.tallies[own])

    def _without_each(self, places: Codes) -> tuple[Codes, Codes]:
        """The label of looks (fields x n) without each of them, and with all.

        Leaves under a label lie side by side, so that the first and the last meet where all do.
        """
        ordered = np.sort(places, axis=1)
        ends = ordered[:, [0, -1]]
        if places.shape[1] == 1:
            return places, places[:, 0]
        first = np.where(places == ends[:, :1], ordered[:, 1:2], ends[:, :1])
        last = np.where(places == ends[:, 1:], ordered[:, -2:-1], ends[:, 1:])
        return self.joins.meetings(first, last), self.joins.joined(ends[:, 0], ends[:, 1])
