"""Read the notions that a statement holds: the fields of words of which arguments are made.

A notion ("spoil", "inquiry", "kin") is a field of words and phrases, written as one or more rules (rules/notions_*.toml); it
is looked for only where one of its cues stands.
"""

from collections.abc import Iterator, Sequence

from casebook.reading.coding.cast import Cast
from casebook.reading.index import Places
from casebook.records import Evidence, Span


def notions_of(cast: Cast, content: Sequence[Span]) -> dict[str, Evidence]:
    """The notions in what is said, sentence by sentence, each with the first words of it."""
    found: dict[str, Evidence] = {}
    for number, window in _sentences(cast, content):
        for name, places in cast.notion_places.items():
            if places >> number & 1 and name not in found and (proof := _first(cast, 1 << number, window, name)):
                found[name] = proof
    return found


def _sentences(cast: Cast, content: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The sentences that a statement's content touches, cut to the content, by their numbers."""
    spans = cast.index.spans
    for start, end in content:
        at = start
        while at < end and (number := cast.number(at)) is not None:
            yield number, (at, min(end, spans[number][1]))
            at = cast.next_start(spans[number][1])


def _first(cast: Cast, place: Places, window: Span, name: str) -> Evidence | None:
    index = cast.index
    for rule, one, other in cast.notions[name]:
        if one & other & place:
            small = None if index.everything else rule.small
            m = small.search(index.low, *window) if small else rule.pattern.search(index.text, *window)
            if m and m.end() > m.start():
                return Evidence(m.span(), rule.id)
    return None
