"""Find arrests in an article and keep the words that prove them."""

from collections.abc import Iterator, Sequence

from casebook.reading.arrests.attribute import attribute, tell_arrests_made, tell_flight, tell_inquiry
from casebook.reading.arrests.facts import is_official, is_victim, read_facts
from casebook.reading.arrests.figures import Cast, Fact, Figure
from casebook.reading.arrests.fold import fold
from casebook.reading.arrests.mentions import NAME, PRONOUN, Mention, find_mentions
from casebook.reading.arrests.outcomes import find_outcomes
from casebook.reading.arrests.patients import Scene, Told, subject_like
from casebook.reading.arrests.roles import infer_roles, tell_roles
from casebook.reading.arrests.settle import settle
from casebook.reading.document import Document
from casebook.records import Arrest, Date, Name

CHILDREN = frozenset(("boy", "girl", "schoolboy", "schoolgirl"))
DECOY_AGE = 16  # "sent messages to a 15-year-old girl": one so young who is no subject is hardly the suspect


def find_arrests(doc: Document, names: Sequence[Name], dates: Sequence[Date]) -> tuple[Arrest, ...]:
    """One row per person (or counted set) the law has dealt with, by place of mention."""
    index = doc.index
    hunters = bool(doc.about_groups)
    outcomes, offences = find_outcomes(index, hunters)
    if not outcomes:
        return ()
    cast = Cast()
    flights = index.find("stage_flight")
    roles = index.find("person_role") if hunters else {}
    for scene in _scenes(doc, find_mentions(doc, names, index, outcomes), cast):
        attribute(scene, cast, outcomes.get(scene.number, []), offences.get(scene.number, []), dates)
        tell_flight(scene, flights.get(scene.number, []))
        tell_roles(roles.get(scene.number, []), scene)
    figures = settle(cast)
    tell_inquiry(index, figures)
    tell_arrests_made(index, figures)
    if hunters:
        infer_roles(cast, figures, roles)
    return tuple(sorted((fold(doc.text, figure) for figure in figures), key=lambda row: row.mention))


def _scenes(doc: Document, mentions: list[Mention], cast: Cast) -> Iterator[Scene]:
    """Each sentence of the body with those it tells of; the cast grows while they are read."""
    text, at = doc.text, 0
    read_facts(text, mentions)
    for number, sentence in enumerate(doc.sentences):
        told: list[Told] = []
        while at < len(mentions) and mentions[at].span[0] < sentence.span[1]:
            if mentions[at].span[0] >= sentence.span[0]:
                told.append(Told(mentions[at], _meet(text, cast, mentions[at], number)))
            at += 1
        yield Scene(text, sentence.span, number, told)


def _meet(text: str, cast: Cast, mention: Mention, number: int) -> tuple[Figure, ...]:
    """Let a mention join the cast with the facts told at it."""
    subject = subject_like(mention)
    figures = cast.meet(mention, number, subject)
    official = mention.kind == NAME and is_official(text, mention)
    child = mention.noun in CHILDREN if mention.age is None else mention.age < DECOY_AGE
    victim = mention.kind != PRONOUN and ((child and not subject) or is_victim(text, mention))
    for figure in figures:
        figure.official |= official
        figure.victim |= victim
        for name, hit in mention.told:
            figure.tell(name, Fact(hit.value, hit.evidence, number))
    return figures
