"""Say which classes may be released: large enough (k), varied enough (l), near enough to the whole table (t)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.classes import Codes, distance, distinct, equivalence, sizes
from casebook.disclosure.loss import SUPPRESSED
from casebook.disclosure.policy import TablePolicy
from casebook.errors import DisclosureError

ROUNDING = 1e-9


@dataclass(frozen=True)
class Acceptance:
    """k, and for each sensitive field its l and t; `sensitive` (looks x fields) and `rows` describe the table."""

    k: int
    l: tuple[int, ...]  # noqa: E741  (the field's standard name)
    t: tuple[float, ...]
    sensitive: Codes = field(repr=False)
    rows: Codes = field(repr=False)

    def accepted(self, classes: Codes) -> NDArray[np.bool_]:
        """Which classes may be released; `classes` is the class of each look."""
        good = sizes(classes, self.rows) >= self.k
        for values, least, most in self._demanding():
            good &= distinct(classes, values) >= least
            if most < 1:
                good &= distance(classes, values, self.rows) <= most + ROUNDING
        return good

    def refused_rows(self, classes: Codes) -> int:
        """Rows of classes that may not be released."""
        return int(self.rows[~self.accepted(classes)[classes]].sum())

    def tallies(self) -> Codes:
        """For each look its rows, then its rows by value of each sensitive field that l or t is asked of.

        Tallies of looks add up to the tally of their class.
        """
        parts = [np.eye(int(values.max(initial=0)) + 1, dtype=np.int64)[values] for values, _, _ in self._demanding()]
        return np.hstack([np.ones((len(self.rows), 1), dtype=np.int64), *parts]) * self.rows[:, None]

    def allows(self, tallies: Codes) -> NDArray[np.bool_]:
        """Which classes may be released, by their tallies (classes x counts)."""
        total = tallies[:, 0]
        good: NDArray[np.bool_] = total >= self.k
        start = 1
        for values, least, most in self._demanding():
            expected = np.bincount(values, self.rows) / self.rows.sum()
            counts = tallies[:, start : start + len(expected)]
            start += len(expected)
            good &= (counts > 0).sum(axis=1) >= least
            if most < 1:
                shares = counts / np.maximum(total, 1)[:, None]
                good &= np.maximum(shares - expected, 0).sum(axis=1) <= most + ROUNDING
        return good

    def recheck(self, nodes: Codes, limit: int) -> None:
        """Look at recoded looks afresh; raises DisclosureError where a class is refused or too many rows are suppressed."""
        gone = nodes[:, 0] == SUPPRESSED
        classes = equivalence(list((nodes + 1).T))
        refused = ~self.accepted(classes)[classes]
        if (refused & ~gone).any() or self.rows[gone].sum() > limit:
            raise DisclosureError(f"The recoded table does not hold k = {self.k} and the l and t of its policy. Report this.")

    def _demanding(self) -> Iterator[tuple[Codes, int, float]]:
        """The sensitive fields that ask something, with their l and t."""
        for values, least, most in zip(self.sensitive.T, self.l, self.t, strict=True):
            if least > 1 or most < 1:
                yield values, least, most


def acceptance(policy: TablePolicy, sensitive: Codes, rows: Codes) -> Acceptance:
    """What a policy asks of the classes of a table."""
    declared = [policy.fields[name] for name in policy.of_role("sensitive")]
    return Acceptance(policy.k, tuple(f.l for f in declared), tuple(f.t for f in declared), sensitive, rows)
