"""Find the clauses of an article that tell an incident with an activist group."""

from dataclasses import dataclass, replace
from functools import cached_property

from casebook.reading.incidents.clauses import clause_of, own_dates, place_names
from casebook.reading.incidents.groups import Group
from casebook.reading.incidents.locations import Place, place_of
from casebook.reading.index import Index, pattern
from casebook.reading.rules import Hit
from casebook.records import Date, Evidence, Span

# In one sentence the telling of a crowd's or a group's deed beats the mere mention of an episode.
WEIGHT = {
    "listed": 6, "crowd_action": 5, "confrontation": 4, "encounter": 3, "rendezvous": 2.5, "act": 2.4, "lure": 2.3,
    "evidence_handover": 2, "online_exposure": 2, "event": 1,
}  # fmt: skip
UNNAMED = ("encounter", "act", "evidence_handover")  # told of a group even where it is not named beside them
IMPERSONAL = ("event", "listed", "crowd_action", "rendezvous")  # told without saying who of the group did it
DONE_ONCE = ("evidence_handover", "online_exposure")  # of which "has" tells no habit
NEAR_ACTOR = 110  # characters between the group and what it did
NEAR_AGENT = 80  # and between "was met" and "by members"
NEAR_PLACE = 140  # and between a deed and the place that its clause reaches
LOOK_BACK = 40
TOP, FEW = 4, 8  # sentences among which the opening one stands, and the words that a dateline has not


@dataclass(frozen=True)
class Source:
    """What incidents are read from: the sentences, the groups they name and the dates."""

    sentences: Index
    groups: tuple[Group, ...]
    dates: tuple[Date, ...]

    @property
    def text(self) -> str:
        return self.sentences.text

    def actors(self, i: int) -> list[Span]:
        """Where the group stands in a sentence: its name, or words such as "the team", "its members", "they"."""
        start, end = self.sentences.span(i)
        named = [span for g in self.groups for span in g.mentions if start <= span[0] < end]
        return named + [h.span for h in self.sentences.hits("group_ref", i)]

    @cached_property
    def lede(self) -> int:
        """The opening sentence: the first that is no mere dateline."""
        spans = [s.span for s in self.sentences.all[:TOP]]
        return next((i for i, span in enumerate(spans) if len(self.text[slice(*span)].split()) >= FEW), 0)

    @cached_property
    def group_words(self) -> frozenset[str]:
        """The words of the groups' names; they name no place."""
        return frozenset(w for g in self.groups for w in g.name.split())


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

    @property
    def day(self) -> str | None:
        """When it happened, where the sentence says so."""
        return next((d.value for d in self.dates if d.value), None)


def find_scenes(source: Source) -> list[Scene]:
    """One scene a sentence (a list gives several), in order."""
    hits: dict[int, list[Hit]] = {}
    for i, hit in source.sentences.told("incident"):
        if _tells(source, i, hit):
            hits.setdefault(i, []).append(hit)
    told = [scene for i in sorted(hits) for scene in _scenes_of(source, i, hits[i])]
    return [s for s in told if s.place or s.dates or s.kind not in ("event", "rendezvous", "act")] or _unnamed(source)


def _unnamed(source: Source) -> list[Scene]:
    """Where no deed of a group is told: the first that somebody did at a place and on a day, whoever it was."""
    for i, hit in source.sentences.told("incident"):
        if hit.value in UNNAMED and _happened(source, i, hit):
            scene = make_scene(source, i, hit, source.sentences.span(i), hit.value, False)
            if scene.dates and scene.place and scene.place.code not in ("online_only", "court_prison"):
                return [scene]
    return []


def _happened(source: Source, i: int, hit: Hit) -> bool:
    """Was it done, and not by the police?"""
    before = (max(source.sentences.span(i)[0], hit.span[0] - LOOK_BACK), hit.span[0])
    not_done = ("unreal", "of_late", "police_did", "passive")
    return not any(pattern(f"incident_voice.{name}").search(source.text, *before) for name in not_done)


def make_scene(source: Source, i: int, hit: Hit, window: Span, kind: str, is_new: bool) -> Scene:
    """The clause around a hit with the place, the names and the dates of its window."""
    wanted = "police_premises" if kind == "evidence_handover" else None
    place = place_of(source.sentences, i, window, hit.span[0], wanted)
    core = hit.span
    if place and hit.span[1] < place.evidence.span[1] < hit.span[1] + NEAR_PLACE:
        core = (hit.span[0], place.evidence.span[1])
    clause = clause_of(source.text, window, core)
    return Scene(
        span=clause,
        sentence=i,
        kind=kind,
        evidence=hit.evidence,
        place=place,
        names=place_names(source.text, window if kind == "listed" else clause, source.group_words),
        dates=own_dates(source.text, source.dates, window),
        is_new=is_new,
        is_lede=i == source.lede and kind != "other_crime",
    )


def _tells(source: Source, i: int, hit: Hit) -> bool:
    """Is this hit an act of the group (or of a crowd), done and not merely possible?"""
    sentences = source.sentences
    if hit.value in IMPERSONAL:
        return hit.value != "listed" or any(h.span[0] < hit.span[0] for h in sentences.hits("incident_list", i))
    text, (first, last), (start, end) = sentences.text, sentences.span(i), hit.span
    before = (max(first, start - LOOK_BACK), start)
    if pattern("incident_voice.unreal").search(text, *before) or pattern("incident_voice.police_did").search(text, *before):
        return False
    if hit.value not in DONE_ONCE and pattern("incident_voice.of_late").search(text, *before):
        return False
    if pattern("incident_voice.passive").search(text, *before):
        by_group = any(end <= s <= min(end + NEAR_AGENT, last) for s, _ in source.actors(i))
        by_police = pattern("incident_voice.by_police").match(text, end)
        return not by_police and (by_group or hit.value in ("confrontation", "evidence_handover"))
    if hit.value == "online_exposure" and text.startswith(" by ", end):
        return any(end <= s <= min(end + NEAR_AGENT, last) for s, _ in source.actors(i))
    return hit.value == "confrontation" or any(s <= start < e + NEAR_ACTOR for s, e in source.actors(i))


def _scenes_of(source: Source, i: int, hits: list[Hit]) -> list[Scene]:
    listed = [h for h in hits if h.value == "listed"]
    if listed:
        return _list(source, i, listed)
    best = min(hits, key=lambda h: (-WEIGHT[h.value], h.span[0]))
    is_new = bool(source.sentences.hits("incident_new", i))
    scene = make_scene(source, i, best, source.sentences.span(i), best.value, is_new)
    if best.value != "crowd_action" and source.sentences.hits("incident_plural", i, scene.span):
        return []
    return [replace(scene, also=frozenset(h.value for h in hits))]


def _list(source: Source, i: int, listed: list[Hit]) -> list[Scene]:
    """The incidents of a list, each with its own stretch; a date said of all of them is each one's."""
    ends = [h.span[0] for h in listed[1:]] + [source.sentences.span(i)[1]]
    scenes = [make_scene(source, i, h, (h.span[0], end), "listed", True) for h, end in zip(listed, ends, strict=True)]
    shared = own_dates(source.text, source.dates, source.sentences.span(i))
    return [s if s.dates else replace(s, dates=shared) for s in scenes]
