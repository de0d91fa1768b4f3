"""Put scenes that tell the same incident together: one place and one continuous time."""

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.reading.incidents.locations import Place, vagueness
from casebook.reading.incidents.scenes import DAY, FACE_TO_FACE, WEIGHT, Scene, is_aside
from casebook.records import Span

ONE_OF_SOME = "incident.one_of_some"
FAR = 3  # sentences behind which what is dated anew is another incident
PLACED, DATED, NAMED, LEDE = (
    1.5,
    1.0,
    0.5,
    -2.5,
)  # how much better a scene tells with a place, a date, names; in the opening sentence


@dataclass(frozen=True)
class Episode:
    """The scenes of one incident; `main` is the one that tells it best and stands among them."""

    main: Scene
    scenes: tuple[Scene, ...]

    @property
    def day(self) -> str | None:
        """The finest date that a scene gives, the main scene's first."""
        days = [s.day for s in (self.main, *self.scenes) if s.day]
        return next((d for d in days if len(d) == DAY), days[0] if days else None)

    @property
    def place(self) -> Place | None:
        """The most specific kind of place that a scene names, the main scene's first."""
        places = [s.place for s in (self.main, *self.scenes) if s.place]
        return min(places, key=lambda p: vagueness(p.code), default=None)

    @property
    def names(self) -> frozenset[str]:
        """The words written large in any of its scenes."""
        return frozenset[str]().union(*(s.names for s in self.scenes))

    @property
    def suspects(self) -> frozenset[Span]:
        """The mentions of the suspects it tells of."""
        return frozenset[Span]().union(*(s.whom for s in self.scenes if not s.is_lede))

    @property
    def sentences(self) -> frozenset[int]:
        """The sentences that tell it."""
        return frozenset(s.sentence for s in self.scenes)


def join_scenes(scenes: Iterable[Scene]) -> list[Episode]:
    """The episodes of an article by the place of their main scenes; the opening sentence only adds to a fuller telling."""
    told = list(scenes)
    body = [s for s in told if not s.is_lede]
    body = body if any(s.place or s.kind != "event" for s in body) else told  # "She said the ambush had cost her a man"
    episodes = _told_in(body)
    for lede in (s for s in told if s.is_lede and s not in body):
        _add_opening(lede, episodes)
    return sorted(episodes, key=lambda e: e.main.span)


def _told_in(body: list[Scene]) -> list[Episode]:
    """The episodes of the body; what a group did anywhere else is one only where nothing else is told."""
    episodes: list[Episode] = []
    for scene in body:
        k = _episode_of(scene, episodes)
        if episodes and scene.is_report and not (scene.is_new or scene.first_told or scene.place):
            continue
        if k is not None:
            episodes[k] = _made_of(*episodes[k].scenes, scene)
        elif (not episodes and scene.kind != "act") or _stands_alone(scene):
            episodes.append(_made_of(scene))
    return episodes or [_made_of(s) for s in body if s.kind == "act" and s.place][:1]


def _add_opening(lede: Scene, episodes: list[Episode]) -> None:
    """The opening sentence adds to the episode it sums up; a crowd's doing, or a sting before "another", is its own."""
    fitting = [k for k, episode in enumerate(episodes) if is_same(lede, episode) and not _is_another(lede, episode)]
    k = next((k for k in fitting if episodes[k].main.kind == lede.kind), fitting[0] if fitting else None)
    first_of_two = k is None and any(_is_another(lede, episode) for episode in episodes)
    of_crowd = lede.kind == "crowd_action" and (k is None or episodes[k].main.kind != lede.kind) and bool(lede.place)
    untold = k is None and lede.kind in FACE_TO_FACE and not any(_is_told_now(e, lede) for e in episodes)
    if of_crowd and not first_of_two:
        episodes[:] = _with_crowd(lede, episodes)
    elif first_of_two or untold:
        episodes.append(_made_of(lede))
    elif k is not None:
        episodes[k] = _made_of(*episodes[k].scenes, lede)


def _is_told_now(episode: Episode, lede: Scene) -> bool:
    """Was somebody met in what is told below, and not in passing where the opening has a place of its own?"""
    return episode.main.kind in FACE_TO_FACE and not (episode.main.is_new and lede.place and episode.main.day)


def _with_crowd(lede: Scene, episodes: list[Episode]) -> list[Episode]:
    """The episodes with the crowd's of the opening, which takes what is told of a crowd out of the others."""
    others = [(e, [s for s in e.scenes if s.kind != lede.kind]) for e in episodes]
    crowd = [s for e, left in others if left for s in e.scenes if s.kind == lede.kind]
    return [*(_made_of(*left) if left else e for e, left in others), _made_of(lede, *crowd)]


def is_same(scene: Scene, episode: Episode) -> bool:
    """May a scene tell the same incident as an episode: no other day, no other place, not said to be another?"""
    if _is_film_of(scene, episode):
        return True
    if (
        _is_second_half(scene, episode)
        or differs(scene.day, episode.day)
        or _is_crowds(scene, episode)
        or _is_others(scene, episode)
        or _is_another_post(scene, episode)
    ):
        return False
    if scene.is_lede:
        return len(episode.scenes) > 1 or not is_aside(episode.main)
    strange = bool(scene.names and episode.names and not scene.names & episode.names)
    here, there = _scenery(scene.place), _scenery(episode.place)
    elsewhere = _is_elsewhere(here, there) if here and there else strange and scene.is_new
    if scene.first_told and not scene.names & episode.names and _tells_more(scene, episode, (here is None) != (there is None)):
        return False
    far = scene.is_new and bool(scene.day) and here is not None and there is None and scene.sentence - episode.main.sentence > FAR
    if far or (scene.is_new and (elsewhere or scene.kind == "listed" or scene.evidence.rule == ONE_OF_SOME)):
        return False
    later = bool(scene.day and not episode.day and len(scene.day) < DAY)  # "In May 2016 they had followed a cook into a pool"
    return not (elsewhere and (strange or later))


