"""Say whether an article is about self-styled hunter groups, with the words that show it."""

from casebook.reading.index import Index
from casebook.records import Evidence

SURE = "subject.sure"
TELLING = ("subject.hint_decoy", "subject.hint_sting", "subject.hint_group", "subject.hint_name", "subject.hint_hunters")
ENOUGH = 3


def find_subject(index: Index) -> tuple[Evidence, ...]:
    """The evidence  that hunter groups are an article's subject; empty where they are not.

    One sure word is enough; else two kinds of telling hint (a decoy, a sting, a group), or one of them with
    two kinds of other hint (a confrontation, a broadcast, grooming …), which alone are other news.
    """
    hits = [hit for _, hit in index.read("subject", index.news)]
    sure = tuple(h.evidence for h in hits if h.rule.id == SURE)
    if sure:
        return sure
    kinds = {h.rule.id for h in hits}
    telling = len(kinds & set(TELLING))
    return tuple(h.evidence for h in hits) if telling > 1 or (telling and len(kinds) >= ENOUGH) else ()
