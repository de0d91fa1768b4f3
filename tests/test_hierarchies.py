"""Values only widen: quarter to year, region to nation, band to band, and at last withheld."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from released import CONTRACT

from casebook.contract import Field, Hierarchy
from casebook.contract.hierarchies import PERIODS, period_of, widen
from casebook.errors import ContractError

FIELDS = [f for t in CONTRACT.tables.values() for f in t.fields.values() if f.disclosure.hierarchy and f.closed]
MISSING = tuple(code.code for code in CONTRACT.missing)
UNLISTED = {"period": ("2011-Q1", "2011", "2012-Q4", "2010_2012"), "name": ("Amber Heron 483920", "Velvet Otter 204817")}


def _id(value: Field | Hierarchy) -> str:
    return value.name


@pytest.mark.parametrize("hierarchy", CONTRACT.hierarchies.values(), ids=_id)
def test_hierarchies_only_merge(hierarchy: Hierarchy) -> None:
    """Are two values that are equal at a level equal at every coarser one, and all withheld at the last?"""
    values = (*hierarchy.steps[0], *UNLISTED.get(hierarchy.kind, ()))
    for level in range(hierarchy.height):
        for one in values:
            here = hierarchy.generalise(one, level)
            assert hierarchy.generalise(here, level + 1) == hierarchy.generalise(one, level + 1), (one, level)
    assert {hierarchy.generalise(value, hierarchy.height) for value in values} == {"withheld"}


@pytest.mark.parametrize("hierarchy", CONTRACT.hierarchies.values(), ids=_id)
def test_missing_codes_stay_until_withheld(hierarchy: Hierarchy) -> None:
    """Is a missing code a value of its own, neither merged nor invented?"""
    for level in range(hierarchy.height):
        assert [hierarchy.generalise(code, level) for code in MISSING] == list(MISSING)


@pytest.mark.parametrize("field", FIELDS, ids=_id)
def test_every_level_can_be_written(field: Field) -> None:
    """Is every label that a hierarchy can give a code of the column?"""
    hierarchy = field.disclosure.hierarchy
    assert hierarchy
    labels = {step[code] for step in hierarchy.steps for code in field.codes}
    assert labels == set(field.codes)


@given(st.dates(), st.integers(0, 3), st.integers(0, 3))
def test_periods_only_widen(day: datetime.date, one: int, two: int) -> None:
    """Does widening in two steps give what the wider step gives at once?"""
    period, fine, coarse = period_of(day.isoformat()), min(one, two), max(one, two)
    assert widen(widen(period, fine), coarse) == widen(period, coarse)


@pytest.mark.parametrize(
    ("date", "widened"),
    [
        ("2011-08-09", ("2011-Q3", "2011", "2010_2012", "all", "withheld")),
        ("2015-12", ("2015-Q4", "2015", "2013_2015", "all", "withheld")),
        ("2010", ("2010", "2010", "2010_2012", "all", "withheld")),
        ("2011-W16", ("2011-Q2", "2011", "2010_2012", "all", "withheld")),
        ("2011-W26", ("2011", "2011", "2010_2012", "all", "withheld")),
        ("2020-W14", ("2020", "2020", "2019_2021", "all", "withheld")),
        ("2020-W53", ("2019_2021", "2019_2021", "2019_2021", "all", "withheld")),
        ("2007-W01", ("2007-Q1", "2007", "2007_2009", "all", "withheld")),
        ("2019-W01", ("all", "all", "all", "all", "withheld")),
    ],
)
def test_a_date_becomes_a_period(date: str, widened: tuple[str, ...]) -> None:
    """Is the first period the finest in which all of the date lies, whatever its precision?"""
    assert tuple(CONTRACT.hierarchies["period"].generalise(period_of(date), level) for level in range(len(PERIODS))) == widened


@pytest.mark.parametrize("value", ["2011-08-09", "2011_2013", "2011-Q5", "Spring 2011", "", "2011\n"])
def test_what_is_no_period_is_refused(value: str) -> None:
    """Is a date, an odd window or free text never widened into something?"""
    with pytest.raises(ContractError, match="«masked»"):
        CONTRACT.hierarchies["period"].generalise(value, 0)


@pytest.mark.parametrize(("value", "level"), [("Leeds", 0), ("north_east", 9), ("north_east", -1)])
def test_unknown_values_and_levels_are_refused(value: str, level: int) -> None:
    """Does a hierarchy refuse what it does not know, without repeating it?"""
    with pytest.raises(ContractError, match="region") as refusal:
        CONTRACT.hierarchies["region"].generalise(value, level)
    assert "Leeds" not in str(refusal.value)
