"""Find the clauses of an article that tell an incident with an activist group."""

from dataclasses import dataclass, replace
from itertools import pairwise

from casebook.reading.incidents.clauses import clause_of, own_dates, place_names
from casebook.reading.incidents.locations import Place, place_of
from casebook.reading.incidents.source import Source
from casebook.reading.index import pattern
from casebook.reading.rules import Hit
from casebook.records import Arrest, Date, Evidence, Span

# In one sentence the telling of a crowd's or a group's deed beats the mere mention of an episode.
WEIGHT = {
    "listed": 6, "crowd_action": 5, "confrontation": 4, "encounter": 3, "rendezvous": 2.5, "act": 2.4, "lure": 2.3,
    "evidence_handover": 2, "online_exposure": 2, "event": 1,
}  # fmt: skip
UNNAMED = ("encounter", "act", "evidence_handover")  # told of a group even where it is not named beside them
IMPERSONAL = ("event", "listed", "crowd_action", "rendezvous")  # told without saying who of the group did it
ASIDE = ("outcome", "incident_plural", "incident_wrong")  # what tells of no deed at its place and day
DONE_ONCE = ("evidence_handover", "online_exposure")  # of which "has" tells no habit
FOUND_THEM = "incident.found_them"
DELIVERED = "incident.delivered"  # told of the group whoever is named
PROSECUTED = {"charged", "tried", "convicted", "sentenced", "appealed"}  # how far somebody is whom a court has to do with
NO_SCENE = ("online_only", "court_prison")
NOWHERE = (*NO_SCENE, "police_premises")  # where nobody is met
FACE_TO_FACE = ("confrontation", "encounter", "act", "crowd_action")
NEAR_ACTOR = 110  # characters between the group and what it did
NEAR_AGENT = 80  # and between "was met" and "by members"
NEAR_OBJECT = 20  # and between "he found" and the group
NEAR_SUBJECT = 12  # and between the group and whatever it did
NEAR_BY = 30  # and between "by" and the group
NEAR_PLACE = 140  # and between a deed and the place that its clause reaches
NEAR_MANY = 50  # and between a deed and "several" of those to whom it was done
LOOK_BACK = 40
HALVES = 2
DAY = len("2016-05-04")
TOP = 4  # sentences among which an aside is none


@dataclass(frozen=True)
class Scene:
    """A clause that tells an incident: where it stands, what it tells, and what sets it apart from others."""

    span: Span
    sentence: int
    kind: str
    evidence: Evidence
    place: Place | None = None
    names: frozenset[str] = frozenset()
    dates: tuple[Date, ...] = ()
    is_new: bool = False
    is_lede: bool = False
    also: frozenset[str] = frozenset()  # what else its sentence tells
    whom: frozenset[Span] = frozenset()  # the mentions of the suspects it tells of
    first_told: bool = False  # is one of them told of for the first time
    is_report: bool = False  # "the group had sent its logs to police": what it did besides, before what is told
    around: frozenset[str] = frozenset()  # the words written large in its whole sentence
    is_film: bool = False  # what was put out is a film, not a name or a picture

    @property
    def day(self) -> str | None:
        """When it happened, where the sentence says so: "Fen Watch, which began in 2018, met him on Saturday"."""
        deed, told = self.evidence.span, [d for d in self.dates if d.value]
        return min(told, key=lambda d: max(d.span[0] - deed[1], deed[0] - d.span[1])).value if told else None


def find_scenes(source: Source) -> list[Scene]:
    """One scene a sentence (a list gives several), in order."""
    hits: dict[int, list[Hit]] = {}
    for i, hit in source.sentences.told("incident"):
        if is_told(source, i, hit):
            hits.setdefault(i, []).append(hit)
    told = [scene for i in sorted(hits) for scene in _scenes_of(source, i, hits[i])]
    told = [_placed_before(source, s) for s in told]
    told = [s for s in told if s.place or s.dates or s.kind not in ("event", "rendezvous", "act")]
    firm = any(s.place or s.kind != "act" for s in told)
    said = [s for s in _quoted(source) if s.dates or not firm]
    told += [*said, *_any_deeds(source, {s.sentence for s in (*told, *said)})]
    if not any(_is_firm(s) for s in told):
        told += _plain_deeds(source, {s.sentence for s in told})[:1]
    return sorted(told, key=lambda s: s.span)


def _is_firm(scene: Scene) -> bool:
    """Is it a deed with its place or its day?"""
    return scene.kind not in ("event", "act", "rendezvous") and bool(scene.place or scene.dates)


