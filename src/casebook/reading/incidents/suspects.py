"""Tell the suspects of an article about groups apart: groups meet one at a time, so that each has an incident of his own."""

from collections.abc import Sequence

from casebook.reading.incidents.episodes import Episode
from casebook.reading.incidents.scenes import Scene, Source, make_scene
from casebook.reading.index import Index, pattern
from casebook.records import Arrest, Evidence, Incident

OF_CHILDREN = {"grooming_meeting", "sexual_communication", "cause_incite", "indecent_images", "contact_sexual", "rape", "other"}
ONE_EACH = ("sting_confrontation", "doorstep_confrontation", "online_exposure", "evidence_handover", "wrong_target")


def further_cases(source: Source, drafts: Sequence[Incident], arrests: Sequence[Arrest], keys: Sequence[str]) -> list[Episode]:
    """An episode for every suspect filed under the incident of another, whose paragraph tells nothing of that incident."""
    sentences = source.sentences
    lines = {_line(sentences, e.span[0]) for draft in drafts for e in draft.evidence["anchor"]}
    found: dict[int, Scene] = {}
    for draft in drafts:
        own = [a for a, key in zip(arrests, keys, strict=True) if key == draft.key and a.role == "suspect" and a.count == 1]
        first = min(own, key=lambda a: _distance(sentences, a, draft), default=None)
        if draft.type not in ONE_EACH or first is None:
            continue
        told = {_line(sentences, first.mention[0])} | lines
        for other in own:
            i = sentences.index(other.mention[0])
            if i is not None and i not in found and sentences.all[i].line not in told and _was_met(sentences, i, other):
                found[i] = _scene_of(source, i, other)
                told.add(sentences.all[i].line)
    return [Episode(scene, (scene,)) for scene in found.values()]


def _was_met(sentences: Index, i: int, suspect: Arrest) -> bool:
    """Is it somebody told by name or age, accused of what groups look for, and neither one of them nor of his kin?"""
    before = (sentences.span(i)[0], suspect.mention[0])
    known = suspect.name is not None or suspect.age is not None
    return known and set(suspect.offences) <= OF_CHILDREN and not pattern("incident_beside.kin").search(sentences.text, *before)


def _line(sentences: Index, offset: int) -> int:
    return sentences.all[sentences.nearest(offset)].line


def _distance(sentences: Index, arrest: Arrest, draft: Incident) -> tuple[int, int]:
    return abs(sentences.nearest(arrest.mention[0]) - sentences.nearest(draft.anchor[0])), arrest.mention[0]


def _scene_of(source: Source, i: int, arrest: Arrest) -> Scene:
    """What the sentence about him tells: a deed of the group where it tells one, else his case."""
    sentences = source.sentences
    hits = sentences.hits("incident", i)
    if hits:
        return make_scene(source, i, hits[0], sentences.span(i), hits[0].value, True)
    proof = next((e for found in arrest.evidence.values() for e in found), Evidence(arrest.mention, ""))
    return Scene(sentences.span(i), i, "event", proof, is_new=True)
