from itertools import product
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.disclosure.lattice import Node, least_loss

HEIGHTS = st.lists(st.integers(1, 4), min_size=1, max_size=4)


@st.composite
def lattices(draw: st.DrawFn) -> tuple[list[list[float]], list[Node]]:
    """Losses of each level, few enough to tie often; and the finest nodes that hold."""
    heights = draw(HEIGHTS)
    losses = [sorted(draw(st.lists(st.integers(0, 4).map(float), min_size=h, max_size=h))) for h in heights]
    node = st.tuples(*(st.integers(0, h - 1) for h in heights))
    return losses, draw(st.lists(node, max_size=4))


def coarser(node: Node, other: Node) -> bool:
    return all(a >= b for a, b in zip(node, other, strict=True))


def brute_force(losses, holds, loss) -> Node | None:
    nodes = [node for node in product(*(range(len(levels)) for levels in losses)) if holds(node)]
    return min(nodes, key=lambda node: (loss(node), node), default=None)


def total(losses, node: Node) -> float:
    return fsum(levels[level] for levels, level in zip(losses, node, strict=True))


@settings(deadline=None)
@given(lattices())
def test_finds_the_node_that_brute_force_finds(lattice):
    """Is it the least node that holds, the first of several in the order of tuples?"""
    losses, finest = lattice

    def holds(node: Node) -> bool:
        return any(coarser(node, f) for f in finest)

    assert least_loss(losses, holds) == brute_force(losses, holds, lambda node: total(losses, node))


@settings(deadline=None)
@given(lattices(), st.data())
def test_finds_it_where_the_sum_is_but_a_lower_bound(lattice, data):
    """Is it still the least where suppressed rows make a node dearer than its levels?"""
    losses, finest = lattice
    extra = {n: data.draw(st.integers(0, 6)) for n in product(*(range(len(levels)) for levels in losses))}

    def holds(node: Node) -> bool:
        return any(coarser(node, f) for f in finest)

    def loss(node: Node) -> float:
        return total(losses, node) + extra[node]

    assert least_loss(losses, holds, loss) == brute_force(losses, holds, loss)


@settings(deadline=None)
@given(lattices())
def test_never_asks_what_it_could_know(lattice):
    """Is a node asked for only where no earlier answer gives its own?"""
    losses, finest = lattice
    asked: list[tuple[Node, bool]] = []

    def holds(node: Node) -> bool:
        answer = any(coarser(node, f) for f in finest)
        assert not any(coarser(node, n) if yes else coarser(n, node) for n, yes in asked)
        asked.append((node, answer))
        return answer

    least_loss(losses, holds)
    assert asked


@pytest.mark.parametrize("levels", [3, 4])
def test_asks_few_nodes_of_many(levels):
    """Do fifteen columns, up to a thousand million nodes, take at most five thousand questions?"""
    columns = 15
    losses = [[(c % 5 + 1) * level / 7 for level in range(levels)] for c in range(columns)]
    asked: list[Node] = []

    def holds(node: Node) -> bool:
        asked.append(node)
        return sum((c % 4 + 1) * level for c, level in enumerate(node)) >= 30 and node[3] + node[8] > 1

    found = least_loss(losses, holds)
    assert found is not None
    assert holds(found)
    assert len(asked) < 5000


def test_a_lattice_where_nothing_holds_has_no_node():
    """Is None the answer where not even the coarsest node holds?"""
    assert least_loss([[0.0, 1.0], [0.0, 1.0]], lambda _: False) is None