def _is_second_half(scene: Scene, episode: Episode) -> bool:
    """Does the same sentence tell of both: "They met a cook in a café and, later, chased a clerk through a gym"?"""
    return scene.is_new and scene.kind != "listed" and scene.sentence == episode.main.sentence


def _is_another_post(scene: Scene, episode: Episode) -> bool:
    """Is one of them a post and the other a meeting, and is it said to be another: "A second page named a clerk"?"""
    return scene.is_new and not scene.is_lede and _is_post(scene) != _is_post(episode.main)


def _is_post(scene: Scene) -> bool:
    """Was somebody only named or shown?"""
    return scene.kind == "online_exposure" and not scene.is_film


def _is_film_of(scene: Scene, episode: Episode) -> bool:
    """Is it the film of a meeting told before, whenever it was put out: "A recording was uploaded the next day"?"""
    meeting, film = (scene, episode.main) if scene.is_lede else (episode.main, scene)
    if not film.is_film or film.first_told or meeting.kind not in FACE_TO_FACE or meeting.kind == "crowd_action":
        return False
    return not (scene.whom and episode.suspects) or bool(scene.whom & episode.suspects)


def _tells_more(scene: Scene, episode: Episode, one_placed: bool) -> bool:
    """Is somebody told of for the first time as new, with a place where there was none, or was one of the two only published?"""
    if episode.main.kind == "listed" or (scene.kind == "event" and not scene.is_new):
        return False  # what a list named is told now; "Following the confrontation on Sunday, Jo Orr was charged"
    return scene.is_new or one_placed or (scene.kind == "online_exposure") != (episode.main.kind == "online_exposure")


def _is_elsewhere(here: Place, there: Place) -> bool:
    """Another kind of place, or one that is told as if it were new: first a café, then "a supermarket"."""
    return here.code != there.code or (here.is_introduced and here.head != there.head)


def _is_others(scene: Scene, episode: Episode) -> bool:
    """Does it tell of another suspect, who was met, named or handed over by himself?"""
    known = episode.suspects
    if scene.is_lede or "crowd_action" in (scene.kind, episode.main.kind) or not scene.whom or not known:
        return False
    return not scene.whom & known


def _scenery(place: Place | None) -> Place | None:
    """A place to stand at: "They held him there and put it on Facebook" tells of no second place."""
    return None if place and place.code == "online_only" else place


def _is_crowds(scene: Scene, episode: Episode) -> bool:
    """Is one of them a crowd's doing and the other what brought the crowd: a post, or a visit with a day of its own?"""
    kinds = {scene.kind, episode.main.kind}
    if len(kinds) == 1 or "crowd_action" not in kinds:
        return False
    later = scene.kind == "crowd_action" and scene.is_new  # "By nightfall some 30 people had gathered"
    later = later or (scene.is_lede and episode.main.kind == "crowd_action" and episode.main.is_new)
    return later or "online_exposure" in kinds or bool(scene.day and scene.kind != "crowd_action" and not scene.is_lede)


def differs(one: str | None, other: str | None) -> bool:
    """Do two dates exclude each other, at the precision that both have?"""
    if not one or not other or "W" in one + other or "Q" in one + other:
        return False
    size = min(len(one), len(other))
    return one[:size] != other[:size]


def _is_another(lede: Scene, episode: Episode) -> bool:
    """Is an episode said to be another than the opening's, which has its own place and its own day or town?"""
    here, there, main = _scenery(lede.place), _scenery(episode.place), episode.main
    if not here or not there or here.code == there.code:
        return False
    towns = lede.around and main.around and not lede.around & main.around
    far = main.sentence - lede.sentence > FAR  # what an opening sums up is mostly told at once behind it
    return bool(main.is_new and (lede.day or towns)) or bool(towns and far and main.first_told)


def _episode_of(scene: Scene, episodes: list[Episode]) -> int | None:
    """The last episode that a scene may belong to."""
    return next((k for k in reversed(range(len(episodes))) if is_same(scene, episodes[k])), None)


def _made_of(*scenes: Scene) -> Episode:
    return Episode(max(scenes, key=_telling), scenes)


def _stands_alone(scene: Scene) -> bool:
    if scene.kind in ("rendezvous", "act", "event"):
        listed = scene.is_new and scene.evidence.rule == ONE_OF_SOME and bool(scene.dates)
        return listed or bool(scene.place and (scene.is_new or scene.dates))
    itself = scene.kind == "online_exposure" or (scene.kind == "crowd_action" and scene.is_new)
    return itself or bool(scene.place or scene.dates or scene.first_told)


def _telling(scene: Scene) -> tuple[float, int]:
    """How well a scene tells its incident; of equals the first."""
    score = WEIGHT.get(scene.kind, 1) + PLACED * bool(scene.place) + DATED * bool(scene.day)
    return score + NAMED * min(len(scene.names), 3) + LEDE * scene.is_lede, -scene.sentence