def _plain_deeds(source: Source, told: set[int]) -> list[Scene]:
    """What a group did at a place, told with any verb right behind its name: "Moor Watch slid in beside him"."""
    found = []
    for i, hit in source.sentences.told("incident_any"):
        start = hit.span[0]
        by_group = any(e <= start <= e + NEAR_SUBJECT for _, e in source.actors(i))
        if i in told or not by_group or pattern("incident_voice.talk").match(source.text, start):
            continue
        if not _is_on_somebody(source, i) or not has_happened(source, i, hit) or any(source.sentences.hits(a, i) for a in ASIDE):
            continue
        scene = make_scene(source, i, hit, source.sentences.span(i), "act", False)
        if is_scene(scene.place):
            found.append(scene)
    return sorted(found, key=lambda s: (not s.dates, s.span))


def _placed_before(source: Source, scene: Scene) -> Scene:
    """With the place that the sentence before sets: "It was midnight, at the cab rank. Three members pulled a man out"."""
    i, sentences = scene.sentence, source.sentences
    bare = scene.kind == "act" and not scene.place and not scene.dates and i > 0 and _is_on_somebody(source, i)
    if not bare or sentences.all[i - 1].line != sentences.all[i].line:
        return scene
    place = place_of(sentences, i - 1, sentences.span(i - 1), sentences.span(i - 1)[0])
    return replace(scene, place=place) if is_scene(place) else scene


def is_scene(place: Place | None) -> bool:
    """Can a group meet somebody there?"""
    return place is not None and place.code not in NOWHERE


def is_aside(scene: Scene) -> bool:
    """Is it told in passing: "The same team had confronted a driver in 2020"?"""
    return scene.is_new and bool(scene.day) and len(scene.day or "") < DAY


def _any_deeds(source: Source, told: set[int]) -> list[Scene]:
    """Whatever is told with its place and day of a group and somebody, or of a new suspect: "On 3 May a cook wept in a café"."""
    sentences = source.sentences
    first = {i for a in source.arrests if a.role == "suspect" and (i := _first_told(source, a)) is not None}
    dated = {i for d in source.dates if d.value and (i := sentences.index(d.span[0])) is not None}
    found = []
    for i in sorted(dated - told):
        if not (i in first or _is_on_somebody(source, i)) or any(sentences.hits(aside, i) for aside in ASIDE):
            continue
        deeds = (
            h for h in sentences.hits("incident_any", i) if not sentences.is_quoted(h.span[0]) and has_happened(source, i, h)
        )
        deed = next(deeds, None)
        scene = make_scene(source, i, deed, sentences.span(i), "act", False) if deed else None
        if scene and scene.day and is_scene(scene.place):
            found.append(scene)
    return found


def _first_told(source: Source, arrest: Arrest) -> int | None:
    """The sentence that tells of somebody as not yet known: "a joiner", not "the joiner"; outside quotations."""
    start = arrest.mention[0]
    return None if is_known(source.text, start) or source.sentences.is_quoted(start) else source.sentences.index(start)


def _is_on_somebody(source: Source, i: int) -> bool:
    """Does a sentence tell of a group and of somebody to whom it did something?"""
    somebody = pattern("incident_voice.somebody").search(source.text, *source.sentences.span(i))
    return somebody is not None and bool(source.actors(i))


def _quoted(source: Source) -> list[Scene]:
    """What one of the group, or of those it came to, tells of a deed at a place: "We'd met him at a retail park", he says."""
    found: dict[int, Scene] = {}
    for hit in source.sentences.search("incident"):
        start, i = hit.span[0], source.sentences.nearest(hit.span[0])
        if hit.value not in FACE_TO_FACE or i in found or not source.sentences.is_quoted(start):
            continue
        before = (max(source.sentences.span(i)[0], start - NEAR_ACTOR), start)
        spoken = hit.value == "crowd_action" or pattern("incident_voice.we").search(source.text, *before)
        if not spoken or not has_happened(source, i, hit) or source.sentences.hits("incident_plural", i):
            continue
        scene = make_scene(source, i, hit, source.sentences.span(i), hit.value, True)
        if scene.place and scene.place.code not in NO_SCENE:
            found[i] = scene
    return list(found.values())


def has_happened(source: Source, i: int, hit: Hit) -> bool:
    """Was it done, and not by the police?"""
    before = (max(source.sentences.span(i)[0], hit.span[0] - LOOK_BACK), hit.span[0])
    if _is_habit(source.text, before, hit.span[1]):
        return False
    return not any(pattern(f"incident_voice.{name}").search(source.text, *before) for name in ("unreal", "police_did", "passive"))


def _is_habit(text: str, before: Span, end: int) -> bool:
    """ "has met dozens of men", but not "has cornered somebody", "has been stopped outside a gym"."""
    of_late = pattern("incident_voice.of_late").search(text, *before)
    return of_late is not None and pattern("incident_voice.once").match(text, end) is None


