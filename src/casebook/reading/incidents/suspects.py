"""Tell the suspects of an article about groups apart: groups meet one at a time, so that each has an incident of his own."""

from collections.abc import Sequence
from dataclasses import replace

from casebook.reading.incidents.clauses import own_dates
from casebook.reading.incidents.episodes import Episode
from casebook.reading.incidents.locations import place_of, vagueness
from casebook.reading.incidents.scenes import NO_SCENE, PROSECUTED, Scene, is_known, make_scene, proof_of
from casebook.reading.incidents.source import Source
from casebook.reading.index import Index, pattern
from casebook.records import Arrest, Evidence, Incident

OF_CHILDREN = {"grooming_meeting", "sexual_communication", "cause_incite", "indecent_images", "contact_sexual", "rape", "other"}
IN_COURT = ("charge", "plea", "verdict", "sentence", "offences")
OPENING = 4  # sentences that tell whose case an article is about
ONE_EACH = ("sting_confrontation", "doorstep_confrontation", "online_exposure", "evidence_handover", "wrong_target")


def further_cases(source: Source, drafts: Sequence[Incident], arrests: Sequence[Arrest], keys: Sequence[str]) -> list[Episode]:
    """An episode for every suspect filed under the incident of another, whose paragraph tells nothing of that incident."""
    sentences = source.sentences
    lines = {sentences.line_of(e.span[0]) for draft in drafts for e in draft.evidence["anchor"]}
    found: dict[int, Scene] = {}
    alone = {d.key for d in drafts if d.type in ONE_EACH} - {k for a, k in zip(arrests, keys, strict=True) if a.role == "suspect"}
    for draft in drafts:
        own = [a for a, key in zip(arrests, keys, strict=True) if key == draft.key and a.role == "suspect" and a.count == 1]
        first = min(own, key=lambda a: _distance(sentences, a, draft), default=None)
        if draft.type not in ONE_EACH or first is None:
            continue
        told = {sentences.line_of(first.mention[0])} | lines
        unknown = first.age is None and not first.name  # "a man was walked away": who he is may be said below
        for other in own:
            i = sentences.index(other.mention[0])
            if other is not first and unknown and other.age is not None and not _is_new(sentences, other):
                unknown = False
                continue
            if i is None or i in found or (alone and i < OPENING):
                continue  # of whom an opening tells one of the incidents told later
            if sentences.all[i].line not in told and _was_met(sentences, i, other):
                found[i] = _scene_of(source, i, other)
                told.add(sentences.all[i].line)
    return [Episode(scene, (scene,)) for scene in found.values()] + _of_members(source, arrests, lines)


def _of_members(source: Source, arrests: Sequence[Arrest], lines: set[int]) -> list[Episode]:
    """What members of the group were before a court for, where a paragraph of its own tells it and the opening does not."""
    sentences = source.sentences
    found: dict[int, Episode] = {}
    for member in arrests:
        proof = [e for field in IN_COURT for e in member.evidence.get(field, ())]
        i = sentences.index(proof[0].span[0]) if proof and member.role == "group_member" and member.stage in PROSECUTED else None
        at = sentences.index(member.mention[0])
        if i is None or at is None or i < OPENING or sentences.all[i].line in (lines | set(found)):
            continue
        if at < OPENING and len({sentences.line_of(e.span[0]) for e in proof}) > 1:
            continue
        cue = pattern("incident_beside.apart").search(sentences.text, _start_of_line(sentences, i), sentences.span(i)[1])
        before = (sentences.span(at)[0], member.mention[0])
        same = pattern("incident_beside.same").search(sentences.text, *sentences.span(i))
        if cue is None or same or pattern("incident_beside.kin").search(sentences.text, *before):
            continue
        case = _case_of(source, sentences.nearest(cue.start()), proof[0])
        here = (e for es in member.evidence.values() for e in es if sentences.index(e.span[0]) == at != i)
        named = tuple(replace(case, span=member.mention, sentence=at, evidence=e, place=None) for e in here)
        found[sentences.all[i].line] = Episode(case, (case, *named[:1]))
    return list(found.values())


def _is_new(sentences: Index, suspect: Arrest) -> bool:
    """Is somebody said to be another than those before?"""
    start = sentences.span(sentences.nearest(suspect.mention[0]))[0] if sentences.all else 0
    return pattern("incident_beside.another").search(sentences.text, start, suspect.mention[1]) is not None


def _start_of_line(sentences: Index, i: int) -> int:
    """Where the paragraph of a sentence begins."""
    return min(s.span[0] for s in sentences.all[: i + 1] if s.line == sentences.all[i].line)


def _was_met(sentences: Index, i: int, suspect: Arrest) -> bool:
    """Is it somebody told by name or age, accused of what groups look for, and neither one of them nor of his kin?"""
    before = (sentences.span(i)[0], suspect.mention[0])
    decade = pattern("incident_beside.decade").match(sentences.text, suspect.mention[0])
    if suspect.arrest == "sought" or is_known(sentences.text, suspect.mention[0]):
        return False  # he ran from where the others were met, or was told of before
    known = suspect.age is not None or decade is not None or bool(suspect.name and suspect.offences)
    return known and set(suspect.offences) <= OF_CHILDREN and not pattern("incident_beside.kin").search(sentences.text, *before)


def _distance(sentences: Index, arrest: Arrest, draft: Incident) -> tuple[int, int]:
    return abs(sentences.nearest(arrest.mention[0]) - sentences.nearest(draft.anchor[0])), arrest.mention[0]


def _scene_of(source: Source, i: int, arrest: Arrest) -> Scene:
    """What the sentence about him tells: a deed of the group where it tells one, else his case."""
    sentences = source.sentences
    hits = sentences.hits("incident", i)
    if hits:
        return make_scene(source, i, hits[0], sentences.span(i), hits[0].value, True)
    return _case_of(source, i, proof_of(arrest))


def _case_of(source: Source, i: int, proof: Evidence) -> Scene:
    """A case of which no deed is told: its sentence, with its place and its days."""
    sentences, span = source.sentences, source.sentences.span(i)
    place = place_of(sentences, i, span, span[0])
    place = None if place and (place.code in NO_SCENE or vagueness(place.code)) else place
    return Scene(span, i, "event", proof, place, dates=own_dates(source.text, source.dates, span), is_new=True)
