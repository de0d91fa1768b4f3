"""Resolve expressions that are counted from a date told before them: "four days earlier", "that night", "the 14th"."""

from collections.abc import Callable
from datetime import date, timedelta

from casebook.reading.dates.calendar import SUNDAY, make_day, shift, weekday_on_or_after
from casebook.reading.dates.case import Answer, Case
from casebook.reading.dates.counts import count_of

PARTS_OF_DAY = ("night", "morning", "afternoon", "evening")
STEPS = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1, "same": 0, "": 0}


def read_away(case: Case) -> Answer:
    """Six days earlier, a year later; beside the figures of a quarter a year earlier is that quarter's."""
    unit, quarter = case.part("unit"), case.told_quarter()
    step = -count_of(case) if case.part("way") in ("earlier", "beforehand") else count_of(case)
    if unit == "year" and quarter:
        return shift(quarter, step, "year"), "quarter"
    return _moved(case, step, unit)


def read_neighbour(case: Case) -> Answer:
    """The following day, that night, the same week, the day before."""
    word = case.part("unit", "thatunit", "beside")
    step = STEPS[case.part("rel", "side").split(" ")[-1]]
    if word == "weekend":
        told = case.told("week")
        return (weekday_on_or_after(told + timedelta(7 * step), SUNDAY) if told else None), word
    return _moved(case, step, "day" if word in PARTS_OF_DAY else word)


def _moved(case: Case, step: int, unit: str) -> Answer:
    precision = "week" if unit == "fortnight" else unit
    told = case.told(precision)
    return (shift(told, step, unit) if told else None), precision


def read_nth(case: Case) -> Answer:
    """The 14th: of the month told before, else of a month near publication."""
    told, day = case.told("day"), case.mention.day or 0
    if told or not case.published:
        return (make_day(told.year, told.month, day) if told else None), "day"
    months: list[date] = [shift(case.published, step, "month") for step in (-1, 0, 1)]
    return case.choose([d for m in months if (d := make_day(m.year, m.month, day))], case.published), "day"


def read_that_quarter(case: Case) -> Answer:
    """The quarter, the year-ago quarter: open where no quarter was named."""
    quarter = case.told_quarter()
    return (shift(quarter, -1, "year") if quarter and case.part("before") else quarter), "quarter"


READERS: dict[str, Callable[[Case], Answer]] = {
    "date_counted.away": read_away,
    "date_neighbour.plain": read_neighbour,
    "date_nth.day": read_nth,
    "date_quarter.that": read_that_quarter,
}
