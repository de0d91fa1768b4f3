"""Resolve expressions that name their own day, month, quarter or year, with or without the year."""

from collections.abc import Callable, Sequence
from datetime import date

from casebook.reading.dates.calendar import make_day, shift, weekday_number
from casebook.reading.dates.case import Answer, Case
from casebook.reading.dates.counts import COUNTS
from casebook.reading.dates.feasts import ENGLAND, SCOTLAND, feast_days
from casebook.reading.rules import first

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
APART = 8  # characters between "Six days earlier" and "on 2 June"


def read_day(case: Case) -> Answer:
    """A day and month, with or without year; a weekday that stands with it must agree."""
    weekday = weekday_number(case.part("weekday")) if case.part("weekday") else None
    days = [d for d in _possible_days(case) if d and weekday in (None, d.weekday())]
    if case.published and not case.year:
        return case.choose(days, case.published), "day"
    return (days[0] if days else None), "day"


def _possible_days(case: Case) -> list[date | None]:
    month, day = case.mention.month or 0, case.mention.day or 0
    if not case.mention.year and (counted := _counted_out(case, month, day)):
        return [counted]
    if case.year:
        return [make_day(case.year, month, day)]
    if case.published:
        return _around(case.published, [make_day(case.published.year + k, month, day) for k in range(-4, 5)])
    return [make_day(case.setting.month_years.get(month) or case.setting.solved or 0, month, day)]


def _around(published: date, days: Sequence[date | None]) -> list[date | None]:
    """The last such day up to publication and the first after it: without a year no other is meant."""
    known = [d for d in days if d]
    return [max((d for d in known if d <= published), default=None), min((d for d in known if d > published), default=None)]


def _counted_out(case: Case, month: int, day: int) -> date | None:
    """The day that "Six days earlier, on 2 June" has just counted out."""
    last = case.trail[-1] if case.trail else None
    if not last or not last.day or last.precision != "day" or case.mention.span[0] - last.mention.span[1] > APART:
        return None
    return last.day if (last.day.month, last.day.day) == (month, day) else None


def read_month(case: Case) -> Answer:
    """A month with or without year: the latest one unless the clause looks ahead."""
    month = case.mention.month or 1
    if case.year or not case.published:
        year = case.year or case.setting.month_years.get(month)
        return (make_day(year, month, 1) if year else None), "month"
    here = case.published.replace(day=1)
    this_year = here.replace(month=month)
    relative = case.part("rel")
    if relative == "this":
        return this_year, "month"
    if relative == "next":
        return _first(this_year, this_year > here, 1), "month"
    if relative == "last":
        return _first(this_year, this_year < here, -1), "month"
    if case.looks_ahead:
        return _first(this_year, this_year >= here, 1), "month"
    return _first(this_year, this_year <= here, -1), "month"


def _first(this_year: date, fits: bool, step: int) -> date:
    return this_year if fits else shift(this_year, step, "year")


def read_year(case: Case) -> Answer:
    """A year on its own."""
    return (make_day(case.year, 1, 1) if case.year else None), "year"


def read_figures(case: Case) -> Answer:
    """A date in figures, the day first; where only the other order is a date, that."""
    year, month, day = case.year or 0, case.mention.month or 0, case.mention.day or 0
    return make_day(year, month, day) or make_day(year, day, month), "day"


def read_spelled(case: Case) -> Answer:
    """Nineteen ninety-six, the year two thousand."""
    if case.part("thousand"):
        return date(2000, 1, 1), "year"
    return date(1900 + COUNTS[case.part("tens")] + COUNTS.get(case.part("ones"), 0), 1, 1), "year"


def read_feast(case: Case) -> Answer:
    """A feast or bank holiday: that of the nation of the news, of the year told or the nearest that the clause allows."""
    name, year = case.part("feast"), case.year or case.setting.solved
    nation = _nation(case) if "bank" in name else ENGLAND
    if case.published and not case.year:
        days = _around(case.published, [d for k in (-1, 0, 1) for d in feast_days(name, case.published.year + k, nation)])
        return _feast_meant(case, [d for d in days if d], case.published), "day"
    days = [*feast_days(name, year, nation)] if year else []
    return (days[0] if len(days) == 1 else None), "day"


def _feast_meant(case: Case, days: list[date], published: date) -> date | None:
    """Last Christmas is behind, next Christmas ahead; else the clause tells."""
    relative = case.part("rel")
    if relative == "last":
        return max((d for d in days if d < published), default=None)
    if relative == "next":
        return min((d for d in days if d > published), default=None)
    return case.choose(days, published)


def _nation(case: Case) -> str:
    """The nation whose bank holidays an article keeps: Scotland's where its police or courts are in the news."""
    return SCOTLAND if first("datenation", case.setting.text) else ENGLAND


def read_quarter(case: Case) -> Answer:
    """A quarter by its number: that of the year of publication unless a year is said."""
    number = ORDINALS.get(case.part("ordinal")) or int(case.part("figure"))
    year = case.year or (case.published.year if case.published else None)
    return (make_day(year, 3 * number - 2, 1) if year else None), "quarter"


READERS: dict[str, Callable[[Case], Answer]] = {
    "date_daymonth.day_first": read_day,
    "date_daymonth.first_of_days": read_day,
    "date_monthday.month_first": read_day,
    "date_month.plain": read_month,
    "date_month.cued": read_month,
    "date_month.weak": read_month,
    "date_month.abbreviated": read_month,
    "date_year.plain": read_year,
    "date_figures.day_first": read_figures,
    "date_figures.year_first": read_figures,
    "date_feast.day": read_feast,
    "date_spelled.year": read_spelled,
    "date_quarter.named": read_quarter,
}
