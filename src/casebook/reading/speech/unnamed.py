"""Find the person without a name of whom a sentence tells: "One regular raised his pint.", "By the door stood a cook."."""

import re

from casebook.reading.index import pattern
from casebook.reading.speech.scene import SEX, Scene
from casebook.reading.speech.speakers import main_subject
from casebook.reading.speech.units import Unit
from casebook.records import Span

MET = re.compile(r"\b(?:[Ww]e|[Oo]ur\s\w+|this\s\w+)\s(?:has|have|had|also)?\s?(?:spoke|spoken|talked|met)\s(?:to\s|with\s)?")
ASKED = re.compile(r"\b(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged)\b")
# "The cook next door | takes": a verb of the present
PRESENT = re.compile(
    r"(?:\s+(?:next door|opposite|(?:in|at|from|of|on|near|behind|across)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+))?"
    r"\s+(?!(?:is|was|has|his|as)\b)[a-z]{2,}s\b(?!\s+(?:who|said|says)\b)"
)
POSSESSIVE = re.compile(r"['’]s?(?=\s)")
HE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")


def told_of(scene: Scene, place: int, pronoun: str | None = None) -> Span | None:
    """The person without a name whom the sentence before, in one paragraph, is about: "One regular raised his pint. | …"."""
    if not scene.one_line(place - 1, place):
        return None
    unit = scene.units[place - 1]
    met = MET.search(scene.text, *unit.span)
    if met and (who := pattern("speaker_person.noun").match(scene.text, met.end(), unit.span[1])):
        return who.span()
    subject = None if unit.quotations else opening_person(scene, unit) or main_subject(scene.text, scene.cast, *unit.span)
    if ASKED.match(scene.text, unit.span[0]):  # "Pressed on whether the man could leave, he paused."
        return None
    if subject is None or not pattern("speaker_person.noun").match(scene.text, *subject):
        subject = _one_told(scene, unit)
    if subject is None or names_subject(scene, subject):
        return None
    sex = pattern("speaker_woman.noun" if pronoun == "he" else "speaker_man.noun")
    return None if pronoun in SEX.values() and sex.search(scene.text, *subject) else subject


def _one_told(scene: Scene, unit: Unit) -> Span | None:
    """The only person that a sentence tells of, new and without a name: "By the door stood a cook. | “…,” she said."."""
    if unit.quotations or HE.search(scene.text, *unit.span) or scene.cast.within(*unit.span):
        return None
    told = [m.span() for m in pattern("speaker_told.one").finditer(scene.text, *unit.span)]
    return told[0] if len(told) == 1 else None


def opening_person(scene: Scene, unit: Unit) -> Span | None:
    """Who opens a sentence that is told in the present: "His friend | shakes his head."."""
    m = pattern("speaker_person.noun").match(scene.text, *unit.span)
    return m.span() if m and PRESENT.match(scene.text, m.end()) else None


def names_subject(scene: Scene, subject: Span) -> bool:
    """Whether a subject holds a name, other than as an owner: "Mr Vane's sister"."""
    return any(not POSSESSIVE.match(scene.text, name.span[1]) for name in scene.cast.within(*subject))
