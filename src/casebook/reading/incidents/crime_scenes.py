"""Find the clauses that tell a crime in ordinary crime news: the deed, its place and its day."""

from casebook.reading.incidents.clauses import own_dates
from casebook.reading.incidents.episodes import Episode, differs
from casebook.reading.incidents.locations import place_of
from casebook.reading.incidents.scenes import PROSECUTED, Scene, make_scene, proof_of
from casebook.reading.incidents.source import Source
from casebook.reading.rules import Hit
from casebook.records import Arrest, Span

WORTH = {"deed": 3.0, "found": 2.5, "event": 2.5, "death": 1.5, "flight": 1.5, "charge": 1.0}
DEEDS = tuple(f"incident_crime.{name}" for name in ("deed", "happened", "called", "at", "of", "found", "death"))
PLACED, DATED, MANNED, RECORD = 1.5, 1.0, 0.75, -4.0  # with a place, a date, an arrested person; of a criminal record
PER_SENTENCE, FAR = 0.4, 10
FULL_READ = 3  # so many sentences are read in full
TOP = 3  # sentences in which a crime without an arrest must be told
REGISTER = 3  # so many paragraphs of other people charged with other things are a court's list
POLICE_WORDS = 3  # how often the police must be at work there
NEAR_DEED = 60  # characters between a deed and its place
Crimes = dict[int, list[Hit]]  # the hits that tell a crime, by sentence


def crime_episodes(source: Source, arrests: tuple[Arrest, ...]) -> list[Episode]:
    """The crimes of an article in order: the one it is about with all that supports it, and those told beside it."""
    if not arrests and len(source.sentences.search("incident_police")) < POLICE_WORDS:
        return []
    hits = _crime_hits(source)
    register = _register(source, arrests)
    if register:
        return [_listed(source, hits, i, rows[0]) for i, rows in register.items()]
    crimes = _find_crimes(source, hits, arrests)
    if not arrests and not _is_plain(crimes):
        return []
    if not crimes:
        return [_from_arrest(source, arrests[0])]
    main, *others = crimes
    beside = _find_beside(source, hits, main, arrests) if arrests else []
    taken = {e.main.sentence for e in beside}
    supporting = [s for s in others if s.sentence not in taken and _supports(s)]
    lead = Episode(main, (main, *supporting, *_dating(source, hits, main, supporting, taken)))
    return sorted([lead, *beside], key=lambda e: e.main.span)


def _register(source: Source, arrests: tuple[Arrest, ...]) -> dict[int, list[Arrest]]:
    """The paragraphs of a court's list, each with whom it tells of: everybody is there for something else."""
    told: dict[int, list[Arrest]] = {}
    for arrest in arrests:
        told.setdefault(source.sentences.line_of(arrest.mention[0]), []).append(arrest)
    codes = [frozenset(code for a in rows for code in a.offences) for rows in told.values()]
    apart = len(codes) >= REGISTER and all(codes) and sum(map(len, codes)) == len(frozenset[str]().union(*codes))
    named = all(word[:1].isupper() for a in arrests for word in source.text[slice(*a.mention)].split()[-1:])
    return told if apart and named and all(a.stage in PROSECUTED for a in arrests) else {}


def _listed(source: Source, hits: Crimes, line: int, arrest: Arrest) -> Episode:
    """The case that a paragraph of a court's list tells: its deed, else what somebody is charged with."""
    numbers = [i for i in hits if source.sentences.all[i].line == line]
    scenes = [_scene(source, i, hits[i]) for i in numbers]
    return Episode(scenes[0], tuple(scenes)) if scenes else _from_arrest(source, arrest)


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


def _crime_hits(source: Source) -> Crimes:
    hits: Crimes = {}
    for i, hit in source.sentences.told("incident_crime"):
        hits.setdefault(i, []).append(hit)
    return hits


def _find_crimes(source: Source, hits: Crimes, arrests: tuple[Arrest, ...]) -> list[Scene]:
    """The clauses that tell a crime, the best told first; ties go to the earlier."""
    rough = {i: _worth(source, i, found, arrests) for i, found in hits.items()}
    chosen = sorted(hits, key=lambda i: (-rough[i], i))[:FULL_READ]
    scenes = [_scene(source, i, hits[i]) for i in chosen]
    return sorted(scenes, key=lambda s: (-rough[s.sentence] - PLACED * bool(s.place), s.span))


