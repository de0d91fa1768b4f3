"""Count on the calendar: days, ISO weeks, quarters, Easter and the feasts that news is dated by.

Pure arithmetic on `datetime.date`; nothing here reads text. Values are written as the working
record writes them: 2018-03-09, 2018-W10, 2018-03, 2018-Q1, 2018.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PRECISIONS = ("day", "week", "month", "quarter", "year")
YEARS = range(1000, 2100)  # years that news speaks of


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
    """The day moved by days, weeks, fortnights, months, quarters or years; 31 January and a month is 28 February."""
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def written(day: date, precision: str) -> str:
    """The value at a precision: "2018-03-09", "2018-W10", "2018-03", "2018-Q1" or "2018"."""
    if precision == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if precision == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def read_value(value: str) -> date:
    """The first day of a value that `written` gave."""
    if "W" in value:
        return date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
    if "Q" in value:
        return date(int(value[:4]), 3 * int(value[6:]) - 2, 1)
    return date.fromisoformat((value + "-01-01")[:10])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, also called Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


FEASTS: dict[str, Callable[[int], date]] = {
    "new year's day": lambda y: date(y, 1, 1),
    "new year's eve": lambda y: date(y, 12, 31),
    "valentine's day": lambda y: date(y, 2, 14),
    "st patrick's day": lambda y: date(y, 3, 17),
    "shrove tuesday": lambda y: easter(y) - timedelta(47),
    "ash wednesday": lambda y: easter(y) - timedelta(46),
    "palm sunday": lambda y: easter(y) - timedelta(7),
    "maundy thursday": lambda y: easter(y) - timedelta(3),
    "good friday": lambda y: easter(y) - timedelta(2),
    "easter saturday": lambda y: easter(y) - timedelta(1),
    "easter sunday": easter,
    "easter monday": lambda y: easter(y) + timedelta(1),
    "may day": lambda y: date(y, 5, 1),
    "may day bank holiday": lambda y: weekday_on_or_after(date(y, 5, 1), 0),
    "may bank holiday": lambda y: weekday_on_or_after(date(y, 5, 1), 0),
    "spring bank holiday": lambda y: weekday_on_or_before(date(y, 5, 31), 0),
    "august bank holiday": lambda y: weekday_on_or_before(date(y, 8, 31), 0),
    "halloween": lambda y: date(y, 10, 31),
    "hallowe'en": lambda y: date(y, 10, 31),
    "hogmanay": lambda y: date(y, 12, 31),
    "bonfire night": lambda y: date(y, 11, 5),
    "guy fawkes night": lambda y: date(y, 11, 5),
    "armistice day": lambda y: date(y, 11, 11),
    "remembrance sunday": lambda y: weekday_on_or_after(date(y, 11, 8), 6),
    "christmas eve": lambda y: date(y, 12, 24),
    "christmas day": lambda y: date(y, 12, 25),
    "boxing day": lambda y: date(y, 12, 26),
}


MONDAYS = ("easter monday", "may bank holiday", "spring bank holiday", "august bank holiday")


def feast_days(name: str, year: int) -> list[date]:
    """The days of a year that a feast's name may mean; raises KeyError for a name that is not in FEASTS."""
    plain = " ".join(name.lower().replace("’", "'").split())
    names = MONDAYS if plain == "bank holiday monday" else (plain.removesuffix(" monday") if "holiday" in plain else plain,)
    return [FEASTS[n](year) for n in names]
