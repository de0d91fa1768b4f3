"""What is known of each kind of word that calendar expressions are found by: its rules, and the words that lead up to it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from casebook.reading.rules import Rule, rulebook

NUMBERS = (
    " a an couple of few one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred or so several many some"
)
AROUND = " about around almost nearly just over under more than some exactly barely roughly"
UNITS = " day days week weeks fortnight fortnights month months year years quarter quarters decade decades"
PARTS = " earlier later early late mid"
BESIDE = " the that their her his following next previous same very"
WITHIN = " the current fiscal end start beginning middle of in" + PARTS
RELATIVE = " last this next past coming sometime" + PARTS
# A kind (a group of the rules `datecue`), the rules for the words around it (families whole, or one rule), and the words
# of an expression that may stand before it.
TABLE = {
    "weekday": (
        "date_weekday date_daymonth.day_first date_monthday date_feast",
        "a week fortnight ago on that the same following previous good palm ash shrove maundy mothering remembrance" + RELATIVE,
    ),
    "month": ("date_month.plain date_monthday", RELATIVE),
    "borne": ("date_month.cued date_month.weak date_monthday date_feast", RELATIVE),
    "short": ("date_month.abbreviated date_monthday", ""),
    "named": ("date_named", PARTS),
    "part": ("date_relative.part_of_day date_neighbour date_feast", "bonfire guy fawkes burns" + BESIDE + RELATIVE),
    "day": (
        "date_within date_neighbour date_feast",
        "new year's st patrick's george's david's valentine's boxing armistice pancake may" + BESIDE + WITHIN,
    ),
    "week": ("date_relative.unit date_within date_neighbour date_vague", BESIDE + WITHIN + RELATIVE),
    "month_unit": ("date_relative.unit date_within date_neighbour", BESIDE + WITHIN + RELATIVE),
    "year": (
        "date_relative.unit date_within date_neighbour date_vague date_quarter.named date_feast",
        "full whole new" + BESIDE + WITHIN + RELATIVE,
    ),
    "yearly": ("date_quarter.that date_vague.year", "the comparable"),
    "decade": ("date_relative.unit date_vague", "the" + RELATIVE),
    "weekend": ("date_weekend date_relative.unit date_neighbour", "bank holiday easter" + BESIDE + RELATIVE),
    "plural": ("date_reference", "the these future recent few" + RELATIVE),
    "quarter": (
        "date_quarter date_relative.unit date_within date_neighbour",
        "first second third fourth year's comparable latest year-ago year-earlier year q" + BESIDE + WITHIN + RELATIVE,
    ),
    "season": ("date_season", "the of" + RELATIVE),
    "counted": ("date_counted date_reference.past", NUMBERS + AROUND + UNITS),
    "hence": ("date_counted.hence", "in week's week’s day's day’s month's month’s year's year’s" + NUMBERS + AROUND + UNITS),
    "present": ("date_reference.present date_counted.hence", "right just even until by from" + NUMBERS + AROUND + UNITS),
    "instant": ("date_reference.present", "the"),
    "past": ("date_reference.past", "more most"),
    "bygone": ("date_reference.past", "the recent"),
    "future": ("date_reference.future", "the near"),
    "half": ("date_half", "the first second last"),
    "century": (
        "date_decade",
        "the first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first" + PARTS,
    ),
    "spelled": ("date_spelled", "two"),
    "feast": ("date_feast", "may spring august summer bank new year's christmas day" + RELATIVE),
    "daymonth": ("date_daymonth date_figures", "and or to"),
    "figures": ("date_figures", ""),
    "full_year": ("date_year date_quarter.named", ""),
    "nth": ("date_nth", ""),
}
# Kinds whose words say nothing without one of those before them.
LEANING = (
    "part", "day", "week", "month_unit", "year", "decade", "plural", "counted", "hence", "instant", "bygone", "future", "half",
)  # fmt: skip
LINKS = frozenset(("and", "from", "of", "on", "or", "so", "to"))  # words within expressions that open none
CAPITALS = ("weekday", "month", "borne", "short")
GROUP = re.compile(r"\(\?P<(\w+)>([^)]*)\)")


class Kind(NamedTuple):
    """A kind of cue: the rules to try, the words to try them from, whether it leans on them, whether it opens with a capital."""

    rules: tuple[Rule, ...]
    openers: frozenset[str]
    leans: bool
    capital: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name."""
    return {
        name: Kind(_rules(rules.split()), frozenset(openers.split()), name in LEANING, name in CAPITALS)
        for name, (rules, openers) in TABLE.items()
    }


def _rules(wanted: list[str]) -> tuple[Rule, ...]:
    return tuple(rule for name in wanted for rule in rulebook().values() if name in (rule.id, rule.family))


@cache
def kind_of_words() -> Mapping[str, Kind]:
    """The kind of every word that the rule `datecue.word` lists."""
    groups = GROUP.findall(rulebook()["datecue.word"].pattern.pattern)
    return {word.strip(): kinds()[name] for name, words in groups for word in words.split("|")}


@cache
def cue_words() -> re.Pattern[str]:
    """Any of these words, in small letters, behind what may stand before one.

    `re` passes fast over all that opens with none of a few characters, and over a word whose first letter is another one.
    """
    letters: dict[str, list[str]] = {}
    for word in sorted(kind_of_words(), reverse=True):
        letters.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in letters.items())
    return re.compile(rf"[ \n\t\xa0\"'“‘(\[/>—–-](?:{words})\b(?!-old)")