def make_scene(source: Source, i: int, hit: Hit, window: Span, kind: str, is_new: bool) -> Scene:
    """The clause around a hit with the place, the names and the dates of its window."""
    wanted = "police_premises" if kind == "evidence_handover" else None
    place = place_of(source.sentences, i, window, hit.span[0], wanted)
    if wanted and place and place.code != wanted:
        place = None  # a file is handed over at no shop
    core = hit.span
    if place and hit.span[1] < place.evidence.span[1] < hit.span[1] + NEAR_PLACE:
        core = (hit.span[0], place.evidence.span[1])
    clause = clause_of(source.text, window, core)
    before = (max(window[0], hit.span[0] - LOOK_BACK), hit.span[0])
    whom = source.whom(i) if source.arrests else frozenset[Span]()
    return Scene(
        span=clause,
        sentence=i,
        kind=kind,
        evidence=hit.evidence,
        place=place,
        names=place_names(source.text, window if kind == "listed" else clause, source.group_words),
        around=place_names(source.text, window, source.group_words),
        dates=own_dates(source.text, source.dates, window),
        is_new=is_new,
        is_lede=i == source.lede and kind != "other_crime",
        whom=whom,
        is_report=kind == "evidence_handover" and pattern("incident_voice.had").search(source.text, *before) is not None,
        is_film=kind == "online_exposure" and pattern("incident_voice.film").search(source.text, *hit.span) is not None,
        first_told=any(window[0] <= start < window[1] and not is_known(source.text, start) for start, _ in whom),
    )


def is_known(text: str, start: int) -> bool:
    """Is somebody told of as known before: "the 44-year-old"?"""
    return text[max(0, start - len("the ")) : start].lower() == "the "


def proof_of(arrest: Arrest) -> Evidence:
    """The first words that prove anything of an arrest, else its mention."""
    return next((e for found in arrest.evidence.values() for e in found), Evidence(arrest.mention, ""))


def is_told(source: Source, i: int, hit: Hit) -> bool:
    """Is this hit an act of the group (or of a crowd), done and not merely possible?"""
    sentences = source.sentences
    if hit.value in IMPERSONAL:
        return hit.value != "listed" or any(h.span[0] < hit.span[0] for h in sentences.hits("incident_list", i))
    text, (first, last), (start, end) = sentences.text, sentences.span(i), hit.span
    before, undone = (max(first, start - LOOK_BACK), start), is_undone(source, i, hit)
    if undone or hit.rule.id == FOUND_THEM:
        return not undone and _is_on_them(source, i, end)
    if pattern("incident_voice.passive").search(text, *before):
        by_group = any(end <= s <= min(end + NEAR_AGENT, last) for s, _ in source.actors(i))
        by_police = pattern("incident_voice.by_police").match(text, end)
        return not by_police and (by_group or hit.value in ("confrontation", *DONE_ONCE))
    if hit.value == "online_exposure" and text.startswith(" by ", end):
        return any(end <= s <= min(end + NEAR_AGENT, last) for s, _ in source.actors(i))
    if hit.rule.id == DELIVERED or _is_by_group(source, end, last) or _is_delivered_by_one(source, hit, before):
        return True
    return hit.value == "confrontation" or _befell(text, hit) or _is_by_actor(source, i, hit, before)


def _is_delivered_by_one(source: Source, hit: Hit, before: Span) -> bool:
    """Did one of them do it alone: "In May |she| carried a binder into a police station"?"""
    alone = hit.value in DONE_ONCE and pattern("incident_voice.alone").search(source.text, *before)
    return bool(alone) and pattern("incident_voice.own_things").search(source.text, *hit.span) is None


def _is_on_them(source: Source, i: int, end: int) -> bool:
    """Does the group stand right behind it: "found |two of the Lanterns| waiting"?"""
    return any(end <= s <= end + NEAR_OBJECT and source.text[s:e].lower() != "they" for s, e in source.actors(i))


def _befell(text: str, hit: Hit) -> bool:
    """Was it put out, whoever did it?"""
    return hit.value == "online_exposure" and pattern("incident_voice.befell").search(text, *hit.span) is not None


def _is_by_actor(source: Source, i: int, hit: Hit, before: Span) -> bool:
    """Does the group stand before it, farther off where the deed is the second of its sentence?"""
    reach = NEAR_ACTOR * (1 + bool(pattern("incident_voice.as_well").search(source.text, *before)))
    return any(s <= hit.span[0] < e + reach for s, e in source.actors(i))


