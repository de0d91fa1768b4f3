"""Resolve expressions that are counted from the day of publication: "on Sunday", "last month", "two years ago"."""

from collections.abc import Callable
from datetime import date, timedelta

from casebook.reading.dates.calendar import SATURDAY, SUNDAY, shift, weekday_number, weekday_on_or_after, weekday_on_or_before
from casebook.reading.dates.case import Answer, Case
from casebook.reading.dates.counts import count_of
from casebook.reading.dates.tense import AHEAD, NEAR, OPEN

LATE = ("night", "evening")


def read_weekday(case: Case) -> Answer:
    """A weekday: the latest up to publication, or the next where the clause looks ahead; "that Monday" beside the day told."""
    weekday, relative = weekday_number(case.part("weekday")), case.part("rel")
    beside = _weekday_beside(weekday, relative, case) if relative.startswith(("that", "the")) else None
    if beside or relative not in ("", "the", "last", "next", "this", "this coming", "this past"):
        return beside, "day"
    if not case.published:
        return None, "day"
    beyond = timedelta({"": 0, "a fortnight": 14}.get(case.part("beyond", "after"), 7))
    if _is_to_come(case, weekday, case.published):
        strict = relative == "next" or (not relative and case.tense == AHEAD)
        return weekday_on_or_after(case.published + timedelta(strict), weekday) + beyond, "day"
    strict = relative == "last" or case.part("part") in LATE
    return weekday_on_or_before(case.published - timedelta(strict), weekday) - beyond, "day"


def _is_to_come(case: Case, weekday: int, published: date) -> bool:
    relative, after = case.part("rel"), case.part("after")
    if relative in ("last", "this past") or after == "before last" or case.part("ago"):
        return False
    if relative in ("next", "this coming") or after == "week" or (case.part("beyond") and not relative):
        return True
    if case.tense == NEAR:
        return (weekday - published.weekday()) % 7 < (published.weekday() - weekday) % 7
    return case.looks_ahead or (relative == "this" and case.tense == OPEN)


def _weekday_beside(weekday: int, relative: str, case: Case) -> date | None:
    """The weekday counted from the day told before; "the Monday" only as the next one that is past."""
    told = case.told("day")
    if told is None:
        return None
    if relative == "the":
        after = weekday_on_or_after(told, weekday)
        return after if case.published is None or after <= case.published else None
    if relative in ("the following", "the next"):
        return weekday_on_or_after(told + timedelta(1), weekday)
    if relative == "the previous":
        return weekday_on_or_before(told - timedelta(1), weekday)
    before = weekday_on_or_before(told, weekday)
    return before if (told - before).days <= 3 else before + timedelta(7)


def read_named(case: Case) -> Answer:
    """Yesterday, today, tonight, tomorrow."""
    step = {"yesterday": -1, "tomorrow": 1}.get(case.part("named"), 0)
    return (case.published + timedelta(step) if case.published else None), "day"


def read_part_of_day(case: Case) -> Answer:
    """This morning, last night."""
    step = -1 if case.part("rel") == "last" else 0
    return (case.published + timedelta(step) if case.published else None), "day"


def read_unit(case: Case) -> Answer:
    """Last month, this week, next year."""
    unit = case.part("unit")
    step = {"last": -1, "this": 0, "next": 1}[case.part("rel").split()[0]]
    if unit == "weekend":
        return _weekend(case, step), unit
    return (shift(case.published, step, unit) if case.published else None), unit


def read_weekend(case: Case) -> Answer:
    """The weekend: the latest one, or the coming one where the clause looks ahead."""
    return _weekend(case, 0), "weekend"


def _weekend(case: Case, step: int) -> date | None:
    """The Sunday of the last (-1), the nearest (0) or the next (1) weekend."""
    if not case.published:
        return None
    coming, begun = weekday_on_or_after(case.published, SUNDAY), case.published.weekday() >= SATURDAY
    if step == 1:
        return coming + timedelta(7 * begun)
    if step == 0 and (begun or case.looks_ahead):
        return coming
    return coming - timedelta(7)


def read_within(case: Case) -> Answer:
    """The end of the year, later in the month: the one it is."""
    return case.published, case.part("unit")


def read_ago(case: Case) -> Answer:
    """Two years ago; "a year ago" beside the figures of a quarter is the quarter a year before."""
    unit, quarter = case.part("unit"), case.told_quarter()
    if unit == "year" and quarter and count_of(case) == 1:
        return shift(quarter, -1, "year"), "quarter"
    precision = "week" if unit == "fortnight" else unit
    return (shift(case.published, -count_of(case), unit) if case.published else None), precision


def read_hence(case: Case) -> Answer:
    """Two years from now, in three weeks' time."""
    unit = case.part("unit", "timeunit")
    precision = "week" if unit == "fortnight" else unit
    return (shift(case.published, count_of(case), unit) if case.published else None), precision


READERS: dict[str, Callable[[Case], Answer]] = {
    "date_weekday.plain": read_weekday,
    "date_named.day": read_named,
    "date_relative.part_of_day": read_part_of_day,
    "date_relative.unit": read_unit,
    "date_weekend.plain": read_weekend,
    "date_within.unit": read_within,
    "date_counted.ago": read_ago,
    "date_counted.hence": read_hence,
}
