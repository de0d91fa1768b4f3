"""Classes of looks under moves: are the figures kept while moving those that a fresh count gives?"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.agglomerate import agglomerate
from casebook.disclosure.blocks import Divider
from casebook.disclosure.exchange import NEVER, Exchange
from casebook.disclosure.hierarchy import grown
from casebook.disclosure.improve import improve
from casebook.disclosure.joins import joins_above
from casebook.disclosure.loss import grains

TREES = [
    grown([[a, a[0], "*"] for a in ("aa", "ba", "ab", "bb", "ac", "ca")]),
    grown([[str(n), f"{n // 2}", f"{n // 4}", "*"] for n in range(9)]),
]
LOST = grains(TREES, [1, 2])
TABLES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 8), st.integers(1, 3), st.integers(0, 1)),
    min_size=4, max_size=30, unique_by=lambda row: (row[0], row[1], row[3]),
)  # fmt: skip


def put(rows, k=3, l=1, t=1.0):  # noqa: E741
    """Leaves, joins, places, tallies and acceptance of rows of (leaf, leaf, number of rows, sensitive value)."""
    table = np.array(rows, dtype=np.int64)
    accept = Acceptance(k, (l,), (t,), table[:, 3:], table[:, 2])
    joins, places = joins_above(table[:, :2], TREES, LOST)
    return table[:, :2], joins, places, accept.tallies(), accept


def label_loss(leaves) -> int:
    """The loss of the least label over some leaves (looks x fields), by climbing from the bottom."""
    lost = 0
    for tree, own, column in zip(TREES, LOST, leaves.T, strict=True):
        level = next(level for level in range(tree.levels) if len(set(tree.path[column, level].tolist())) == 1)
        lost += int(own[tree.path[column[0], level]])
    return lost


def class_loss(leaves, rows, members) -> int:
    return int(rows[members].sum()) * label_loss(leaves[members]) if members.any() else 0


@settings(deadline=None)
@given(TABLES, st.lists(st.tuples(st.integers(0, 29), st.integers(0, 3)), max_size=6))
def test_figures_are_those_of_a_fresh_count(rows, wanted):
    """After any moves, is what a look costs each class, and frees in its own, what counting afresh gives?"""
    leaves, joins, places, tallies, accept = put(rows, k=1)
    exchange = Exchange.of(joins, places, tallies, np.arange(len(rows)) % 2, accept)
    for look, target in wanted:
        exchange.move([look % len(rows)], [target])
    for look, one in np.ndindex(*exchange.added.shape):
        members = exchange.classes == one
        alone = np.arange(len(rows)) == look
        if members[look]:
            counted = class_loss(leaves, exchange.rows, members) - class_loss(leaves, exchange.rows, members & ~alone)
            assert exchange.freed[look] == counted
        elif members.any():
            counted = class_loss(leaves, exchange.rows, members | alone) - class_loss(leaves, exchange.rows, members)
            assert exchange.added[look, one] == counted
        else:
            assert exchange.added[look, one] == NEVER
    assert (exchange.least == exchange.added.min(axis=1)).all()


@settings(deadline=None)
@given(TABLES, st.integers(2, 5), st.sampled_from([(1, 1.0), (2, 1.0), (2, 0.3)]))
def test_improving_never_loses_more_nor_breaks_a_promise(rows, k, asked):
    """Is every class still acceptable after local search, and the loss no higher than before?"""
    leaves, joins, places, tallies, accept = put(rows, k, *asked)
    if not accept.allows(tallies.sum(axis=0)[None])[0]:
        return
    before = agglomerate(joins, places, tallies, accept)
    after = improve(joins, places, tallies, before, accept)
    losses = [sum(class_loss(leaves, tallies[:, 0], classes == one) for one in set(classes)) for classes in (before, after)]
    assert losses[1] <= losses[0]
    assert accept.accepted(before).all()
    assert accept.accepted(after).all()


@settings(deadline=None)
@given(TABLES, st.integers(2, 3), st.integers(1, 9), st.sampled_from([1, 2]))
def test_blocks_hold_each_look_once_and_can_stand_alone(rows, k, most, varied):
    """However small the blocks are to be: is each look in one of them, and may each be released as one class?"""
    leaves, _, _, tallies, accept = put(rows, k, varied)
    if not accept.allows(tallies.sum(axis=0)[None])[0]:
        return
    blocks = list(Divider(leaves, TREES, LOST, accept, tallies, most).blocks(np.arange(len(rows))))
    assert sorted(np.concatenate(blocks).tolist()) == list(range(len(rows)))
    assert accept.allows(np.stack([tallies[block].sum(axis=0) for block in blocks])).all()
