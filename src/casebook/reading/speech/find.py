"""Find reported speech: who said what, told directly, partly quoted or indirectly."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casebook.reading.document import Document
from casebook.reading.index import pattern
from casebook.reading.speech.clauses import content_of
from casebook.reading.speech.quotations import LONG, Quotation
from casebook.reading.speech.reports import Page, Report
from casebook.reading.speech.scene import SEX, Scene, Voice
from casebook.reading.speech.speakers import cast_of, main_subject, subject_after, subject_before
from casebook.reading.speech.units import Unit, cut_units
from casebook.reading.speech.unnamed import told_of
from casebook.reading.speech.verbs import read_unit
from casebook.reading.speech.voices import ASKED_OF, resolve
from casebook.reading.speech.words import finite_at
from casebook.records import Evidence, Name, Span, Statement

NARRATOR = ("we", "i")  # "as we reported in May": who writes the article makes no statement
POINTING = ("That", "This", "Such", "Those", "These", "So ", "Or so ", "The ")
BACKSHIFTED = ("had", "would")  # "No one had been hurt": told in the past of something earlier
RECENT = 4  # units after which a quotation without a speaker no longer goes back to the last one


@dataclass(slots=True)
class Stretch:
    """A statement in the making: it grows as long as one voice speaks without a break."""

    voice: Voice | None
    first: int  # the unit it begins in
    last: int  # the unit it reaches
    contents: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    proof: list[Evidence] = field(default_factory=list)
    speaker: Span | None = None
    fallback: Voice | None = None  # who may speak if nobody is named

    def extend(self, contents: Sequence[Span], quotations: Sequence[Quotation], place: int) -> None:
        self.contents += contents
        self.quotations += quotations
        self.last = place

    @property
    def left_open(self) -> bool:
        return bool(self.quotations) and self.quotations[-1].open


@dataclass(slots=True)
class Telling:
    """What has been told so far: the stretches and the voices heard, latest last."""

    scene: Scene
    reports: Sequence[Sequence[Report]]
    join: bool
    stretches: list[Stretch] = field(default_factory=list)
    heard: list[Voice] = field(default_factory=list)

    def current(self, place: int) -> Stretch | None:
        """The stretch that reaches the unit before."""
        return self.stretches[-1] if self.stretches and self.stretches[-1].last >= place - 1 else None

    def begin(self, stretch: Stretch) -> Stretch:
        self.stretches.append(stretch)
        return stretch


def find_statements(doc: Document, names: Sequence[Name]) -> tuple[Statement, ...]:
    """Every stretch of reported speech in the body, in order, with its speaker and how directly it is told.

    All that one voice says without narration in between is one statement.
    """
    return _tell(doc, names, join=True)


def find_attributions(doc: Document, names: Sequence[Name]) -> tuple[Statement, ...]:
    """The same, one for every reporting verb: the unit in which attribution corpora count."""
    return _tell(doc, names, join=False)


def _tell(doc: Document, names: Sequence[Name], *, join: bool) -> tuple[Statement, ...]:
    scene = Scene(doc.text, cast_of(names), cut_units(doc, wide=not join))
    page = Page(doc.text, scene.cast, not join)
    telling = Telling(scene, [read_unit(page, unit) if unit.cues or unit.quotations else [] for unit in scene.units], join)
    for place, unit in enumerate(scene.units):
        if join and place and (who := _points_back(scene, unit)):
            _add_back(telling, who, place)
        elif telling.reports[place]:
            for report in telling.reports[place]:
                _add(telling, report, place)
        elif unit.only_quoted:
            _add_free(telling, place)
        elif _leads_in(scene, unit, place):
            _lead_in(telling, unit, place)
        elif join and _tells_on(telling, unit, place):
            telling.stretches[-1].extend(content_of(doc.text, unit.span, ()), (), place)
    return tuple(_statement(s) for s in telling.stretches if s.contents)


def _add(telling: Telling, report: Report, place: int) -> None:
    """A report goes on with the stretch of its voice, or begins one."""
    current = telling.current(place)
    if telling.join and (_reads_paper(telling.scene, report, place) or _pleads(telling.scene, report)):
        return
    if telling.join and not report.quotations and report.speaker and telling.scene.words(report.speaker) in NARRATOR:
        return
    voice = resolve(telling.scene, report.speaker, place, telling.heard, report.cue) or (current.voice if current else None)
    if voice is None and not report.quotations:
        return
    if current is None or _breaks(telling, current, report, voice) or _apart(telling, current, place):
        current = telling.begin(Stretch(voice, place, place))
    current = _settle(telling, current, voice)
    current.extend(report.contents, report.quotations, place)
    if report.cue:
        current.proof.append(report.cue.evidence)
    if voice:
        telling.heard.append(voice)
        current.speaker = current.speaker or voice.span


def _reads_paper(scene: Scene, report: Report, place: int) -> bool:
    """'A banner hangs from a window. | It reads: “…”': what hangs there does not speak."""
    if not (place and report.cue and report.cue.frame == "read" and report.speaker):
        return False
    if scene.words(report.speaker) != "it" or scene.cast.within(*scene.units[place - 1].span):
        return False
    return pattern("speaker_paper.sign").match(scene.text, *scene.units[place - 1].span) is not None


def _pleads(scene: Scene, report: Report) -> bool:
    """'“Not guilty,” he said': a plea is no statement."""
    pleas = {q.inner for q in report.quotations if pattern("unspoken.plea").fullmatch(scene.text, *q.span)}
    return bool(pleas) and pleas.issuperset(report.contents)


def _settle(telling: Telling, current: Stretch, voice: Voice | None) -> Stretch:
    """Give a stretch that waited for its speaker the voice; it goes on with the stretch before where that is the same."""
    waited, current.voice = current.voice is None, current.voice or voice
    before = telling.stretches[-2] if waited and telling.join and len(telling.stretches) > 1 else None
    if not (before and before.voice and voice and before.voice.id == voice.id and before.last >= current.first - 1):
        return current
    telling.stretches.pop()
    before.extend(current.contents, current.quotations, current.last)
    return before


def _breaks(telling: Telling, current: Stretch, report: Report, voice: Voice | None) -> bool:
    """Whether a report begins a statement: another voice, or one more thing that a court hears."""
    if current.voice is None or not report.contents:
        return bool(current.voice and voice and current.voice.id != voice.id)
    heard = report.cue is not None and report.cue.frame == "hear"
    return heard or not telling.join or voice is None or current.voice.id != voice.id


def _apart(telling: Telling, current: Stretch, place: int) -> bool:
    """Whether quoted words that wait for a speaker stand in a paragraph of their own, and this one does not go on with them."""
    unit = telling.scene.units[place]
    goes_on = current.left_open or (unit.quotations and unit.quotations[0].span[0] == unit.span[0])
    return current.voice is None and not goes_on and not telling.scene.one_line(current.last, place)


def _add_free(telling: Telling, place: int) -> None:
    """A paragraph of nothing but quoted words goes on with the last speaker, or waits for the next."""
    unit, current = telling.scene.units[place], telling.current(place)
    if current is None or (not current.left_open and _next_speaks(telling, place)):
        current = telling.begin(Stretch(None, place, place, fallback=_speaker_before(telling, place)))
    elif current.voice:
        telling.heard.append(Voice(current.voice.id, current.voice.span, current.voice.named, place))
    current.extend([q.inner for q in unit.quotations], unit.quotations, place)


def _next_speaks(telling: Telling, place: int) -> bool:
    """Whether an open quotation ends in the next paragraph, where its speaker is named."""
    units = telling.scene.units
    if not units[place].quotations[-1].open or place + 1 >= len(units) or not telling.reports[place + 1]:
        return False
    following = units[place + 1]
    return bool(following.quotations) and following.quotations[0].span[0] == following.span[0]


def _speaker_before(telling: Telling, place: int) -> Voice | None:
    """Who speaks in a quotation that stands alone after narration: whom the sentence before names, else the last voice."""
    scene, heard = telling.scene, telling.heard
    if not place:
        return None
    if somebody := told_of(scene, place):
        return resolve(scene, somebody, place, heard)
    if name := _named_before(scene, place):
        return resolve(scene, name.span, place, heard)
    asked = ASKED_OF.search(scene.text, *scene.units[place - 1].span)
    told = asked.span("who") if asked else main_subject(scene.text, scene.cast, *scene.units[place - 1].span)
    if told and scene.words(told) in SEX.values() and (voice := resolve(scene, told, place - 1, heard)):
        return next((v for v in reversed(heard) if v.id == voice.id), voice)
    return heard[-1] if heard and heard[-1].place >= place - RECENT else None


def _named_before(scene: Scene, place: int) -> Name | None:
    """The first person named in the sentence before, or in one of its paragraph before which nobody is quoted."""
    within = {n.person for n in scene.cast.within(*scene.units[place].span)}
    for back in range(place - 1, max(place - 1 - RECENT, -1), -1):
        told = [name for name in scene.cast.within(*scene.units[back].span) if name.person not in within]
        if told or not scene.one_line(back - 1, place) or scene.units[back - 1].quotations:
            return told[0] if told else None
    return None


def _leads_in(scene: Scene, unit: Unit, place: int) -> bool:
    """'The owner was in no doubt:' before a paragraph of quoted words."""
    return scene.text[unit.span[1] - 1] == ":" and place + 1 < len(scene.units) and scene.units[place + 1].only_quoted


def _lead_in(telling: Telling, unit: Unit, place: int) -> None:
    scene = telling.scene
    named = scene.cast.within(*unit.span)
    span = named[0].span if named else subject_before(scene.text, scene.cast, unit.span[0], unit.span[1] - 1)
    if voice := resolve(scene, span, place, telling.heard):
        telling.heard.append(voice)
        telling.begin(Stretch(voice, place, place, speaker=voice.span))


def _points_back(scene: Scene, unit: Unit) -> Span | None:
    """Who has said the sentence before: 'That was the message from | Jo Vane.'"""
    if not scene.text.startswith(POINTING, *unit.span):
        return None
    back = pattern("speech_back.was").match(scene.text, *unit.span)
    return subject_after(scene.text, scene.cast, *back.span(back.lastgroup or 0)) if back else None


def _add_back(telling: Telling, who: Span, place: int) -> None:
    """The sentence before is a statement of its own, unless somebody is known to have said it."""
    before, current = telling.scene.units[place - 1], telling.current(place)
    voice = resolve(telling.scene, who, place, telling.heard)
    if current is None:
        current = telling.begin(Stretch(voice, place - 1, place))
        current.extend(content_of(telling.scene.text, before.span, before.quotations), before.quotations, place)
    if voice and current.voice in (None, voice):
        current.voice, current.speaker, current.last = voice, current.speaker or voice.span, place
        telling.heard.append(voice)


def _tells_on(telling: Telling, unit: Unit, place: int) -> bool:
    """Whether a sentence goes on with what was reported, a tense further back: '… told the bench. | No one had been hurt.'"""
    scene, current = telling.scene, telling.current(place)
    if current is None or current.voice is None or unit.quotations or not current.proof or not scene.one_line(place - 1, place):
        return False
    finite = finite_at(scene.text, *unit.span)
    if finite is None or scene.words(finite) not in BACKSHIFTED or scene.words(current.proof[-1].span).split()[0].endswith("s"):
        return False
    on = pattern("speech_on.backshift").match(scene.text, *unit.span)
    if on is None or on.start("verb") != finite[0] or not current.contents:
        return False
    return all(name.person != current.voice.id for name in scene.cast.within(*unit.span))


def _statement(stretch: Stretch) -> Statement:
    voice = stretch.voice or stretch.fallback
    words = max([q.words for q in stretch.quotations], default=0)
    quoted, cues = tuple([q.evidence for q in stretch.quotations]), tuple(stretch.proof)
    proof = {"speaker": cues or quoted, "content": cues + quoted, "directness": quoted or cues} if cues or quoted else {}
    return Statement(
        content=tuple(sorted(set(stretch.contents))),
        speaker=stretch.speaker or (voice.span if voice else None),
        directness="direct" if words >= LONG else "partial" if words else "indirect",
        voice=voice.id if voice else None,
        evidence=proof,
    )