def _is_by_group(source: Source, end: int, last: int) -> bool:
    """Is it said behind the deed that the group did it: "the teacher |stopped| by amateur detectives at a station"?"""
    by = pattern("incident_voice.by_them").match(source.text, end, last)
    return by is not None and any(by.end() - 1 <= s < by.end() + NEAR_BY for s, _ in source.actors(source.sentences.nearest(end)))


def is_undone(source: Source, i: int, hit: Hit) -> bool:
    """Is it no deed of theirs: a habit, a plan, or what the police did?"""
    first, last = source.sentences.span(i)
    before = (max(first, hit.span[0] - LOOK_BACK), hit.span[0])
    if any(pattern(f"incident_voice.{name}").search(source.text, *before) for name in ("unreal", "police_did")):
        return True
    if hit.value not in DONE_ONCE and _is_habit(source.text, before, hit.span[1]):
        return True
    return pattern("incident_voice.whomever").match(source.text, hit.span[1], last) is not None


def _scenes_of(source: Source, i: int, hits: list[Hit]) -> list[Scene]:
    listed = [h for h in hits if h.value == "listed"]
    if listed:
        return _list(source, i, listed)
    if halves := _halves(source, i, hits):
        return halves
    done = [h for h in hits if h.value in DONE_ONCE]
    hits = [h for h in hits if not any(_is_within(h, d) for d in done)]
    best = min(hits, key=lambda h: (-WEIGHT[h.value], h.span[0]))
    is_new = bool(source.sentences.hits("incident_new", i)) or _is_after_cue(source, i)
    scene = make_scene(source, i, best, source.sentences.span(i), best.value, is_new)
    near = (scene.span[0], min(scene.span[1], best.span[1] + NEAR_MANY))
    if best.value != "crowd_action" and source.sentences.hits("incident_plural", i, near):
        return []
    return [replace(scene, also=frozenset(h.value for h in hits))]


def _halves(source: Source, i: int, hits: list[Hit]) -> list[Scene]:
    """Two deeds told in one sentence, each to somebody at a place: "met a cook in a café and stopped a clerk at a gym"."""
    if len(hits) < HALVES or source.sentences.hits("incident_plural", i):
        return []
    start, end = source.sentences.span(i)
    deeds = sorted((h for h in hits if h.value in ("confrontation", "encounter", "act")), key=lambda h: h.span[0])
    for one, two in pairwise(deeds):
        cut = pattern("incident_clause.and_then").search(source.text, one.span[1], two.span[1])
        if cut is None:
            continue
        windows = ((start, cut.start()), (cut.end(), end))
        pair = [_half(source, i, h, w) for h, w in zip((one, two), windows, strict=True)]
        if all(_is_whole(source, s, w) for s, w in zip(pair, windows, strict=True)) and _is_apart(*pair):
            return [pair[0], replace(pair[1], is_new=True)]
    return []


def _half(source: Source, i: int, hit: Hit, window: Span) -> Scene:
    scene = make_scene(source, i, hit, window, hit.value, False)
    return replace(scene, whom=frozenset(m for m in scene.whom if window[0] <= m[0] < window[1]))


def _is_whole(source: Source, scene: Scene, window: Span) -> bool:
    """Does half a sentence say to whom and where?"""
    somebody = pattern("incident_voice.anybody_new").search(source.text, *window)
    return somebody is not None and is_scene(scene.place)


def _is_apart(one: Scene, two: Scene) -> bool:
    """Are the places of two deeds not the same?"""
    return (
        one.place is not None and two.place is not None and (one.place.code, one.place.head) != (two.place.code, two.place.head)
    )


def _is_after_cue(source: Source, i: int) -> bool:
    """Does the sentence before, in the same paragraph, say that another case follows?"""
    same = i > 0 and source.sentences.all[i].line == source.sentences.all[i - 1].line
    return same and bool(source.sentences.hits("incident_before", i - 1))


def _is_within(hit: Hit, done: Hit) -> bool:
    """Are the words of a deed but part of a file or a post: "he was |exposed| in a fresh post"?"""
    start, end = done.span
    return start <= hit.span[0] < end if hit.value == "act" else hit.value == "encounter" and hit.span[0] == start


def _list(source: Source, i: int, listed: list[Hit]) -> list[Scene]:
    """The incidents of a list, each with its own stretch; a date said of all of them is each one's."""
    ends = [h.span[0] for h in listed[1:]] + [source.sentences.span(i)[1]]
    scenes = [make_scene(source, i, h, (h.span[0], end), "listed", True) for h, end in zip(listed, ends, strict=True)]
    shared = own_dates(source.text, source.dates, source.sentences.span(i))
    return [s if s.dates else replace(s, dates=shared) for s in scenes]
