"""Find the activist groups an article is about: their names as printed, told by the words around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.reading.incidents.clauses import CALENDAR
from casebook.reading.index import Index, pattern
from casebook.reading.names.lexicon import COMMON, COUNTY, FIRST_NAME, LARGE, PLACE, SURNAME, TITLE, place_names, written
from casebook.reading.rules import Hit
from casebook.records import Evidence, Name, Span

# What a cue is worth; a name needs `ENOUGH`. "People from Corby" alone makes no group.
WEIGHTS = {
    "called": 5, "apposition": 4, "runs": 3, "described": 3, "suffix": 3, "member_noun": 3, "members": 3, "word": 3,
    "doer": 3, "agent": 3, "some_of": 3, "posted": 2, "people": 2, "speaks": 2,
}  # fmt: skip
ENOUGH = 3
SURE = ("group.called", "group.apposition")  # even where the name looks like a person's
# and of "Fen Lookouts" so
OF_MANY = ("group.members", "group.member_noun", "group.doer", "group.agent", "group.some_of", "group.word", "group.speaks")
SAYS_IT = frozenset(("group.called", "group.apposition", "group.word"))  # even of "Cwm Rescue"
TELLS_NO_BODY = ("group.people", "group.some_of", "group.agent")  # "two men from Great Yarmouth"
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Group:
    """A group's name as printed, the cues that prove it and every place where it is named."""

    name: str
    cues: tuple[Evidence, ...]
    mentions: tuple[Span, ...]


def find_groups(sentences: Index, names: Iterable[Name] = ()) -> tuple[Group, ...]:
    """The groups of an article that are no persons, the best proved first."""
    return without_persons(sentences.doc.groups, names)


def name_groups(sentences: Index) -> tuple[Group, ...]:
    """All that an article names like a group, the best proved first: what follows from the document alone."""
    cues: dict[str, list[Hit]] = {}
    for hit in sentences.search("group"):
        name = POSSESSIVE.sub("", hit.value)
        if not _is_no_name(name, hit.rule.id):
            cues.setdefault(name.removeprefix("The "), []).append(hit)
    found = [_group(sentences.text, hits) for hits in cues.values()]
    return _best_first(group for group in found if _worth(group.cues) >= ENOUGH)


def _is_no_name(name: str, rule: str) -> bool:
    """Is it a day, a town, a force or a firm?"""
    words = name.removeprefix("The ").split()
    if set(words) <= CALENDAR or (name.isupper() and len(words) == 1) or pattern("incident_general.no_group").search(name):
        return True
    if len(words) == 2 and written()[words[0]] & FIRST_NAME and not (written()[words[1]] & COMMON or words[1].endswith("s")):
        return rule != "group.called"  # "A third member of the group, Alan Hale, was cleared"
    if " ".join(words) in place_names().get(words[0], ()):
        return True
    if len(words) == 1 or rule in TELLS_NO_BODY:
        return all(written()[word] & (PLACE | COUNTY | LARGE) for word in words)
    telling = (words[-1], name.partition(" of ")[0])
    return rule not in SAYS_IT and any(pattern("subject_name.body").search(word) for word in telling)


def without_persons(groups: Iterable[Group], names: Iterable[Name]) -> tuple[Group, ...]:
    """The groups that are still proved when the cues around the names of persons are taken away."""
    persons = sorted(n.span for n in names if n.kind == "person")
    kept = []
    for group in groups:
        sure = (*SURE, *OF_MANY) if _is_of_many(group.name) else SURE
        cues = tuple(c for c in group.cues if c.rule in sure or not _names_person(group, c, persons))
        if _worth(cues) >= ENOUGH:
            kept.append(replace(group, cues=cues))
    return _best_first(kept)


def _best_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda g: (-len(g.cues) - len(g.mentions), g.cues[0].span)))


def _names_person(group: Group, cue: Evidence, persons: list[Span]) -> bool:
    """Is the name that a cue stands beside a person's?"""
    named = (m for m in group.mentions if cue.span[0] <= m[0] and m[1] <= cue.span[1])
    return any(_is_person(m, persons) for m in named)


def _is_of_many(name: str) -> bool:
    """ "Fen Lookouts": no first name, and many of something."""
    first, *rest = name.removeprefix("The ").split()
    return bool(rest) and rest[-1].endswith("s") and not written()[rest[-1]] & SURNAME and not written()[first] & TITLE


def _worth(cues: Iterable[Evidence]) -> int:
    return sum(WEIGHTS[cue.rule.partition(".")[2]] for cue in cues)


def _group(text: str, hits: list[Hit]) -> Group:
    full = max((POSSESSIVE.sub("", h.value) for h in hits), key=len)
    bare = full.removeprefix("The ")
    mentions = tuple(m.span() for m in re.finditer(rf"(?<!\w)(?:{re.escape(bare)}{_short_form(bare)})(?!\w)", text))
    return Group(full, tuple(h.evidence for h in hits), mentions)


def _short_form(name: str) -> str:
    """How "Fen Night Lanterns" is called later: "the Lanterns", "the Night Lanterns", "a Lanterns man"; and "the Shield"."""
    _, *words = name.split()
    if not words or not words[-1][0].isupper():
        return ""
    called = [" ".join(words[i:]) for i in range(len(words))] if words[-1].endswith("s") else words[-1:]
    short = "|".join(map(re.escape, called))
    return rf"|(?:(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\b[Oo]ne ))(?:{short})(?!\s[A-Z])"


def _is_person(span: Span, persons: list[Span]) -> bool:
    i = bisect_left(persons, span)
    return any(s < span[1] and span[0] < e for s, e in persons[max(0, i - 1) : i + 1])
