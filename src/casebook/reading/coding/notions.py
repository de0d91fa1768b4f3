"""Read the notions that a statement holds: the fields of words of which its arguments are made.

A notion ("spoil", "inquiry", "kin") is a field of words and phrases, written as one or more rules; it is looked
for in a sentence only when somebody asks, and only where one of its cues stands.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from casebook.reading.coding.cast import Cast
from casebook.records import Evidence, Span


@dataclass(frozen=True)
class Sentence:
    """One sentence of a statement (what is said of it), and the notions met in it so far."""

    cast: Cast
    number: int
    window: Span
    met: dict[str, Evidence | None] = field(default_factory=dict)

    def notion(self, name: str) -> Evidence | None:
        """The first words of a notion in the sentence; None where it holds none."""
        if name not in self.met:
            self.met[name] = _first(self.cast, self.number, self.window, name)
        return self.met[name]


def sentences_of(cast: Cast, content: Sequence[Span]) -> list[Sentence]:
    """The sentences that a statement's content touches, cut to the content."""
    spans = cast.index.spans
    found = []
    for start, end in content:
        at = start
        while at < end and (number := cast.number(at)) is not None:
            found.append(Sentence(cast, number, (at, min(end, spans[number][1]))))
            at = cast.next_start(spans[number][1])
    return found


def sentences_that_may_hold(names: Sequence[str], sentences: Sequence[Sentence], told: Container[str]) -> Sequence[Sentence]:
    """The sentences in which no notion is bound to be missing, those aside that the article has `told`."""
    for name in names:
        if sentences and name not in told:
            places = sentences[0].cast.notion_places.get(name, 0)
            sentences = [s for s in sentences if places >> s.number & 1] if places else ()
    return sentences


def _first(cast: Cast, number: int, window: Span, name: str) -> Evidence | None:
    index, place = cast.index, 1 << number
    for rule, one, other in cast.notions.get(name, ()):
        if one & other & place:
            small = None if index.everything else rule.small
            m = small.search(index.low, *window) if small else rule.pattern.search(index.text, *window)
            if m and m.end() > m.start():
                return Evidence(m.span(), rule.id)
    return None
