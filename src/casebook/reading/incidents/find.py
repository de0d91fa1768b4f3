"""Find the incidents an article reports and keep the words that prove every field of them."""

import re
from dataclasses import replace
from datetime import date

from casebook.reading.dates.find import publication
from casebook.reading.document import Document
from casebook.reading.incidents.crime_scenes import crime_episodes, stray_arrests
from casebook.reading.incidents.episodes import Episode, join_scenes
from casebook.reading.incidents.facts import read_audience, read_date, read_group, read_livestream, read_region
from casebook.reading.incidents.filing import file_arrests
from casebook.reading.incidents.footprints import footprints
from casebook.reading.incidents.groups import find_groups
from casebook.reading.incidents.likely import elsewhere, likeliest
from casebook.reading.incidents.outcomes import read_disorder, read_outcome
from casebook.reading.incidents.scenes import find_scenes
from casebook.reading.incidents.source import Source
from casebook.reading.incidents.suspects import further_cases
from casebook.reading.incidents.told import Told
from casebook.reading.incidents.types import type_of
from casebook.reading.names.people import read_people
from casebook.reading.rows import changed
from casebook.records import Arrest, Date, Evidence, Incident, Name

IN_PERSON = ("sting_confrontation", "doorstep_confrontation", "crowd_action", "evidence_handover")  # never only online
CALENDAR = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")


def find_incidents(
    doc: Document, names: tuple[Name, ...], dates: tuple[Date, ...], arrests: tuple[Arrest, ...]
) -> tuple[Incident, ...]:
    """Every incident in the order of its anchor; each arrest finds one of them to be filed under."""
    sentences = doc.index
    about = bool(doc.about_groups)
    arrests = named(doc, names, arrests) if about else arrests
    source = Source(sentences, find_groups(sentences, names) if about else (), _not_to_come(dates, publication(doc)), arrests)
    scenes = find_scenes(source) if about else []
    episodes = join_scenes(scenes)
    if about and not episodes:
        scenes = likeliest(source)
        episodes = [Episode(scene, (scene,)) for scene in scenes]
    if episodes:
        episodes = elsewhere(source, scenes, episodes)
        episodes = sorted([*episodes, *stray_arrests(source, arrests, scenes)], key=lambda e: e.main.span)
    elif arrests or not about:
        episodes = crime_episodes(source, arrests)
    told, drafts, keys = _filed(source, episodes, arrests)
    if about and (further := further_cases(source, drafts, arrests, keys)):
        told, drafts, keys = _filed(source, sorted([*episodes, *further], key=lambda e: e.main.span), arrests)
    filed = [tuple(a for a, key in zip(arrests, keys, strict=True) if key == d.key) for d in drafts]
    return tuple(_finish(told, k, draft, filed[k], about) for k, draft in enumerate(drafts))


def named(doc: Document, names: tuple[Name, ...], arrests: tuple[Arrest, ...]) -> tuple[Arrest, ...]:
    """Arrests with the fullest names of their persons, by which other sentences tell of them."""
    full = {p.id: doc.words(p.full) for p in read_people(doc, names)}
    return tuple(changed(a, name=full[a.person]) if a.person in full and not a.name else a for a in arrests)


def _filed(source: Source, episodes: list[Episode], arrests: tuple[Arrest, ...]) -> tuple[Told, list[Incident], list[str]]:
    """What the episodes tell of themselves, and under which of them each arrest is filed."""
    told = Told(source, tuple(episodes))
    drafts = [_draft(told, k) for k in range(len(episodes))]
    return told, drafts, file_arrests(source.sentences, footprints(source.sentences, drafts), arrests)


def _not_to_come(dates: tuple[Date, ...], published: date | None) -> tuple[Date, ...]:
    """Without days, months and years after the publication: "A trial was fixed for 9 October" tells no incident's day."""
    if published is None:
        return dates
    told = published.isoformat()
    return tuple(d for d in dates if not (CALENDAR.fullmatch(d.value or "") and (d.value or "") > told))


def _draft(told: Told, k: int) -> Incident:
    """An incident with what its own clauses say, before arrests are filed under it."""
    episode = told.episodes[k]
    kind, kind_proof = type_of(told, k, ())
    day, day_proof = read_date(told, k)
    proof = {"anchor": tuple(s.evidence for s in episode.scenes), "type": kind_proof, "date": day_proof}
    place = told.place(k) if "online_exposure" not in (kind, episode.main.kind) else None
    place = None if place and place.code == "online_only" and kind in IN_PERSON else place
    code = "online_only" if episode.main.kind == "online_exposure" else "not_reported"
    if place:
        code, proof["location_type"] = place.code, (place.evidence,)
    return Incident(f"i{k + 1}", episode.main.span, kind, day, code, evidence=proof)


def _finish(told: Told, k: int, draft: Incident, arrests: tuple[Arrest, ...], about: bool) -> Incident:
    """The whole incident, with what the arrests filed under it add."""
    proof: dict[str, tuple[Evidence, ...]] = dict(draft.evidence)
    kind, proof["type"] = type_of(told, k, arrests)
    live, proof["livestream"] = read_livestream(told, k) if about else (draft.livestream, ())
    audience, proof["audience"] = read_audience(told, k) if about else (None, ())
    disorder, proof["disorder"] = read_disorder(told, k, kind, arrests)
    outcome, proof["police_outcome"] = read_outcome(told, k, kind, arrests)
    group, proof["group"] = read_group(told, k)
    region, proof["region"] = read_region(told, k)
    return replace(
        draft,
        type=kind,
        livestream=live,
        audience=audience,
        disorder=disorder,
        police_outcome=outcome,
        group=group,
        region=region,
        evidence={field: found for field, found in proof.items() if any(e.rule for e in found)},
    )
