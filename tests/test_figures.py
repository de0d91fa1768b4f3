"""Are the figures of risk and loss those of their definitions?"""

import json
from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.disclosure.classes import equivalence
from casebook.disclosure.figures import NOT_ESTIMATED, Risk, discernibility, figures, population_uniques, prosecutor
from casebook.errors import UsageError

CLASSES = st.lists(st.integers(0, 5), min_size=1, max_size=30)


def sized(*counts):
    """Persons in classes of these sizes."""
    return np.repeat(np.arange(len(counts)), counts)


def measured(*counts, sensitive=None, k=3, **more):
    columns = {name: np.array(values) for name, values in (sensitive or {}).items()}
    return figures(sized(*counts), columns, k, **more)


@pytest.mark.parametrize(
    ("counts", "k", "risk"),
    [
        ((4,), 3, Risk(1 / 4, 1 / 4, 0.0)),
        ((1, 3), 3, Risk(1.0, 2 / 4, 1 / 4)),
        ((2, 2, 6), 3, Risk(1 / 2, 3 / 10, 4 / 10)),
        ((1, 1, 1), 2, Risk(1.0, 1.0, 1.0)),
        ((), 3, Risk(0.0, 0.0, 0.0)),
    ],
)
def test_the_prosecutor(counts, k, risk):
    """Is it 1 in the size of the class: the worst, the mean, and the share above 1/k?"""
    assert prosecutor(np.array(counts, dtype=np.int64), k) == risk
    assert measured(*counts, k=k).prosecutor == risk


def test_all_figures_of_a_table():
    """Are ten persons in classes of 1, 2, 3 and 4 told as the definitions say?"""
    found = measured(1, 2, 3, 4, suppressed=2)
    assert (found.persons, found.suppressed, found.classes, found.k, found.sample_uniques) == (10, 2, 4, 1, 1)
    assert found.marketer == found.prosecutor.average == 0.4
    assert found.discernibility == 1 + 4 + 9 + 16 + 2 * 12
    assert found.average_class_size == 2.5


@given(CLASSES)
def test_definitions_hold_for_any_table(classes):
    """Do the figures agree with counting person by person?"""
    found = figures(equivalence([np.array(classes)]), {}, 3)
    own = [Counter(classes)[c] for c in classes]
    assert found.k == min(own)
    assert found.prosecutor.highest == max(1 / size for size in own)
    assert found.prosecutor.average == pytest.approx(sum(1 / size for size in own) / len(own))
    assert found.prosecutor.share_above == sum(1 / size > 1 / 3 for size in own) / len(own)
    assert found.sample_uniques == own.count(1)
    assert found.discernibility == sum(own)


@given(CLASSES, st.data())
def test_the_prosecutor_bounds_the_journalist(population, data):
    """Whoever is drawn from a population, is the chance to find one among all of it never above our bound?"""
    drawn = data.draw(st.lists(st.sampled_from(range(len(population))), min_size=1, unique=True))
    found = figures(equivalence([np.array([population[i] for i in drawn])]), {}, 3)
    risks = [1 / population.count(population[i]) for i in drawn]
    assert max(risks) <= found.journalist.highest
    assert sum(risks) / len(risks) <= found.journalist.average + 1e-12


@pytest.mark.parametrize(
    ("values", "l", "t"),
    [
        ([0, 0, 0, 0], 1, 0.0),
        ([0, 1, 0, 1], 2, 0.0),
        ([0, 0, 1, 1], 1, 0.5),
        ([0, 0, 0, 1], 1, 0.25),
        ([0, 1, 2, 3], 2, 0.5),
    ],
)
def test_what_a_class_tells(values, l, t):  # noqa: E741
    """Is l the fewest values in one of two classes of two, and t the farthest that its shares lie from all four's?"""
    found = measured(2, 2, sensitive={"charge": values}).sensitive["charge"]
    assert (found.l, found.t) == (l, pytest.approx(t))


def test_numbers_of_classes_may_have_gaps():
    """Are the figures those of the classes that have persons, whatever their numbers?"""
    few, many = np.array([0, 0, 1]), np.array([4, 4, 9])
    assert figures(many, {"plea": few}, 2) == figures(few, {"plea": few}, 2)


def test_one_who_is_left_out_counts_as_alike_to_all():
    """Does discernibility grow by everybody for each person who is suppressed?"""
    counts = np.array([3, 4])
    assert discernibility(counts) == 25
    assert discernibility(counts, suppressed=3) == 25 + 3 * 10


@pytest.mark.parametrize("counts", [(1, 1, 2, 3), (1, 5), (1, 1, 1, 4, 4, 9)])
@pytest.mark.parametrize("fraction", [0.2, 0.5, 0.8])
def test_population_uniques_by_the_book(counts, fraction):
    """Is it Zayatz's figure, counted with binomial coefficients?"""
    n = sum(counts)
    total = round(n / fraction)
    weights = {s: many * s * comb(total - s, n - 1) / comb(total, n) for s, many in Counter(counts).items()}
    expected = counts.count(1) * weights[1] / sum(weights.values())
    assert population_uniques(np.array(counts), fraction) == pytest.approx(expected)


def test_population_uniques_at_the_ends():
    """Is it all sample uniques where the table is the population, none where nobody is alone, and refused beyond 0 to 1?"""
    assert population_uniques(np.array([1, 1, 5]), 1.0) == 2
    assert population_uniques(np.array([2, 5]), 0.1) == 0
    assert population_uniques(np.array([], dtype=np.int64), 0.1) == 0
    for fraction in (0.0, -0.1, 1.1):
        with pytest.raises(UsageError, match="it must be above 0, up to 1"):
            population_uniques(np.array([1]), fraction)


@pytest.mark.parametrize("fraction", [0.1, 0.4, 0.8])
def test_population_uniques_err_on_the_side_of_risk(fraction):
    """Of a sample of an invented population, are those who are alone in it no more than we say?"""
    chance = np.random.default_rng(7)
    population = np.minimum(chance.geometric(0.002, 20_000), 3_000)
    drawn = chance.permutation(len(population))[: int(fraction * len(population))]
    counts = np.bincount(population)
    alone = int((counts[population[drawn]] == 1).sum())
    found = figures(equivalence([population[drawn]]), {}, 3, fraction=fraction)
    assert found.population_uniques >= 0.9 * alone > 0


def test_what_is_not_known_is_said():
    """Does the mapping say what was not estimated and what is a bound, and does it survive JSON?"""
    told = measured(1, 2, sensitive={"charge": [0, 1, 1]}).to_json()
    assert json.loads(json.dumps(told)) == told
    assert told["population_uniques"] == NOT_ESTIMATED
    assert told["journalist"].pop("meaning").startswith("upper bound")
    assert told["journalist"] == told["prosecutor"]
    assert told["marketer"] == 0.666667
    assert told["sensitive"] == {"charge": {"l": 1, "t": 0.666667}}
    assert measured(1, 2, fraction=1.0).to_json()["population_uniques"] == 1.0


def test_nobody_is_in_the_table():
    """Are an empty table's figures all nought, without k?"""
    found = measured(sensitive={"charge": []}, suppressed=2)
    assert (found.k, found.classes, found.marketer, found.discernibility, found.sensitive) == (None, 0, 0.0, 4, {})
    json.dumps(found.to_json())
