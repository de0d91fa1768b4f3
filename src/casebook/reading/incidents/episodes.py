"""Put scenes that tell the same incident together: one place and one continuous time."""

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.reading.incidents.locations import Place, vagueness
from casebook.reading.incidents.scenes import WEIGHT, Scene

DAY = len("2016-05-04")
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
    def sentences(self) -> frozenset[int]:
        """The sentences that tell it."""
        return frozenset(s.sentence for s in self.scenes)


def join_scenes(scenes: Iterable[Scene]) -> list[Episode]:
    """The episodes of an article by the place of their main scenes; the opening sentence only adds to a fuller telling."""
    told = list(scenes)
    body = [s for s in told if not s.is_lede] or told
    episodes: list[Episode] = []
    for scene in body:
        k = _episode_of(scene, episodes)
        if k is not None:
            episodes[k] = _made_of(*episodes[k].scenes, scene)
        elif (not episodes and scene.kind != "act") or _stands_alone(scene):
            episodes.append(_made_of(scene))
    for lede in (s for s in told if s.is_lede and s not in body):
        fitting = [k for k, episode in enumerate(episodes) if is_same(lede, episode)]
        k = next((k for k in fitting if episodes[k].main.kind == lede.kind), fitting[0] if fitting else None)
        if lede.kind == "crowd_action" and (k is None or episodes[k].main.kind != lede.kind) and lede.place:
            episodes.append(_made_of(lede))
        elif k is not None:
            episodes[k] = _made_of(*episodes[k].scenes, lede)
    return sorted(episodes, key=lambda e: e.main.span)


def is_same(scene: Scene, episode: Episode) -> bool:
    """May a scene tell the same incident as an episode: no other day, no other place, not said to be another?"""
    if differs(scene.day, episode.day) or _is_crowds(scene, episode):
        return False
    if scene.is_lede:
        return True
    strange = bool(scene.names and episode.names and not scene.names & episode.names)
    elsewhere = scene.place.code != episode.place.code if scene.place and episode.place else strange and scene.is_new
    if scene.is_new and (elsewhere or scene.kind == "listed"):
        return False
    return not (elsewhere and strange)


def _is_crowds(scene: Scene, episode: Episode) -> bool:
    """Is one of them a crowd's doing and the other what brought the crowd: a post, or a visit with a day of its own?"""
    kinds = {scene.kind, episode.main.kind}
    if len(kinds) == 1 or "crowd_action" not in kinds:
        return False
    return "online_exposure" in kinds or bool(scene.day and scene.kind != "crowd_action" and not scene.is_lede)


def differs(one: str | None, other: str | None) -> bool:
    """Do two dates exclude each other, at the precision that both have?"""
    if not one or not other or "W" in one + other or "Q" in one + other:
        return False
    size = min(len(one), len(other))
    return one[:size] != other[:size]


def _episode_of(scene: Scene, episodes: list[Episode]) -> int | None:
    """The last episode that a scene may belong to."""
    return next((k for k in reversed(range(len(episodes))) if is_same(scene, episodes[k])), None)


def _made_of(*scenes: Scene) -> Episode:
    return Episode(max(scenes, key=_telling), scenes)


def _stands_alone(scene: Scene) -> bool:
    if scene.kind in ("rendezvous", "act"):
        return bool(scene.place and scene.dates)
    return (bool(scene.place or scene.dates) and scene.kind != "event") or scene.kind == "online_exposure"


def _telling(scene: Scene) -> tuple[float, int]:
    """How well a scene tells its incident; of equals the first."""
    score = WEIGHT.get(scene.kind, 1) + PLACED * bool(scene.place) + DATED * bool(scene.day)
    return score + NAMED * min(len(scene.names), 3) + LEDE * scene.is_lede, -scene.sentence
