"""Measure what recoding cost: the loss metric, precision and discernibility of a recoded table.

Inside the engine a loss is a whole number of grains, so that sums are the same on any machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.classes import Codes, equivalence, sizes
from casebook.disclosure.hierarchy import Hierarchy

GRAINS = 1 << 30
SUPPRESSED = -1


@dataclass(frozen=True)
class Cost:
    """What is lost, each from 0 (nothing) to 1 (all) but for discernibility, which counts rows.

    `loss`: Iyengar's LM, (leaves under a label - 1) / (leaves - 1), a suppressed cell 1, the mean over rows and fields
    by weight (Iyengar 2002). `by_field`: the same in each quasi field. `precision`: 1 minus the mean of
    level / highest level (Sweeney 2002). `discernibility`: each row counts the rows that look like it, a suppressed one
    counts all (Bayardo & Agrawal 2005). `smallest`: rows of the smallest class that isn't suppressed, None without any.
    """

    loss: float
    by_field: tuple[float, ...]
    precision: float
    discernibility: int
    smallest: int | None
    classes: int
    suppressed: int


def grains(hierarchies: Sequence[Hierarchy], weights: Sequence[float]) -> list[Codes]:
    """For each field the loss of each node in grains; weights are shared out so that they average 1."""
    mean = sum(weights) / len(weights)
    return [np.rint(h.loss * (w / mean) * GRAINS).astype(np.int64) for h, w in zip(hierarchies, weights, strict=True)]


def cost(hierarchies: Sequence[Hierarchy], weights: Sequence[float], nodes: Codes, rows: Codes) -> Cost:
    """The cost of looks recoded to `nodes` (looks x fields; SUPPRESSED in all fields of a suppressed look).

    `rows` is how many rows have each look.
    """
    gone = nodes[:, 0] == SUPPRESSED
    kept, weight = nodes[~gone], rows[~gone]
    all_rows, suppressed = int(rows.sum()), int(rows[gone].sum())
    by_field = tuple(_mean(h.loss[c], weight, suppressed, all_rows) for h, c in zip(hierarchies, kept.T, strict=True))
    heights = [_mean(_height(h)[c], weight, suppressed, all_rows) for h, c in zip(hierarchies, kept.T, strict=True)]
    members = sizes(equivalence(list(kept.T)), weight) if len(kept) else np.zeros(0, dtype=np.int64)
    return Cost(
        loss=float(np.average(by_field, weights=weights)),
        by_field=by_field,
        precision=1 - float(np.mean(heights)),
        discernibility=int((members**2).sum()) + suppressed * all_rows,
        smallest=int(members.min()) if len(members) else None,
        classes=len(members),
        suppressed=suppressed,
    )


def _mean(lost: NDArray[np.float64], rows: Codes, suppressed: int, all_rows: int) -> float:
    return (float((lost * rows).sum()) + suppressed) / max(all_rows, 1)


def _height(hierarchy: Hierarchy) -> NDArray[np.float64]:
    """The level of each node over the highest level."""
    own = np.arange(len(hierarchy.path))[:, None]
    above = (hierarchy.path != own).sum(axis=1)
    height: NDArray[np.float64] = 1 - above / max(hierarchy.levels - 1, 1)
    return height
