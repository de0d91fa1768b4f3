"""Find the quoted stretches of an article: where marks open and close, across paragraphs and inside one another."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from casebook.reading.document import BODY, Document
from casebook.reading.index import pattern
from casebook.records import Evidence, Span

LONG = 6  # consecutive quoted words that make speech direct (codebook: directness)
MARKS = "\"“”'‘’"
WORD = re.compile(r"\w[\w'’.,-]*")
# A mark that may open a quotation: no letter or mark stands before it.
MAY_OPEN = re.compile(r"""["“”'‘](?:(?<=["“”])(?<![\w"“.,!?].)|(?<=['‘])(?<![\w'’].))""")
REACH = 12  # characters before the mark that show a work is named
RULES_BY_MARK = {
    '"': ("quote.double",),
    "“": ("quote.double",),
    "”": ("quote.double",),
    "'": ("quote.double", "quote.single", "quote.single_open"),
    "‘": ("quote.single", "quote.single_open"),
}


class Quotation(NamedTuple):
    """Quoted words: `span` with the marks, `inner` without; `open` when the paragraph ends before the quote does."""

    span: Span
    inner: Span
    words: int
    open: bool
    rule: str

    @property
    def long(self) -> bool:
        return self.words >= LONG

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.span, self.rule)


def find_quotations(doc: Document) -> tuple[Quotation, ...]:
    """The outermost quotations of the body, in order; headlines, captions and repeated pull quotes are left out."""
    found = []
    starts = [line.span[0] for line in doc.lines]
    for rule, span in _quoted(doc.text):
        line = doc.lines[max(bisect_right(starts, span[0]) - 1, 0)]
        if line.kind == BODY and line.span[0] <= span[0] and span[1] <= line.span[1]:
            found.append(_quotation(doc.text, rule, span))
    return tuple([q for q in found if q.words and not _unspoken(doc.text, q)])


def _unspoken(text: str, quotation: Quotation) -> bool:
    """Whether a note on what is heard stands in the marks, or the name of a work."""
    start, end = quotation.span
    if quotation.words > LONG:
        return False
    return bool(
        pattern("unspoken.heard").match(text, start, end) or pattern("unspoken.work").search(text, max(0, start - REACH), end)
    )


def _quoted(text: str) -> Iterator[tuple[str, Span]]:
    """The stretches that stand in marks, the longest at every place, none inside another."""
    done = 0
    for mark in MAY_OPEN.finditer(text):
        place = mark.start()
        if place < done:
            continue
        hits = [(m.end(), rule) for rule in RULES_BY_MARK[text[place]] if (m := pattern(rule).match(text, place))]
        if hits:
            done, rule = max(hits)
            yield rule, (place, done)


def _quotation(text: str, rule: str, span: Span) -> Quotation:
    start, end = span
    size = 2 if text.startswith("''", start) else 1
    closed = end - start > size and text[end - 1] in MARKS and rule != "quote.single_open"
    close = (2 if text.endswith("''", start, end) else 1) if closed else 0
    inner = _trimmed(text, (start + size, max(start + size, end - close)))
    return Quotation(span, inner, _count(text[slice(*inner)]), not closed, rule)


def _count(words: str) -> int:
    """How many words stand here: counted with care where it matters."""
    roughly = len(words.split())
    return roughly if roughly > 2 * LONG else len(WORD.findall(words))


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
