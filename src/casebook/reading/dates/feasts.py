"""Say on which days of a year a feast or a bank holiday falls, in the nation of the United Kingdom that the news is of.

Easter and the bank holidays are those of the `holidays` library, which knows the years in which one was moved or
added; it is loaded when the first of them is met.
"""

from datetime import date, timedelta
from functools import cache

from casebook.reading.dates.calendar import SUNDAY, weekday_number, weekday_on_or_after

ENGLAND, SCOTLAND = "ENG", "SCT"
THURSDAY = 3
FIXED = {
    "new year": (1, 1),
    "new year's day": (1, 1),
    "burns night": (1, 25),
    "valentine's day": (2, 14),
    "st david's day": (3, 1),
    "st patrick's day": (3, 17),
    "st george's day": (4, 23),
    "may day": (5, 1),
    "halloween": (10, 31),
    "hallowe'en": (10, 31),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "hogmanay": (12, 31),
}
FROM_EASTER = {
    "shrove tuesday": -47,
    "pancake day": -47,
    "ash wednesday": -46,
    "mothering sunday": -21,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter saturday": -1,
    "easter sunday": 0,
    "easter day": 0,
    "easter monday": 1,
}
FIRST_FROM = {"remembrance sunday": (11, 8, SUNDAY), "thanksgiving": (11, 22, THURSDAY)}  # the first such weekday from a day on
# What news calls a bank holiday, and what the library calls it.
BANK_HOLIDAYS = {
    "may": ("May Day",),
    "may day": ("May Day",),
    "early may": ("May Day",),
    "late may": ("Spring Bank Holiday",),
    "spring": ("Spring Bank Holiday",),
    "summer": ("Late Summer Bank Holiday", "Summer Bank Holiday"),
    "august": ("Late Summer Bank Holiday", "Summer Bank Holiday"),
}


def feast_days(name: str, year: int, nation: str = ENGLAND) -> list[date]:
    """The days of a year that a feast's name may mean; none where the year had no such day."""
    plain = " ".join(name.lower().replace("’", "'").split())
    if "bank holiday" in plain:
        return _bank_holidays_named(plain, year, nation)
    if plain in FROM_EASTER:
        return [day + timedelta(FROM_EASTER[plain]) for day in _easter(year)]
    if plain in FIRST_FROM:
        month, first, weekday = FIRST_FROM[plain]
        return [weekday_on_or_after(date(year, month, first), weekday)]
    return [date(year, *FIXED[plain])]


def _bank_holidays_named(plain: str, year: int, nation: str) -> list[date]:
    """The days of "the August bank holiday", or of "bank holiday Monday"."""
    which, _, weekday = (part.strip() for part in plain.partition("bank holiday"))
    days = bank_holidays(nation, year)
    if which:
        return [day for day, names in days if not names.isdisjoint(BANK_HOLIDAYS[which])]
    return [day for day, _ in days if day.weekday() == weekday_number(weekday)]


def _easter(year: int) -> list[date]:
    """Easter Sunday, two days after Good Friday."""
    return [day + timedelta(2) for day, names in bank_holidays(ENGLAND, year) if "Good Friday" in names]


@cache
def bank_holidays(nation: str, year: int) -> tuple[tuple[date, frozenset[str]], ...]:
    """The bank holidays of a nation ("ENG", "WLS", "SCT", "NIR") in a year, by date, each with its names."""
    from holidays import country_holidays  # noqa: PLC0415 - a third of a second that few articles need

    days = country_holidays("GB", subdiv=nation, years=year)
    return tuple((day, frozenset(days[day].split("; "))) for day in sorted(days))
