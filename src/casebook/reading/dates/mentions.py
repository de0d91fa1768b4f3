"""Find the words that name a day, a month or a year, before anybody asks which one.

A look at each word (and at the figures) of the sentences that hold a cue finds the places; the few rules of a cue's kind
are then tried from there, and from the words that lead up to it.
"""

import re
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from casebook.reading.dates.calendar import month_number
from casebook.reading.dates.kinds import LINKS, Kind, cue_words, kind_of_words, kinds
from casebook.reading.document import Document
from casebook.reading.index import numbers_of, places_of
from casebook.reading.rules import Rule
from casebook.records import Span

REACH = 60  # characters before a cue in which its expression may start
EDGES = " \n,-–&('’"
YEAR_END = ("year end", "year's end", "year’s end")  # the one expression that opens with a word of a kind that leans on others
# "Mr May", "Nell March", "April Vane": a month that somebody bears as a name. "Last March" and "In May" are none.
BORNE = re.compile(
    r"\b(?!(?:In|Last|Next|This|Since|Early|Late|Mid|By|From|To|For|And|The|Until|During|Between|Before|After|On|Of|A|An|Every|Each"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w’'-]*\.? (?P<last>March|April|May|June|August)\b(?! [0-9])"
    r"|\b(?P<first>April|May|June|August) [A-Z][a-z]+"
)


class Mention(NamedTuple):
    """The words of one calendar expression and what its rule made of them; `year` is the one that stands in the words."""

    span: Span
    rule: str
    parts: Mapping[str, str | None]
    month: int | None
    day: int | None
    year: int | None


def mention_of(rule: Rule, match: re.Match[str]) -> Mention:
    """The mention that a rule's match is."""
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    year = parts.get("year") or parts.get("yearafter") or parts.get("closing")
    return Mention(
        match.span(),
        rule.id,
        parts,
        (int(month) if month.isdigit() else month_number(month)) if month else None,
        int(day.rstrip("stndrh")) if day else None,
        int(year) + 2000 * (len(year) == 2) if year else None,
    )


def find_mentions(doc: Document) -> list[Mention]:
    """Every calendar expression of the article in order, none of them within another."""
    found: list[Mention] = []
    read_to = 0
    for at, kind in _cues(doc):
        if at < read_to:
            continue
        for start in _starts(doc.index.low, at, read_to, kind):
            if start >= read_to and (mention := _longest(doc.text, start, kind.rules)):
                found.append(mention)
                read_to = mention.span[1]
    return _without_names(doc.text, found)


def _cues(doc: Document) -> list[tuple[int, Kind]]:
    """Where a rule of a kind is worth trying, by place."""
    index, text, low = doc.index, doc.text, " " + doc.index.low  # the first word has something before it too
    spans, news = index.spans, places_of(index.news)
    found: list[tuple[int, Kind]] = []
    for rule, one, _ in index.live("datecue"):
        near = [spans[i] for i in numbers_of(one & news)]
        if rule.id == "datecue.figure" and rule.small:
            scan, named = rule.small.finditer, kinds()
            found += [(m.start() - 1, named[m.lastgroup or ""]) for start, end in near for m in scan(low, start + 1, end + 1)]
            continue
        scan, worded = cue_words().finditer, kind_of_words()
        words = [(m.start(), worded[m.group()[1:]]) for start, end in near for m in scan(low, start, end + 1)]
        found += [(at, kind) for at, kind in words if not kind.capital or text[at].isupper()]
    found.sort(key=itemgetter(0))
    return found


def _longest(text: str, start: int, rules: tuple[Rule, ...]) -> Mention | None:
    """The longest expression that starts at a place, the first of equals."""
    best, by = None, None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match and (best is None or match.end() > best.end()):
            best, by = match, rule
    return mention_of(by, best) if best and by else None


def _starts(low: str, at: int, floor: int, kind: Kind) -> list[int]:
    """Where the expression of a cue may start: at the words that lead up to it, from the first of them to the cue itself."""
    if not kind.openers:
        return [at]
    starts, end, floor = [at], at, max(floor, at - REACH)
    while end > floor:
        start = low.rfind(" ", floor, end - 1) + 1 or floor
        word = low[start:end].strip(EDGES)
        if "\n" in word:
            start += low[start:end].rindex("\n") + 1
            word = low[start:end].strip(EDGES)
        if word not in kind.openers and not word[:1].isdigit():
            break
        if word not in LINKS:
            starts.append(start)
        end = start
    alone = not kind.leans or low.startswith(YEAR_END, at)
    return starts[::-1] if alone else starts[:0:-1]


def _without_names(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions without "by June" where somebody in the article is called June."""
    if not any(mention.rule == "date_month.weak" for mention in found):
        return found
    borne = {m["last"] or m["first"] for m in BORNE.finditer(text)}
    return [m for m in found if m.rule != "date_month.weak" or m.parts["month"] not in borne]
