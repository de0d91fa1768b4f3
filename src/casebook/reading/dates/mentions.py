"""Find the words that name a day, a month or a year, before anybody asks which one.

One scan for cue words finds the places; only the rules of a cue's kind then read the words around it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.reading.dates.calendar import month_number
from casebook.reading.document import FURNITURE, Document
from casebook.reading.rules import Hit, family_rules, leftmost_longest
from casebook.records import Span

# How far the rules of a kind look before and after their cue.
REACH = {
    "weekday": (36, 30),
    "daymonth": (32, 36),
    "monthday": (32, 26),
    "month": (22, 24),
    "figures": (1, 10),
    "year": (14, 18),
    "nth": (4, 8),
}
REACH |= {
    "named": (10, 14),
    "relative": (12, 6),
    "neighbour": (12, 10),
    "counted": (44, 6),
    "weekend": (20, 3),
    "within": (22, 8),
}
REACH |= {"quarter": (32, 30), "feast": (1, 44)}
# "Mr May", "Nell March", "April Vane": a month that somebody bears as a name. "Last March" and "In May" are none.
BORNE = re.compile(
    r"\b(?!(?:In|Last|Next|This|Since|Early|Late|Mid|By|From|To|For|And|The|Until|During|Between|Before|After|On|Of|A|An|Every|Each"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w’'-]*\.? (?P<last>March|April|May|June|August)\b(?! [0-9])"
    r"|\b(?P<first>April|May|June|August) [A-Z][a-z]+"
)


@dataclass(frozen=True)
class Mention:
    """The words of one calendar expression and what its rule made of them."""

    span: Span
    rule: str
    parts: Mapping[str, str | None] = field(repr=False)

    @cached_property
    def month(self) -> int | None:
        word = self.parts.get("month")
        if not word:
            return None
        return int(word) if word.isdigit() else month_number(word)

    @cached_property
    def day(self) -> int | None:
        word = self.parts.get("day")
        return int(word.rstrip("stndrh")) if word else None

    @cached_property
    def year(self) -> int | None:
        """The year that stands in the words themselves."""
        word = self.parts.get("year") or self.parts.get("yearafter") or self.parts.get("closing")
        return int(word) + 2000 * (len(word) == 2) if word else None


def find_mentions(doc: Document) -> list[Mention]:
    """Every calendar expression of the article in order, none of them within another."""
    hits = leftmost_longest(_hits(doc.text))
    furniture = [line.span for line in doc.lines if line.kind == FURNITURE]
    borne = _borne_months(doc.text) if any(hit.rule.id == "date_month.weak" for hit in hits) else set()
    return [
        Mention(hit.span, hit.rule.id, hit.match.groupdict())
        for hit in hits
        if not any(start <= hit.span[0] < end for start, end in furniture)
        and not (hit.rule.id == "date_month.weak" and hit["month"] in borne)
    ]


def _hits(text: str) -> Iterator[Hit]:
    """The hits of every cue's rules; what an earlier cue has read is not read again."""
    (cue,) = family_rules("datecue")
    read_to = 0
    for m in cue.pattern.finditer(text):
        kind = m.lastgroup or ""
        if m.start() < read_to:
            continue
        before, after = REACH[kind]
        window = (max(m.start() - before, 0), min(m.end() + after, len(text)))
        for rule in family_rules(f"date_{kind}"):
            for hit in rule.hits(text, window):
                if hit.span[0] >= m.end():  # has a cue of its own, and the window may cut it short
                    break
                read_to = max(read_to, hit.span[1])
                yield hit


def _borne_months(text: str) -> set[str]:
    """Months that somebody in the article bears as a name."""
    return {m["last"] or m["first"] for m in BORNE.finditer(text)}
