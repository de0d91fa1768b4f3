"""Say whether an article is about self-styled hunter groups, with the words that show it."""

from collections.abc import Iterable, Iterator

from casebook.reading.rules import Hit, family_rules
from casebook.reading.sieve import SHORTEST, WIDTH, WORD, rule_cues
from casebook.records import Evidence, Span

SURE = "subject.sure"
TELLING = ("subject.hint_decoy", "subject.hint_sting", "subject.hint_group", "subject.hint_name", "subject.hint_hunters")
ENOUGH = 3


def find_subject(text: str, lines: Iterable[Span]) -> tuple[Evidence, ...]:
    """The evidence in these lines that hunter groups are an article's subject; empty where they are not.

    One sure word is enough; else two kinds of telling hint (a decoy, a sting, a group), or one of them with
    two kinds of other hint (a confrontation, a broadcast, grooming …), which alone are other news.
    """
    hits = list(_hits(text, list(lines)))
    sure = tuple(h.evidence for h in hits if h.rule.id == SURE)
    if sure:
        return sure
    kinds = {h.rule.id for h in hits}
    telling = len(kinds & set(TELLING))
    return tuple(h.evidence for h in hits) if telling > 1 or (telling and len(kinds) >= ENOUGH) else ()


def _hits(text: str, lines: list[Span]) -> Iterator[Hit]:
    """The hits of each rule in the lines that hold a word it cannot match without."""
    begins = [_beginnings(text[slice(*line)]) for line in lines]
    for rule in family_rules("subject"):
        cues = rule_cues(rule)
        for line, starts in zip(lines, begins, strict=True):
            if not cues or not cues.isdisjoint(starts):
                yield from rule.hits(text, line)


def _beginnings(line: str) -> set[str]:
    words = WORD.findall(line.lower())
    return {word[:width] for word in words for width in (SHORTEST, WIDTH)}
