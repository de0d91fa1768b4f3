"""Find the quoted stretches of an article: where marks open and close, across paragraphs and inside one another."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from casebook.reading.document import BODY, Document
from casebook.reading.rules import Hit, find, leftmost_longest
from casebook.records import Evidence, Span

LONG = 6  # consecutive quoted words that make speech direct (codebook: directness)
MARKS = "\"“”'‘’"
WORD = re.compile(r"\w[\w'’.,-]*")


@dataclass(frozen=True)
class Quotation:
    """Quoted words: `span` with the marks, `inner` without; `open` when the paragraph ends before the quote does."""

    span: Span
    inner: Span
    words: int
    open: bool
    evidence: Evidence

    @property
    def long(self) -> bool:
        return self.words >= LONG


def find_quotations(doc: Document) -> tuple[Quotation, ...]:
    """The outermost quotations of the body, in order; headlines, captions and repeated pull quotes are left out."""
    body = [line.span for line in doc.lines if line.kind == BODY]
    starts = [s for s, _ in body]
    hits = [hit for hit in leftmost_longest(find("quote", doc.text)) if _inside(hit.span, body, starts)]
    return tuple(q for q in (_quotation(doc.text, hit) for hit in hits) if q.words)


def _inside(span: Span, body: list[Span], starts: list[int]) -> bool:
    i = bisect_right(starts, span[0]) - 1
    return i >= 0 and span[1] <= body[i][1]


def _quotation(text: str, hit: Hit) -> Quotation:
    start, end = hit.span
    size = 2 if text.startswith("''", start) else 1
    closed = end - start > size and text[end - 1] in MARKS and hit.rule.id != "quote.single_open"
    close = (2 if text.endswith("''", start, end) else 1) if closed else 0
    inner = _trimmed(text, (start + size, max(start + size, end - close)))
    words = sum(1 for _ in WORD.finditer(text, *inner))
    return Quotation((start, end), inner, words, not closed, hit.evidence)


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
