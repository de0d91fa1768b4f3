"""Cut the body into units that never split a quotation, each with its quotations and reporting verbs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from casebook.reading.document import Document
from casebook.reading.speech.cues import Cue, find_cues
from casebook.reading.speech.quotations import Quotation, find_quotations
from casebook.records import Span

Placed = TypeVar("Placed", Quotation, Cue)
# Not an end of a sentence in front of a name: "Rep. Vane", "Lt. Col. Hale"
TITLED = re.compile(r"\b(?:Rep|Sen|Gov|Gen|Lt|Col|Capt|Maj|Cmdr|Adm|Pres|Atty|Messrs|Mme)\.$")
LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Unit:
    """A sentence as far as speech goes: what stands between two full stops outside quotation marks."""

    span: Span
    line: int
    quotations: tuple[Quotation, ...]
    cues: tuple[Cue, ...]
    only_quoted: bool  # nothing but quoted words stands here

    def quoted_between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that lie inside a stretch."""
        return tuple(q for q in self.quotations if start <= q.span[0] and q.span[1] <= end)


def cut_units(doc: Document) -> tuple[Unit, ...]:
    """The units of the body, in order."""
    quotations = find_quotations(doc)
    spans = _whole_quotations(doc, quotations)
    quoted = _deal(quotations, spans)
    cues = _deal(_outside(find_cues(doc.text), quotations), spans)
    return tuple(
        Unit(span, line, q, c, bool(q) and not unquoted(doc.text, span, q))
        for (span, line), q, c in zip(spans, quoted, cues, strict=True)
    )


def unquoted(text: str, span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether words stand outside the quotations of a stretch."""
    edges = [span[0], *(edge for q in quotations for edge in q.span), span[1]]
    return any(LETTER.search(text, a, b) for a, b in list(pairwise(edges))[::2])


def _whole_quotations(doc: Document, quotations: Sequence[Quotation]) -> list[tuple[Span, int]]:
    """Sentences, joined where the cut fell inside a quotation."""
    joined: list[tuple[Span, int]] = []
    q = 0
    for sentence in doc.sentences:
        start, end = sentence.span
        while q < len(quotations) and quotations[q].span[1] <= start:
            q += 1
        inside = q < len(quotations) and quotations[q].span[0] < start
        if joined and joined[-1][1] == sentence.line and (inside or TITLED.search(doc.text, *joined[-1][0])):
            joined[-1] = ((joined[-1][0][0], end), sentence.line)
        elif end > start:
            joined.append(((start, end), sentence.line))
    return joined


def _deal(items: Sequence[Placed], spans: Sequence[tuple[Span, int]]) -> list[tuple[Placed, ...]]:
    """Give every unit what begins in it; what stands between units (a headline, a caption) belongs to none."""
    dealt, i = [], 0
    for (start, end), _ in spans:
        while i < len(items) and items[i].span[0] < start:
            i += 1
        first = i
        while i < len(items) and items[i].span[0] < end:
            i += 1
        dealt.append(tuple(items[first:i]))
    return dealt


def _outside(cues: Sequence[Cue], quotations: Sequence[Quotation]) -> list[Cue]:
    kept, q = [], 0
    for cue in cues:
        while q < len(quotations) and quotations[q].span[1] <= cue.span[0]:
            q += 1
        if q == len(quotations) or cue.span[0] < quotations[q].span[0]:
            kept.append(cue)
    return kept
