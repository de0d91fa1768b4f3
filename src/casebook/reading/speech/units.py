"""Cut the body into units that never split a quotation, each with its quotations and reporting verbs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from casebook.reading.document import Document
from casebook.reading.index import pattern
from casebook.reading.speech.cues import Cue, cue_words, find_cues
from casebook.reading.speech.quotations import Quotation, find_quotations
from casebook.records import Span

# Not an end of a sentence in front of a name: "Rep. Vane", "Lt. Col. Hale"
TITLES = ("Rep.", "Sen.", "Gov.", "Gen.", "Lt.", "Col.", "Capt.", "Maj.", "Cmdr.", "Adm.", "Pres.", "Atty.", "Messrs.", "Mme.")
# End what somebody asks or exclaims, where a name behind it looks like another sentence.
ASKED = tuple(end + mark for end in "?!…" for mark in "\"”’'")
REACH = 12  # characters that hold a title and the space behind it
LETTER = re.compile(r"\w")


class Unit(NamedTuple):
    """A sentence as far as speech goes: what stands between two full stops outside quotation marks."""

    span: Span
    line: int
    quotations: tuple[Quotation, ...]
    cues: tuple[Cue, ...]
    only_quoted: bool  # nothing but quoted words stands here

    def quoted_between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that lie inside a stretch."""
        return tuple([q for q in self.quotations if start <= q.span[0] and q.span[1] <= end]) if self.quotations else ()


def cut_units(doc: Document, *, wide: bool = False) -> tuple[Unit, ...]:
    """The units of the body, in order."""
    quotations = find_quotations(doc)
    cues = find_cues(doc.index, quotations, wide=wide)
    units, q, total, sentences = [], 0, len(quotations), doc.sentences
    for first, last in _whole_quotations(doc, quotations):
        ((start, end), line), begin = sentences[first], q
        told = cues.get(first, [])
        if last > first:
            end = sentences[last].span[1]
            told = [c for i in range(first, last + 1) for c in cues.get(i, ())]
        while q < total and quotations[q].span[0] < end:
            q += 1
        inside = quotations[begin:q]
        units.append(Unit((start, end), line, inside, tuple(told), bool(inside) and not unquoted(doc.text, (start, end), inside)))
    return tuple(units)


def unquoted(text: str, span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether words stand outside the quotations of a stretch."""
    place = span[0]
    for q in quotations:
        if LETTER.search(text, place, q.span[0]):
            return True
        place = q.span[1]
    return LETTER.search(text, place, span[1]) is not None


def _is_tag(text: str, stop: int, end: int) -> bool:
    """Whether a sentence names who has just spoken: '“Did you ring?” | Jo Vane asked.'."""
    if not text.endswith(ASKED, 0, stop):
        return False
    tag = pattern("speech_tag.behind").match(text, stop, end)
    return tag is not None and tag["verb"] in cue_words()


def _whole_quotations(doc: Document, quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The first and the last sentence of every unit: sentences are joined where the cut fell inside a quotation."""
    joined: list[tuple[int, int]] = []
    text, spans, q = doc.text, [q.span for q in quotations] + [(len(doc.text),) * 2], 0
    line = stop = -1
    for i, sentence in enumerate(doc.sentences):
        start, end = sentence.span
        while spans[q][1] <= start < end:
            q += 1
        if line == sentence.line and (
            spans[q][0] < start or text.endswith(TITLES, start - REACH, stop) or _is_tag(text, stop, end)
        ):
            joined[-1] = joined[-1][0], i
        elif end > start:
            joined.append((i, i))
        line, stop = sentence.line, end
    return joined
