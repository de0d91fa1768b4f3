"""Say whether an article is about self-styled hunter groups, with the words that show it."""

from collections.abc import Iterable

from casebook.reading.rules import find
from casebook.records import Evidence, Span

SURE = "subject.sure"
TELLING = ("subject.hint_decoy", "subject.hint_sting", "subject.hint_group", "subject.hint_name", "subject.hint_hunters")
ENOUGH = 3


def find_subject(text: str, lines: Iterable[Span]) -> tuple[Evidence, ...]:
    """The evidence in these lines that hunter groups are an article's subject; empty where they are not.

    One sure word is enough; else two kinds of telling hint (a decoy, a sting, a group), or one of them with
    two kinds of other hint (a confrontation, a broadcast, grooming …), which alone are other news.
    """
    hits = [h for line in lines for h in find("subject", text, line)]
    sure = [h for h in hits if h.rule.id == SURE]
    kinds = {h.rule.id for h in hits}
    if sure:
        return tuple(h.evidence for h in sure)
    telling = len(kinds & set(TELLING))
    return tuple(h.evidence for h in hits) if telling > 1 or (telling and len(kinds) >= ENOUGH) else ()
