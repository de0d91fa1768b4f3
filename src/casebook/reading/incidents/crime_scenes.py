"""Find the clauses that tell a crime in ordinary crime news: the deed, its place and its day."""

from casebook.reading.incidents.clauses import own_dates
from casebook.reading.incidents.episodes import Episode
from casebook.reading.incidents.scenes import Scene, Source, make_scene
from casebook.reading.rules import Hit
from casebook.records import Arrest, Evidence, Span

WORTH = {"deed": 3.0, "found": 2.5, "event": 2.5, "death": 1.5, "flight": 1.5, "charge": 1.0}
DEEDS = ("incident_crime.deed", "incident_crime.event", "incident_crime.found", "incident_crime.death")
PLACED, DATED, MANNED, RECORD = 1.5, 1.0, 0.75, -4.0  # with a place, a date, an arrested person; of a criminal record
PER_SENTENCE, FAR = 0.25, 10  # what later sentences lose, and up to which
FULL_READ = 3  # so many sentences are read in full
TOP = 3  # sentences in which a crime without an arrest must be told
POLICE_WORDS = 3  # how often the police must be at work there
NEAR_DEED = 60  # characters between a deed and its place


def crime_episodes(source: Source, arrests: tuple[Arrest, ...]) -> list[Episode]:
    """The crimes of an article in order: the one it is about with all that supports it, and those told beside it."""
    if not arrests and len(source.sentences.search("incident_police")) < POLICE_WORDS:
        return []
    crimes = _find_crimes(source, arrests)
    if not arrests and not _is_plain(crimes):
        return []
    if not crimes:
        return [_from_arrest(source, arrests[0])]
    main, *others = crimes
    beside = [Episode(scene, (scene,)) for scene in _find_more(source, main)] if arrests else []
    beside += stray_arrests(source, arrests, [main, *(e.main for e in beside)])
    taken = {e.main.sentence for e in beside}
    lead = Episode(main, (main, *(s for s in others if s.sentence not in taken and _supports(s))))
    return sorted([lead, *beside], key=lambda e: e.main.span)


def stray_arrests(source: Source, arrests: tuple[Arrest, ...], scenes: list[Scene]) -> list[Episode]:
    """Persons said to be of another case or held elsewhere: each sentence about them makes an incident of its own."""
    sentences = source.sentences
    lines = {sentences.all[s.sentence].line for s in scenes}
    found: dict[int, Scene] = {}
    for arrest in arrests:
        i = sentences.index(arrest.mention[0])
        if i is None or i in found or sentences.all[i].line in lines:
            continue
        cues = sentences.hits("incident_stray", i) or _cues_before(source, i)
        if cues:
            found[i] = _scene(source, i, cues[:1])
    return [Episode(scene, (scene,)) for scene in found.values()]


def _cues_before(source: Source, i: int) -> list[Hit]:
    """What the sentence before says of another case, in the same paragraph."""
    sentences = source.sentences
    same = i > 0 and sentences.all[i - 1].line == sentences.all[i].line
    return sentences.hits("incident_stray", i - 1) if same else []


def _find_crimes(source: Source, arrests: tuple[Arrest, ...]) -> list[Scene]:
    """The clauses that tell a crime, the best told first; ties go to the earlier."""
    hits: dict[int, list[Hit]] = {}
    for i, hit in source.sentences.told("incident_crime"):
        hits.setdefault(i, []).append(hit)
    rough = {i: _worth(source, i, found, arrests) for i, found in hits.items()}
    chosen = sorted(hits, key=lambda i: (-rough[i], i))[:FULL_READ]
    scenes = [_scene(source, i, hits[i]) for i in chosen]
    return sorted(scenes, key=lambda s: (-rough[s.sentence] - PLACED * bool(s.place), s.span))


def _worth(source: Source, i: int, hits: list[Hit], arrests: tuple[Arrest, ...]) -> float:
    span = source.sentences.span(i)
    score = max(WORTH[h.value] for h in hits) - PER_SENTENCE * min(i, FAR)
    score += DATED * bool(own_dates(source.text, source.dates, span))
    score += MANNED * any(span[0] <= a.mention[0] < span[1] for a in arrests)
    return score + RECORD * bool(source.sentences.hits("incident_past", i))


def _scene(source: Source, i: int, hits: list[Hit]) -> Scene:
    best = min(hits, key=lambda h: (-WORTH.get(h.value, max(WORTH.values())), h.span[0]))
    return make_scene(source, i, best, source.sentences.span(i), "other_crime", best.rule.family == "incident_more")


def _find_more(source: Source, main: Scene) -> list[Scene]:
    """Crimes told beside the main one: another attack, a second shop, a case called to mind."""
    found: dict[int, Scene] = {}
    for i, hit in source.sentences.told("incident_more"):
        if i != main.sentence and i not in found:
            found[i] = _scene(source, i, [hit])
    return list(found.values())


def _supports(scene: Scene) -> bool:
    """Does a further scene say when or where: a deed with its place beside it, or with a month or day?"""
    if scene.evidence.rule not in DEEDS:
        return False
    near = (
        scene.place is not None
        and scene.place.code != "online_only"
        and _gap(scene.place.evidence.span, scene.evidence.span) < NEAR_DEED
    )
    return near or len(scene.day or "") > len("2016")


def _gap(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _is_plain(crimes: list[Scene]) -> bool:
    """Is a crime told at the top, with its place? So it must be where nobody is arrested."""
    return any(s.sentence < TOP and s.place and s.evidence.rule in DEEDS for s in crimes[:1])


def _from_arrest(source: Source, arrest: Arrest) -> Episode:
    """An arrest without any crime told: its own sentence stands for the incident."""
    i = source.sentences.nearest(arrest.mention[0])
    span = source.sentences.span(i) if source.sentences.all else arrest.mention
    proof = next((e for found in arrest.evidence.values() for e in found), Evidence(arrest.mention, ""))
    scene = Scene(span, i, "other_crime", proof)
    return Episode(scene, (scene,))
