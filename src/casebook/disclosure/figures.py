"""Measure how risky a table of persons is to release: what an intruder may hope for, what a class tells, what protection cost.

From the equivalence class of each person (`classes.py`), their sensitive values as integers, and nothing else. An
intruder knows somebody's quasi-identifiers and picks one of those who share them:

- the prosecutor knows that the person is in the table: 1 in the size of the person's class;
- the journalist does not, and picks among all in the population who share them: 1 in that number, never above the
  prosecutor's, so that the prosecutor's figure is its upper bound where no list of the population is known;
- the marketer wants as many right as can be: the expected share of all persons, classes / persons.

El Emam & Dankar 2008 (J Am Med Inform Assoc 15:627-637); Templ 2017, Statistical Disclosure Control for Microdata, ch. 3.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from casebook.disclosure.classes import Codes, distance, distinct, equivalence, sizes
from casebook.errors import UsageError

NOT_ESTIMATED = "not estimated: no sampling fraction is declared"
JOURNALIST = "upper bound: the prosecutor's, for no list of the population is known"
PLACES = 6


@dataclass(frozen=True)
class Risk:
    """The chance that a person is found, 0 to 1: the worst, the mean of all, and the share of persons above 1/k."""

    highest: float
    average: float
    share_above: float


@dataclass(frozen=True)
class Sensitive:
    """One sensitive column: the fewest distinct values in a class (l) and the farthest distribution of one (t, 0 to 1)."""

    l: int  # noqa: E741  (the field's own word)
    t: float


@dataclass(frozen=True)
class RiskFigures:
    """The figures of one release. `k` is the smallest class; None, and every risk 0, where nobody is in the table.

    `discernibility` and `average_class_size` say what was lost: the lower the better (1 x persons and 1 at least).
    """

    persons: int
    suppressed: int
    classes: int
    k: int | None
    sample_uniques: int
    population_uniques: float | None
    prosecutor: Risk
    marketer: float
    discernibility: int
    average_class_size: float
    sensitive: Mapping[str, Sensitive] = field(default_factory=dict)

    @property
    def journalist(self) -> Risk:
        """An upper bound: those in the table who share a look are among those in the population who do."""
        return self.prosecutor

    def to_json(self) -> dict[str, Any]:
        """All of it as a mapping for `json.dumps`, said as what it is; fractions to six places."""
        estimated = NOT_ESTIMATED if self.population_uniques is None else self.population_uniques
        bound = {**asdict(self.journalist), "meaning": JOURNALIST}
        told = {**asdict(self), "population_uniques": estimated, "journalist": bound}
        return {name: _rounded(value) for name, value in told.items()}


def figures(
    classes: Codes, sensitive: Mapping[str, Codes], k: int, *, suppressed: int = 0, fraction: float | None = None
) -> RiskFigures:
    """The figures of a table, from the class (n nonnegative integers) of each person who is in it.

    `sensitive`: n integers a column; `k`: what is required, persons in smaller classes are above 1/k; `suppressed`: persons
    left out of the table; `fraction`: the share of the population that the table is, 0 to 1, where it is known.
    """
    classes = equivalence([classes])
    persons, counts = len(classes), sizes(classes)
    return RiskFigures(
        persons=persons,
        suppressed=suppressed,
        classes=len(counts),
        k=int(counts.min()) if persons else None,
        sample_uniques=int((counts == 1).sum()),
        population_uniques=None if fraction is None else population_uniques(counts, fraction),
        prosecutor=prosecutor(counts, k),
        marketer=len(counts) / max(persons, 1),
        discernibility=discernibility(counts, suppressed),
        average_class_size=persons / max(len(counts), 1),
        sensitive={name: _sensitive(classes, values) for name, values in sensitive.items() if persons},
    )


def prosecutor(counts: Codes, k: int) -> Risk:
    """The risks of persons in classes of these sizes, 1/size each; the share of those in classes smaller than k."""
    if not len(counts):
        return Risk(0.0, 0.0, 0.0)
    persons = int(counts.sum())
    return Risk(1 / int(counts.min()), len(counts) / persons, int(counts[counts < k].sum()) / persons)


def discernibility(counts: Codes, suppressed: int = 0) -> int:
    """How many each person can't be told from: the sum of squared sizes; one left out counts as alike to all.

    Bayardo & Agrawal 2005.
    """
    return int((counts * counts).sum()) + suppressed * (int(counts.sum()) + suppressed)


def population_uniques(counts: Codes, fraction: float) -> float:
    """How many who are alone in the table are expected to be alone in the population that it is a simple random sample of.

    Zayatz 1991 (Bureau of the Census, SRD 91/08): the classes of the population are taken to be as large as those of
    the table, so one that shows a single person had `size` members with a chance in proportion to the number of classes
    of that size times the hypergeometric chance that exactly one of them was drawn. As classes look smaller in a sample, it errs
    on the side of too high a risk, the more so the smaller the fraction and the more equal the classes (tenfold where 5
    in 100 of classes of equal chance were drawn). Raises UsageError where the fraction is not above 0, up to 1.
    """
    if not 0 < fraction <= 1:
        raise UsageError(f"the sampling fraction is {fraction}; it must be above 0, up to 1. Leave it out where it is not known.")
    size, classes = np.unique(counts, return_counts=True)
    if not len(size) or size[0] != 1:
        return 0.0
    drawn = int(counts.sum())
    population = max(round(drawn / fraction), drawn)
    weights = classes * [_one_drawn(int(s), drawn, population) for s in size]
    return float(classes[0] * weights[0] / weights.sum())


def _one_drawn(size: int, drawn: int, population: int) -> float:
    """The chance that exactly one of `size` is among those drawn: size · C(N-size, n-1) / C(N, n)."""
    others = population - drawn - np.arange(size - 1)  # left over for those who are not drawn
    return float(size * drawn / population * np.prod(np.maximum(others, 0) / (population - 1 - np.arange(size - 1))))


def _sensitive(classes: Codes, values: Codes) -> Sensitive:
    return Sensitive(int(distinct(classes, values).min()), float(distance(classes, values).max()))


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, PLACES) if isinstance(value, float) else value