def _worth(source: Source, i: int, hits: list[Hit], arrests: tuple[Arrest, ...]) -> float:
    span = source.sentences.span(i)
    score = max(WORTH[h.value] for h in hits) - PER_SENTENCE * min(i, FAR)
    score += DATED * bool(own_dates(source.text, source.dates, span))
    score += MANNED * any(span[0] <= a.mention[0] < span[1] for a in arrests)
    aside = source.sentences.hits("incident_past", i) or source.sentences.hits("incident_stray", i)
    return score + RECORD * bool(aside)


def _scene(source: Source, i: int, hits: list[Hit]) -> Scene:
    best = min(hits, key=lambda h: (-WORTH.get(h.value, max(WORTH.values())), h.span[0]))
    return make_scene(source, i, best, source.sentences.span(i), "other_crime", best.rule.family == "incident_more")


def _find_beside(source: Source, hits: Crimes, main: Scene, arrests: tuple[Arrest, ...]) -> list[Episode]:
    """Crimes told beside the main one: another attack, an unrelated case, a deed of another day."""
    found: dict[int, Scene] = {}
    for i, hit in source.sentences.told("incident_more"):
        if i != main.sentence and i not in found:
            found[i] = _scene(source, i, [hit])
    for scene in (
        *_counted_before(source, hits, main),
        *_of_another_case(source, hits, main),
        *_of_another_day(source, hits, main),
    ):
        found.setdefault(scene.sentence, scene)
    beside = [Episode(scene, (scene,)) for scene in found.values()]
    return beside + stray_arrests(source, arrests, [main, *found.values()])


def _counted_before(source: Source, hits: Crimes, main: Scene) -> list[Scene]:
    """What is told with its day or place behind "It is the second killing this month"."""
    behind = [i + 1 for i, _ in source.sentences.told("incident_count") if i + 1 in hits and main.sentence <= i]
    scenes = [_scene(source, i, hits[i]) for i in behind]
    return [s for s in scenes if s.dates or s.place]


def _of_another_case(source: Source, hits: Crimes, main: Scene) -> list[Scene]:
    """Deeds and charges said to be of a separate case, in a paragraph of their own."""
    sentences = source.sentences
    away = [i for i in hits if sentences.all[i].line != sentences.all[main.sentence].line and sentences.hits("incident_stray", i)]
    return [_scene(source, i, sentences.hits("incident_apart", i) or hits[i]) for i in away]


def _of_another_day(source: Source, hits: Crimes, main: Scene) -> list[Scene]:
    """Plain deeds dated before or after the main one."""
    days = _days(source, _dated_sentence(source, hits, main, frozenset()))
    scenes = []
    for i in hits if days else ():
        other = _days(source, i) if i != main.sentence else []
        if not other or any(not _is_outside(day, days) for day in other):
            continue
        deeds = source.sentences.hits("incident_apart", i)
        if deeds:
            scenes.append(_scene(source, i, deeds))
    return scenes


def _days(source: Source, i: int | None) -> list[str]:
    """The days, months or years a sentence gives for what it tells."""
    found = own_dates(source.text, source.dates, source.sentences.span(i)) if i is not None else ()
    return [d.value for d in found if d.value and "W" not in d.value and "Q" not in d.value]


def _is_outside(day: str, days: list[str]) -> bool:
    """Does a day lie before the first and after the last of some, or apart from the only one?"""
    first, last = min(days), max(days)
    size = min(len(day), len(first), len(last))
    return differs(day, first) and not first[:size] <= day[:size] <= last[:size]


def _dated_sentence(source: Source, hits: Crimes, main: Scene, without: frozenset[int]) -> int | None:
    """The sentence that says when the main crime was: its own, else the first that dates a deed and no other case."""
    later = (i for i in hits if i not in without and any(h.value != "charge" for h in hits[i]))
    return next((i for i in (main.sentence, *later) if _days(source, i) and not source.sentences.hits("incident_stray", i)), None)


def _dating(source: Source, hits: Crimes, main: Scene, supporting: list[Scene], taken: set[int]) -> list[Scene]:
    """Where neither the main scene nor what supports it says when: the first sentence that does."""
    if any(s.dates for s in (main, *supporting)):
        return []
    i = _dated_sentence(source, hits, main, frozenset(taken))
    return [_scene(source, i, hits[i])] if i is not None and i != main.sentence else []


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
    place = place_of(source.sentences, i, span, arrest.mention[0]) if source.sentences.all else None
    scene = Scene(span, i, "other_crime", proof_of(arrest), place)
    return Episode(scene, (scene,))
