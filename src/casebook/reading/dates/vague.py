"""Resolve expressions that name no day: "now", "in recent weeks", "last summer", "the 1990s", "the first half of 2018"."""

from collections.abc import Callable
from datetime import date

from casebook.reading.dates.calendar import make_day, season_begun, shift
from casebook.reading.dates.case import Answer, Case

TENS = {"twent": 2, "thirt": 3, "fort": 4, "fift": 5, "sixt": 6, "sevent": 7, "eight": 8, "ninet": 9}
CENTURIES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth twenty-first"
)
THIS_CENTURY = 2  # "the twenties" and "the '20s" are of this century, "the thirties" and all after them of the last


def read_reference(case: Case) -> Answer:
    """Now, recently, in the future: no day, only where it lies."""
    return None, case.mention.rule.partition(".")[2]


def read_relative_season(case: Case) -> Answer:
    """Last summer, next spring, this past winter: the latest one begun, or the one before it where that is not over."""
    if not case.published:
        return None, "season"
    begun = season_begun(case.published, case.part("season"))
    relative = case.part("rel")
    if relative in ("next", "this coming"):
        return shift(begun, 1, "season"), "season"
    if relative in ("last", "past", "this past"):
        return shift(begun, -(shift(begun, 1, "quarter") > case.published), "season"), "season"
    return _of_this_year(case, begun, case.published), "season"


def read_season(case: Case) -> Answer:
    """The summer of 2012; the summer."""
    name = case.part("season", "bare")
    if case.year:
        return season_begun(date(case.year, 12, 31), name), "season"
    return (_of_this_year(case, season_begun(case.published, name), case.published) if case.published else None), "season"


def _of_this_year(case: Case, begun: date, published: date) -> date:
    """The season of the year of publication; early in a year its winter began the year before."""
    if begun.month == 12 and published.month < 9:
        return shift(begun, 1, "season") if case.looks_ahead and published.month > 3 else begun
    return begun if begun.year == published.year else shift(begun, 1, "season")


def read_decade(case: Case) -> Answer:
    """The 1990s, the '80s, the nineties."""
    if figures := case.part("decade"):
        return make_day(10 * int(figures), 1, 1), "decade"
    short = case.part("short", "quoted")
    tens = int(short) if short else TENS[case.part("tens").removesuffix("ies")]
    return make_day((2000 if tens <= THIS_CENTURY else 1900) + 10 * tens, 1, 1), "decade"


def read_century(case: Case) -> Answer:
    """The 19th century: the hundred years from 1800."""
    number = int(case.part("figure") or CENTURIES.split().index(case.part("ordinal")) + 1)
    return (date(100 * (number - 1), 1, 1) if number > 1 else None), "century"


def read_half(case: Case) -> Answer:
    """The first half of 2018, the second half of last year."""
    year = case.year or (case.published.year if case.published else None)
    return (make_day(year, 1 if case.part("half") == "first" else 7, 1) if year else None), "half"


def read_year_about(case: Case) -> Answer:
    """For the year, over the past year, by year-end."""
    unit = case.part("unit", "relunit", "end")
    step = {"past": -1, "last": -1, "next": 1, "coming": 1}.get(case.part("rel"), 0)
    return (shift(case.published, step, unit) if case.published else None), unit


READERS: dict[str, Callable[[Case], Answer]] = {
    "date_reference.present": read_reference,
    "date_reference.past": read_reference,
    "date_reference.future": read_reference,
    "date_season.relative": read_relative_season,
    "date_season.plain": read_season,
    "date_decade.plain": read_decade,
    "date_decade.century": read_century,
    "date_half.named": read_half,
    "date_vague.year": read_year_about,
}
