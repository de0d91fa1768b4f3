"""Tell where a reported clause begins and ends, and which words of it count as content."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from casebook.reading.speech.cues import Cue
from casebook.reading.speech.quotations import Quotation
from casebook.reading.speech.units import LETTER, Unit, unquoted
from casebook.reading.speech.words import has_finite, starts_with
from casebook.records import Span

BLANK, COMMA, CLAUSE, STATED = "blank", "comma", "clause", "stated"  # what follows a verb; stated: after a colon or "that"
SAME_SPEAKER = re.compile(r"(?:,?\s+(?:and|but|or|then|before|while)|,)\s*$")
NEW_SPEAKER = re.compile(
    r"(?:[,;]\s*(?:but|while|whereas|and|however,?)|;|\s(?:but|while|whereas))\s+(?P<subject>[^,;:.\"“”]{2,90})$"
)
TRAILING = re.compile(r"[,–—]\s+(?P<subject>[^,;:.]{2,60})$")
OPENS_WHEN = re.compile(r"(?:When|As|After|Before|Once|Although|Though)\s")
MAIN = re.compile(r",\s+(?P<subject>[^,;:.]{2,60}?)(?:\s+(?:is|are|was|were)\s+(?:said|alleged|reported|claimed)\s+to)?\s*$")
BEGINS_ANEW = ("clause", "tell", "warn", "order", "object", "by", "hear")  # frames that end the clause before them
BY_WHAT = re.compile(r",?\s+(?:in|of|after|following|by|to)\s*$")
WHERE = re.compile(r"\s+(?:in|on|at|during|after|from|near|outside)(?:\s+[\w’'-]+){1,5}\s*[.!?]?\s*$")
HOW = re.compile(
    r"\s+(?:to(?=\s+(?:the|an?|his|her|its|their|our|this|us|me|him|them|[A-Z]\w*|[a-z]+s)\b)|in|on|at|by|via|through|over|during|after|before|from|near|outside|inside|with|under)\s[^:;\"“”\n]{2,140}$"
)
PARTICIPLE = re.compile(
    r"\b(?:\w+ed|sent|written|seen|read|held|shown|made)\s+(?:by|to|on|in|at|after|before|from|with|for|of|\w+ly|yesterday|online)\b"
)
TOLD = re.compile(
    r"[,”\"’'–—]\s+[^,;:\"“”]{1,90}(?:,[^,;:\"“”]{2,90},)?\s*$"
)  # the clause told before ends here: "…, the clerk, Jo Vane, |"
QUOTED = "”\"’'"
LINK = 20  # characters of a conjunction with its comma and spaces
SUBJECT = 110  # characters of a subject with its conjunction
SOON = 20  # characters between a verb and the quoted words that make it a report


# What is said ends before what tells of the saying: "… “a pit”, | before leaving", "… full | in a statement on Friday"
AFTERWARDS = re.compile(
    r"(?<=[”\"’']),\s+(?:before|after|while)\s+[a-z]+ing\b|(?<=[”\"’']),?\s+as\s+(?:he|she|they)\s+(?:left|walked|arrived|stood|went|drove)\b"
)
IN_WRITING = re.compile(
    r",?\s+in\s+(?:an?|his|her|its|their)\s+(?:[\w-]+\s+){0,2}(?:statement|e-?mail|letter|post|tweet|message|interview|speech|blog)\b[^“\"”:]*$"
)


class Tail(NamedTuple):
    """What stands after a verb: its kind and where the reported words begin."""

    kind: str
    start: int


def tail_of(text: str, cue: Cue, stop: int) -> Tail:
    """Look past hearer, time and place to what is said."""
    place = cue.span[1]
    if stated := _stated(text, cue, place, stop):
        return stated
    addressed = text.startswith(" to ", place) and cue.frame == "clause"
    if cue.frame in ("tell", "warn") or addressed:
        place = starts_with("cue_after.hearer", text, place + 3 * addressed, stop)
    where, place = place, starts_with("cue_after.aside", text, place, stop)
    if not LETTER.search(text, place, stop) or _only_where(text, place, stop) or _only_how(text, cue, where, stop):
        return Tail(BLANK, place)
    return Tail(COMMA if text[place:stop].lstrip()[0] in ",;–—-" else CLAUSE, place)


def _only_where(text: str, place: int, stop: int) -> bool:
    """'told reporters in Rhyl.': a place or time, no clause."""
    where = WHERE.match(text, place, stop)
    return bool(where) and not has_finite(text, place, stop)


def _only_how(text: str, cue: Cue, place: int, stop: int) -> bool:
    """'It was late, she told him | in a letter signed by the clerk.': no clause, but what stands around one told before."""
    if cue.participle or cue.frame not in ("clause", "tell", "manner") or not (how := HOW.match(text, place, stop)):
        return False
    told = TOLD.search(text, max(0, cue.verb - SUBJECT), cue.verb)
    words = PARTICIPLE.sub("", how[0])
    return told is not None and not has_finite(words, 0, len(words))


def _stated(text: str, cue: Cue, place: int, stop: int) -> Tail | None:
    if cue.frame in ("object", "order", "mark", "attitude"):
        return None
    colon = text.find(":", place, stop) >= 0 and (cue.frame != "hear" or text.startswith(":", place))
    that = "cue_after.told_that" if cue.frame in ("tell", "warn") else "cue_after.that"
    for rule in ("cue_after.colon", that)[not colon :]:
        end = starts_with(rule, text, place, stop)
        if end > place and not (rule == "cue_after.colon" and has_finite(text, place, end)):
            return Tail(STATED, end)
    return None


def content_end(text: str, unit: Unit, start: int, *, empty: bool = False) -> int:
    """Where a clause that begins at `start` ends: before a later verb that reports anew, or with the unit (`empty`: at once)."""
    for cue in unit.cues:
        if cue.span[0] < start or not (cue.frame in BEGINS_ANEW or _quotes_soon(text, unit, cue)):
            continue
        verb = max(start, cue.verb)
        cut = _main_clause(text, unit, start, verb) or _cut(text, start, verb, cue)
        if cut is not None and (empty or LETTER.search(text, start, cut)):
            return cut
        if (
            (m := TRAILING.search(text, max(start, verb - SUBJECT), verb))
            and _noun_only(text, m)
            and tail_of(text, cue, unit.span[1]).kind == BLANK
        ):
            return m.start()
    return unit.span[1]


def _quotes_soon(text: str, unit: Unit, cue: Cue) -> bool:
    return any(0 <= q.span[0] - cue.span[1] <= SOON for q in unit.quotations) or text.startswith(" that ", cue.span[1])


def _main_clause(text: str, unit: Unit, start: int, verb: int) -> int | None:
    """Where the main clause begins behind 'When the man replied that he was late, | Vane told him'."""
    if not OPENS_WHEN.match(text, *unit.span):
        return None
    m = MAIN.search(text, max(start, verb - SUBJECT), verb)
    return m.start() if m and _noun_only(text, m) else None


def _cut(text: str, start: int, verb: int, cue: Cue) -> int | None:
    same = SAME_SPEAKER.search(text, max(start, verb - LINK), verb)
    if same and (LETTER.search(same[0]) or cue.participle):
        return same.start()
    if cue.frame == "by" and (what := BY_WHAT.search(text, max(start, cue.span[0] - LINK), cue.span[0])):
        return what.start()
    m = NEW_SPEAKER.search(text, max(start, verb - SUBJECT), verb)
    return m.start() if m and _noun_only(text, m) else None


def _noun_only(text: str, m: re.Match[str]) -> bool:
    return not has_finite(text, *m.span("subject"))


def content_of(text: str, span: Span, quotations: Sequence[Quotation], *, whole: bool = False) -> tuple[Span, ...]:
    """The quoted stretches where six words in a row are quoted (not if `whole`) or nothing else is there; else the clause."""
    if inside := [q for q in quotations if span[0] <= q.span[0] and q.span[1] <= span[1]]:
        long = [q.inner for q in inside if q.long and not whole]
        if long or not unquoted(text, span, inside):
            return tuple(long or [q.inner for q in inside])
    clause = _trimmed(text, span)
    return (clause,) if clause[1] > clause[0] else ()


def told_end(text: str, start: int, stop: int) -> int:
    """Where a reported clause ends, before what tells when or where it was said."""
    for rest in (AFTERWARDS, IN_WRITING):
        m = rest.search(text, start, stop)
        if (
            m
            and LETTER.search(text, start, m.start())
            and (rest is AFTERWARDS or text[m.start() - 1] in QUOTED or has_finite(text, start, m.start()))
        ):
            return m.start()
    return stop


def _trimmed(text: str, span: Span) -> Span:
    """A clause without the spaces and points around it."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip(" \t\n,;:–—-")), span[1] - len(words) + len(words.rstrip(" \t\n.,;:!?–—-…"))
