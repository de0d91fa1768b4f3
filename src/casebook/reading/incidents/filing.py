"""File arrests and statements under the incident they belong to."""

import re

from casebook.reading.document import Document
from casebook.reading.incidents.footprints import Footprint, context_of, footprints, nearness
from casebook.reading.index import Index
from casebook.reading.rows import changed
from casebook.reading.rules import leftmost_longest
from casebook.records import Arrest, Incident, Span, Statement

WORD = re.compile(r"[\w’'-]+")
OF_ONE_CASE = ("offences", "release", "bail_until", "custody_months")
SOME = 2  # persons arrested at once
CLOSE = 5.0  # the same paragraph, or two words of its own
NAMED = 6.0  # the sentences that tell the incident name him
CROWD, NOT_CROWD = 5.0, -1.0  # those held for disorder belong to the crowd's incident, a suspect rather not
VANDALS = "criminal_damage_arson"
CROWD_OFFENCES = {"public_order_affray", VANDALS}
LAID_TO_HIM = (
    "incident_more.other",
    "incident_more.also",
    "incident_more.victim",
    "incident_more.counts",
    "incident_more.convicted",
    "incident_more.later",
)


def file_under(
    doc: Document, incidents: tuple[Incident, ...], arrests: tuple[Arrest, ...], statements: tuple[Statement, ...]
) -> tuple[tuple[Arrest, ...], tuple[Statement, ...]]:
    """Give each arrest its incident and each statement the incident it is about (None when general); nobody is dropped.

    An article's only arrested person stands again for every further crime that is laid to him: one row a person and incident.
    """
    sentences = doc.index
    marks = footprints(sentences, incidents)
    filed = [changed(a, incident=k) for a, k in zip(arrests, file_arrests(sentences, marks, arrests), strict=True)]
    general = [h.span for h in sentences.search("incident_set")] if incidents and statements else []
    told = [_about(sentences, marks, s, general) for s in statements]
    about = tuple(s if key is None else changed(s, incident=key) for s, key in zip(statements, told, strict=True))
    return (*filed, *_again(sentences, incidents, filed)), about


def file_arrests(sentences: Index, marks: list[Footprint], arrests: tuple[Arrest, ...]) -> list[str]:
    """The key of each arrest's incident; rows of one person spread over as many incidents as there are rows."""
    if len(marks) <= 1:
        return [mark.key for mark in marks for _ in arrests] or [""] * len(arrests)
    rough = {sentences.line_of(a.mention[0]) for a in arrests if _is_rough(a)}
    mentions = sorted({a.mention for a in arrests})
    keys = [_incident_of(sentences, marks, a, mentions, sentences.line_of(a.mention[0]) in rough) for a in arrests]
    rows: dict[Span, list[int]] = {}
    for n, arrest in enumerate(arrests):
        rows.setdefault(arrest.mention, []).append(n)
    for same in rows.values():
        if 1 < len(same) <= len(marks) and len({(arrests[n].age, arrests[n].sex) for n in same}) == 1:
            for n, mark in zip(same, marks[len(marks) - len(same) :], strict=True):
                keys[n] = mark.key
    return keys


def _again(sentences: Index, incidents: tuple[Incident, ...], filed: list[Arrest]) -> list[Arrest]:
    if len(filed) != 1:
        return [row for i in incidents for row in _named_again(sentences, i, filed)]
    laid = [i for i in incidents if i.key != filed[0].incident and any(e.rule in LAID_TO_HIM for e in i.evidence.get("type", ()))]
    return [changed(filed[0], incident=i.key) for i in laid]


def _named_again(sentences: Index, incident: Incident, filed: list[Arrest]) -> list[Arrest]:
    """The one person of another incident whom the sentence of a further crime names, with the offences it names."""
    further = any(e.rule.startswith(("incident_apart", *LAID_TO_HIM)) for e in incident.evidence.get("type", ()))
    if not further or not sentences.all or any(a.incident == incident.key for a in filed):
        return []
    at = sentences.nearest(incident.anchor[0])
    words = set(WORD.findall(sentences.text, *sentences.span(at)))
    who = {
        a.mention: a
        for a in filed
        if (name := WORD.findall(sentences.text, *a.mention)) and name[-1].istitle() and name[-1] in words
    }
    if len(who) != 1:
        return []
    (row,) = who.values()
    offences = leftmost_longest(sentences.hits("offence", at))
    proof = {field: found for field, found in row.evidence.items() if field not in OF_ONE_CASE}
    proof["offences"] = tuple(h.evidence for h in offences)
    codes = tuple(dict.fromkeys(h.value for h in offences))
    return [
        changed(
            row,
            incident=incident.key,
            offences=codes,
            release="not_reported",
            bail_until=None,
            custody_months=None,
            evidence=proof,
        )
    ]


def _is_rough(arrest: Arrest) -> bool:
    if arrest.role == "group_member" and arrest.count > SOME and arrest.stage == "arrested":
        return True  # "Nine people were in custody"
    if arrest.role == "group_member" and VANDALS in arrest.offences:
        return True  # "A man of 25 is to be tried over the arson"
    return arrest.role == "crowd_member" or (arrest.role == "suspect" and bool(CROWD_OFFENCES & set(arrest.offences)))


def _incident_of(sentences: Index, marks: list[Footprint], arrest: Arrest, mentions: list[Span], rough: bool) -> str:
    """The incident that the words about a person have most to do with."""
    at = sentences.nearest(arrest.mention[0])
    window = _words_about(sentences, arrest, mentions)
    own = frozenset(sentences.text[slice(*arrest.mention)].split())

    context = context_of(sentences, at, window, own)

    def worth(mark: Footprint) -> tuple[float, int]:
        role = (CROWD if rough else NOT_CROWD) * (mark.type == "crowd_action")
        named = NAMED * bool(arrest.name and arrest.name.split()[-1] in mark.words)
        return nearness(mark, context) + role + named, -abs(mark.sentence - at)

    return max(marks, key=worth).key


def _words_about(sentences: Index, arrest: Arrest, mentions: list[Span]) -> Span:
    """The part of the sentence that speaks of one person: from his mention to the next person's."""
    if not sentences.all:
        return arrest.mention
    start, end = sentences.span(sentences.nearest(arrest.mention[0]))
    inside = [m[0] for m in mentions if start <= m[0] < end]
    later = [m for m in inside if m > arrest.mention[0]]
    return (start if inside[:1] == [arrest.mention[0]] else arrest.mention[0], later[0] if later else end)


def _about(sentences: Index, marks: list[Footprint], statement: Statement, general: list[Span]) -> str | None:
    """The incident whose words or paragraph a statement shares, else the one incident the article is about."""
    if not marks or not statement.content or not sentences.all:
        return None
    if any(s <= start and end <= e for start, end in general for s, e in statement.content):
        return None
    if len(marks) == 1:
        return marks[0].key
    at = sentences.nearest(statement.content[0][0])
    context = context_of(sentences, at, sentences.span(at))
    worth = [nearness(mark, context) for mark in marks]
    if max(worth) >= CLOSE:
        return marks[worth.index(max(worth))].key
    current = [mark for mark in marks if mark.is_current]
    crowd = [mark for mark in current if mark.type == "crowd_action"]
    return (crowd or current)[0].key if len(current) == 1 or crowd else None
