"""Count on the calendar: days, weekends, ISO weeks, months, quarters, seasons, years, decades.

Pure arithmetic on `datetime.date`; nothing here reads text. Values are written as the working record
writes them, 2018-03-09, 2018-W10, 2018-03, 2018-Q1, 2018, and where news is vaguer as TIMEX3 does:
2018-W10-WE, 2018-SP, 2018-H1, 201 (a decade), 20 (a century), PRESENT_REF.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PRECISIONS = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month each begins in
SEASON_CODES = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "season": 12, "year": 12, "decade": 120, "century": 1200}
PARTS_OF_YEAR: dict[str, Callable[[int], str]] = {
    "month": lambda month: f"{month:02}",
    "quarter": lambda month: f"Q{(month + 2) // 3}",
    "half": lambda month: f"H{(month + 5) // 6}",
    "season": lambda month: SEASON_CODES[month],
}
YEARS = range(1000, 2100)  # years that news speaks of
SATURDAY, SUNDAY = 5, 6


def month_number(word: str) -> int:
    """1 for "January" or "Jan."; raises ValueError for another word."""
    return MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 for "Monday"; raises ValueError for another word."""
    return WEEKDAYS.index(word[:3].lower())


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day (31 June)."""
    if year in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The latest such weekday that is not after the day."""
    return day - timedelta((day.weekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday that is not before the day."""
    return day + timedelta((weekday - day.weekday()) % 7)


def shift(day: date, count: int, unit: str) -> date:
    """The day moved by days, weeks, months, years and so on; 31 January and a month is 28 February, no year is before 10."""
    if unit in DAYS:
        return day + timedelta(count * DAYS[unit])
    months = max(day.year * 12 + day.month - 1 + count * MONTHS_IN[unit], 120)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def season_begun(day: date, name: str) -> date:
    """The first day of the latest such season that has begun by a day; the winter of 2018 begins in December 2018."""
    month = SEASONS[name]
    return date(day.year - (day.month < month), month, 1)


def written(day: date | None, precision: str) -> str | None:
    """The value at a precision: "2018-03-09", "2018-W10", "2018-03", "2018-Q1", "2018-SP", "201"; None where no day is known."""
    if day is None:
        return REFERENCES.get(precision)
    if precision == "day":
        return day.isoformat()
    if precision in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + "-WE" * (precision == "weekend")
    if precision in PARTS_OF_YEAR:
        return f"{day.year:04}-" + PARTS_OF_YEAR[precision](day.month)
    return f"{day.year:04}"[: {"decade": 3, "century": 2}.get(precision)]
