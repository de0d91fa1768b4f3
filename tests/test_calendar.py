"""Feasts, bank holidays and shifts of the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reading.dates.calendar import shift
from casebook.reading.dates.feasts import FIXED, FROM_EASTER, feast_days


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, "2000-04-23"), (2017, "2017-04-16"), (2019, "2019-04-21"), (2024, "2024-03-31")],
)
def test_easter(year: int, day: str) -> None:
    """Does Easter fall where the church has it?"""
    assert [d.isoformat() for d in feast_days("Easter Sunday", year)] == [day]


@pytest.mark.parametrize(
    ("name", "year", "nation", "days"),
    [
        ("August bank holiday Monday", 2019, "ENG", ["2019-08-26"]),
        ("August bank holiday", 2019, "SCT", ["2019-08-05"]),
        ("May bank holiday", 2019, "ENG", ["2019-05-06"]),
        ("May bank holiday", 2020, "ENG", ["2020-05-08"]),
        ("spring bank holiday", 2022, "ENG", ["2022-06-02"]),
        ("May bank holiday", 1950, "ENG", []),
        ("bank holiday Friday", 2022, "ENG", ["2022-04-15", "2022-06-03"]),
        ("New Year’s Day", 2019, "ENG", ["2019-01-01"]),
        ("Remembrance Sunday", 2019, "ENG", ["2019-11-10"]),
        ("Maundy Thursday", 2019, "ENG", ["2019-04-18"]),
        ("Mothering Sunday", 2019, "ENG", ["2019-03-31"]),
        ("Thanksgiving", 2019, "ENG", ["2019-11-28"]),
    ],
)
def test_feast(name: str, year: int, nation: str, days: list[str]) -> None:
    """Do feasts fall on their days, and bank holidays on those that the nation kept in that year?"""
    assert [d.isoformat() for d in feast_days(name, year, nation)] == days


def test_every_feast_is_a_day_of_its_year() -> None:
    """Can each feast be counted out?"""
    assert all(len(feast_days(name, 2020)) == 1 for name in (*FIXED, *FROM_EASTER))


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(-40, 40), st.sampled_from(["month", "quarter", "year"]))
def test_shift_counts_months(day: date, count: int, unit: str) -> None:
    """Does a shift move the month by its count and never past the end of a month?"""
    moved = shift(day, count, unit)
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * count
    assert moved.year * 12 + moved.month == day.year * 12 + day.month + months
    assert moved.day <= day.day
