"""Recode a table locally: different rows at different levels, at little loss.

No row is suppressed: a row that fits nowhere costs most at the top of every hierarchy, and there it hides others.
"""

from collections.abc import Sequence

import numpy as np

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.agglomerate import agglomerate
from casebook.disclosure.blocks import Divider
from casebook.disclosure.classes import Codes
from casebook.disclosure.hierarchy import Hierarchy
from casebook.disclosure.improve import improve
from casebook.disclosure.joins import joins_above

BLOCK, BLOCK_IN_K = 400, 16  # the most looks that are compared all with all: 400, and where k is large 16 k
TOO_MANY = 5  # times as many


def recode_locally(leaves: Codes, hierarchies: Sequence[Hierarchy], lost: Sequence[Codes], accept: Acceptance) -> Codes | None:
    """The nodes of each look (looks x fields); None where not even the whole table is a class that may be released.

    `leaves` is looks x fields; `lost` each field's loss of each node, in grains. Near the least loss, not surely at it.
    """
    tallies = accept.tallies()
    if not accept.allows(tallies.sum(axis=0)[None])[0]:
        return None
    divider = Divider(leaves, hierarchies, lost, accept, tallies, _most(accept))
    nodes = np.zeros_like(leaves)
    for block in divider.blocks(np.arange(len(leaves))):
        nodes[block] = _recoded(leaves[block], hierarchies, lost, tallies[block], accept)
    return nodes


def _recoded(leaves: Codes, hierarchies: Sequence[Hierarchy], lost: Sequence[Codes], tallies: Codes, accept: Acceptance) -> Codes:
    """The nodes of the looks of one block; one class where it could not be divided and is too large to compare."""
    if len(leaves) > TOO_MANY * _most(accept):
        return np.tile(_least_common(leaves, hierarchies), (len(leaves), 1))
    joins, places = joins_above(leaves, hierarchies, lost)
    classes = improve(joins, places, tallies, agglomerate(joins, places, tallies, accept), accept)
    return joins.node_of(joins.spanned(places, classes))


def _most(accept: Acceptance) -> int:
    """The most looks of a block."""
    return max(BLOCK, BLOCK_IN_K * accept.k)


def _least_common(leaves: Codes, hierarchies: Sequence[Hierarchy]) -> Codes:
    """The nodes under which all looks are; leaves under a node lie side by side, so the first and the last tell."""
    ends = [(h.path[column.min()], h.path[column.max()]) for h, column in zip(hierarchies, leaves.T, strict=True)]
    return np.array([first[int((first != last).sum())] for first, last in ends])
