"""Read how many months of prison a sentence means: years and months, consecutive terms, life."""

import re

from casebook.reading.arrests.words import NUMBERS as SMALL
from casebook.reading.rules import Hit, find
from casebook.records import Evidence, Span

LIFE = 999
TEENS = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40}
NUMBERS = {word: n for n, word in enumerate(SMALL)} | TEENS | {"a": 1, "an": 1}
NOT_A_TERM = re.compile(
    r"(?:between [\w-]+ and|suspended (?:for|over)|(?:banned|disqualified) (?:from \w+ )?for|register for|"
    r"licence (?:for|of|period)|up to|maximum of|over|aged|after|for the (?:last|past)|order for|previous|every) "
    r"(?:an? )?(?:extended )?$"
)
NOT_A_TERM_AFTER = re.compile(
    r"(?:['’]s?)? (?:ago|later|earlier|old|into (?:an?|his|her|their)|extended licence|licence|community|ban|driving|of unpaid|"
    r"suspended for$)|-old"
)
BEFORE = re.compile(r"\b(?:has|have|had|was|were|is|are|and|who|but)\b|,")
ADDED_UP = re.compile(r"\bconsecutive|\bone after (?:the other|another)\b|\bback to back\b|\bon top of\b")
THEN = re.compile(r"\bconsecutive\s(?:(?:sentence|term)s?\sof\s)?$")
BAN, BAN_REACH = re.compile(r"\b(?:banned|disqualified|barred)\b[^.;]*$"), 60


def prison_months(text: str, span: Span, told: int = 0) -> tuple[int, tuple[Evidence, ...]] | None:
    """Months of the term told in a stretch of text, with the words that say so; None where no term is told.

    What the court did begins at `told`; no verb stands between it and the term: not "struck in eight days and was |jailed".
    """
    hits = [
        h for h in find("sentence_term", text, span) if not _another_time(text, h) and not BEFORE.search(text, h.span[1], told)
    ]
    if not hits:
        return None
    life = [
        h for h in hits if h.rule.id == "sentence_term.life" and not BAN.search(text[max(0, h.span[0] - BAN_REACH) : h.span[0]])
    ]
    if life:
        return LIFE, (life[0].evidence,)
    terms = [h for h in hits if h.rule.id != "sentence_term.life"]
    mixed = "concurrent" in text[slice(*span)]
    if mixed:  # "concurrent terms of six years and |a consecutive two years|"
        terms = [*terms[:1], *(h for h in terms[1:] if THEN.search(text, span[0], h.span[0]))]
    if ADDED_UP.search(text, *span) and (not mixed or len(terms) > 1):
        bare = find("sentence_count", text, span)
        more = sum(int(_months(h.value, terms[0]["unit"])) for h in bare) if terms else 0
        return sum(map(months_of, terms)) + more, tuple(h.evidence for h in (*terms, *bare))
    return (months_of(terms[0]), (terms[0].evidence,)) if terms else None


def terms_apart(text: str, span: Span, people: int) -> list[tuple[int, Evidence]]:
    """The terms of "ten and eight years respectively", if there is one for each person; none where they are not told apart."""
    hit = next(iter(find("sentence_apart", text, span)), None)
    terms = find("sentence_each", text, hit.match.span("terms")) if hit else []
    unit = (hit["unit"] or "year") if hit else ""
    return [(int(_months(h.value, unit) + 0.5), h.evidence) for h in terms] if len(terms) == people else []


def months_of(hit: Hit) -> int:
    """ "two years and four months" is 28; "18-month" is 18; weeks and days are rounded to months."""
    total = _months(hit["n"], hit["unit"]) + _months(hit["n2"], hit["unit2"])
    if hit["half1"] or hit["half2"]:
        total += 0.5 * _months("1", hit["unit"])
    return int(total + 0.5)


def _months(number: str | None, unit: str | None) -> float:
    if not number or not unit:
        return 0
    size = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365}[unit.lower()]
    return _number(number.lower()) * size


def _number(word: str) -> int:
    tens, _, ones = word.partition("-")
    return int(word) if word.isdigit() else NUMBERS.get(tens, 0) + NUMBERS.get(ones, 0)


def _another_time(text: str, hit: Hit) -> bool:
    start, end = hit.span
    return bool(NOT_A_TERM.search(text[max(0, start - 40) : start]) or NOT_A_TERM_AFTER.match(text, end, end + 20))
