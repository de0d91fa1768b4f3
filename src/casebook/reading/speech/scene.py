"""Who speaks, and what that is told by: voices, the text with its persons and units, and who can be "he" or "she"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from casebook.reading.names.lexicon import FEMALE, MALE, written
from casebook.reading.speech.speakers import Cast
from casebook.reading.speech.units import Unit
from casebook.records import Name, Span

TITLE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord)\.?\s+$")
SEX = {"Mr": "he", "Sir": "he", "Lord": "he", "Mrs": "she", "Ms": "she", "Miss": "she", "Dame": "she", "Lady": "she"}


class Voice(NamedTuple):
    """A speaker resolved: `id` is shared by all that this speaker says; `span` is the mention that stands for it."""

    id: str
    span: Span | None
    named: bool = False
    place: int = -1  # the unit it last spoke in


class Scene(NamedTuple):
    """What a speaker is resolved against: the text, its persons and units."""

    text: str
    cast: Cast
    units: Sequence[Unit]

    def words(self, span: Span) -> str:
        return self.text[slice(*span)].lower()

    def one_line(self, place: int, other: int) -> bool:
        """Whether two units stand in one paragraph."""
        return min(place, other) >= 0 and self.units[place].line == self.units[other].line


def suits(scene: Scene, name: Name, pronoun: str | None) -> bool:
    """Whether a pronoun can mean who bears a name."""
    return pronoun not in SEX.values() or not (told := sexes(scene, name.person, name.span)) or pronoun in told


def sexes(scene: Scene, person: str | None, span: Span | None = None) -> set[str]:
    """What titles and first names tell at the mentions of a person: "he", "she", both or nothing."""
    spans = [n.span for n in scene.cast.names if person is not None and n.person == person] or ([span] if span else [])
    titled = {SEX[m[1]] for s, _ in spans if (m := TITLE.search(scene.text, max(0, s - 6), s))}
    return titled or {sex for s in spans if (sex := _sex_of_name(scene.text[slice(*s)]))}


def _sex_of_name(name: str) -> str | None:
    """The sex of a full name's first name, where only one sex bears it."""
    first, *rest = name.split()
    return {MALE: "he", FEMALE: "she"}.get(written()[first] & (MALE | FEMALE)) if rest else None
