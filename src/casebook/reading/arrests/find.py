"""Find arrests in an article and keep the words that prove them."""

import re
from collections.abc import Container, Iterator, Sequence

from casebook.reading.arrests.attribute import attribute, tell_arrests_made, tell_flight, tell_inquiry
from casebook.reading.arrests.cast import ADULT, Cast
from casebook.reading.arrests.facts import is_official, is_victim, read_facts, usual_sex
from casebook.reading.arrests.figures import Fact, Figure
from casebook.reading.arrests.fold import fold
from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention, find_mentions, pronouns_in, sex_of
from casebook.reading.arrests.offences import CHARGED, CONDUCT, GUILTY, SUSPECTED
from casebook.reading.arrests.outcomes import find_outcomes
from casebook.reading.arrests.patients import subject_like
from casebook.reading.arrests.roles import PASSING, infer_roles, of_groups, tell_roles
from casebook.reading.arrests.scene import Scene, Told
from casebook.reading.arrests.settle import settle
from casebook.reading.dates.find import publication
from casebook.reading.document import HEADLINE, Document
from casebook.reading.index import Index
from casebook.reading.rules import rulebook
from casebook.records import Arrest, Date, Name

CHILDREN = frozenset(("boy", "girl", "schoolboy", "schoolgirl"))
MET = ("confrontation", "encounter", "act")
INSTITUTION = re.compile(r"s?['’]?\sinstitut")  # "a young offender institution" is nobody
JUST_NAMED, NEAR = re.compile(r"(?:\b[A-Z][\w’'-]+|\b[1-9][0-9]),?\s$"), 30
LEVELS = (SUSPECTED, CHARGED, GUILTY)
DEALT = frozenset(("plea", "verdict", "sentence"))
LONG_AGO = 2  # years
OPENING = 3  # sentences in which an article tells what it is about
WITH_THEM = PASSING | {"volunteer", "decoy", "witness", "member", "hunter", "activist", "officer", "mother", "woman", "bystander"}
DECOY_AGE = 16  # "sent messages to a 15-year-old girl": one so young who is no subject is hardly the suspect


def find_arrests(doc: Document, names: Sequence[Name], dates: Sequence[Date]) -> tuple[Arrest, ...]:
    """One row per person (or counted set) the law has dealt with, by place of mention."""
    index = doc.index
    hunters = bool(doc.about_groups)
    outcomes, offences = find_outcomes(index, hunters)
    if not outcomes and not (hunters and index.search("incident")):
        return ()
    cast = Cast()
    groups = {g.name.removeprefix("The ") for g in doc.groups} if hunters else set()
    flights = index.find("stage_flight")
    roles = {n: of_groups(hits, groups) for n, hits in index.find("person_role").items()} if hunters else {}
    mentions = [
        m for m in find_mentions(doc, names, index, outcomes) if doc.words(m.span) not in groups and _is_person(doc.text, m)
    ]
    for scene in _scenes(doc, mentions, cast, groups):
        attribute(scene, cast, outcomes.get(scene.number, []), offences.get(scene.number, []), dates)
        tell_flight(scene, flights.get(scene.number, []))
        tell_roles(roles.get(scene.number, []), scene)
    if hunters:
        _meet_the_aged(index, cast)
    figures = settle(cast, _long_ago(doc, dates))
    for figure in figures:
        if figure.count == 1 and not (figure.sex or figure.pronouns or figure.sets):
            figure.pronouns += _pronouns_beside(doc, figure, mentions)
    if len(figures) == 1 and figures[0].count == 1 and not (figures[0].sex or figures[0].pronouns):
        figures[0].sets += _headline_mentions(doc)
    tell_inquiry(index, figures)
    tell_arrests_made(index, figures)
    _tell_conduct(index, figures)
    if hunters:
        infer_roles(doc.text, cast, figures, roles)
    return tuple(sorted((fold(doc.text, figure) for figure in figures), key=lambda row: row.mention))


def _is_person(text: str, mention: Mention) -> bool:
    """Not a "young |offender| institution", nor the "each" of "Vane, 33, and Moss, 36, |each| got a year"."""
    start, end = mention.span
    repeats = mention.noun == "each" and JUST_NAMED.search(text, max(0, start - NEAR), start)
    return not (repeats or INSTITUTION.match(text, end))


def _long_ago(doc: Document, dates: Sequence[Date]) -> frozenset[int]:
    """The sentences that tell of a year long before the news: "In 2009 he was fined for theft"."""
    published = publication(doc)
    days = [d for d in dates if d.value and published and int(d.value[:4]) <= published.year - LONG_AGO]
    return frozenset(doc.index.nearest(d.span[0]) for d in days)


def _pronouns_beside(doc: Document, figure: Figure, mentions: Sequence[Mention]) -> list[Mention]:
    """The pronouns that follow somebody's name before anybody else is told of, quoted ones too, if all are of one sex."""
    own, found = {m.span[0] for m in figure.mentions if m.kind == NAME or m.age is not None}, list[Mention]()
    for i, mention in enumerate(mentions):
        if mention.span[0] not in own:
            continue
        number = doc.index.nearest(mention.span[0])
        line = doc.sentences[number].line
        stop = max(s.span[1] for s in doc.sentences[number : number + 2] if s.line == line)
        others = (m.span[0] for m in mentions[i + 1 :] if m.kind != PRONOUN and m.span[0] not in own)
        found += pronouns_in(doc.text, mention.span[1], min(stop, next(others, stop)))
    sexes = {m.sex for m in found}
    return found if len(sexes) == 1 and figure.guess in (None, *sexes) else []


def _headline_mentions(doc: Document) -> list[Mention]:
    """ "Man charged over threats": whom the headline calls a man, where the article tells of one only."""
    spans = [line.span for line in doc.lines if line.kind == HEADLINE]
    hits = [hit for span in spans for hit in rulebook()["person_sex.word"].hits(doc.text, span)]
    found = [Mention(h.span, DESCRIPTION, h.rule.id, h.match.group(), sex=sex_of(h.match.group()), tail=h.span[1]) for h in hits]
    return found if len({m.sex for m in found}) == 1 and not any(m.noun in CHILDREN | {"boys", "girls"} for m in found) else []


def _tell_conduct(index: Index, figures: Sequence[Figure]) -> None:
    """ "A sexton who tried to meet a boy will learn his fate in May": of whom no charge is told, what he is said to have done."""
    bare = [f for f in figures if f.count == 1 and DEALT & f.facts.keys() and not any(level in f.facts for level in LEVELS)]
    told = index.find("offence") if bare else {}
    for figure in bare:
        opening = range(OPENING) if figure is figures[0] else ()
        seen = dict.fromkeys((*(s.sentence for s in figure.seen), *opening))
        alone = [n for n in sorted(seen) if not any(s.sentence == n for f in figures if f is not figure for s in f.seen)]
        done = ((n, h) for n in alone for h in told.get(n, ()) if h.value != "ignore" and not index.is_quoted(h.span[0]))
        found = list(done)
        for number, hit in found:
            if number == found[0][0]:
                figure.tell(CONDUCT, Fact(hit.value, hit.evidence, number))


def _meet_the_aged(index: Index, cast: Cast) -> None:
    """ "They spoke to a 39-year-old joiner at a tyre centre": whoever is told by an age alone where a group meets somebody."""
    for figure in cast.figures:
        strange = figure.count == 1 and not (figure.named or figure.official or figure.victim or figure.suspect)
        if (
            strange
            and "by" not in figure.mentions[0].lead[:3]
            and (figure.age or 0) >= ADULT
            and not any(m.noun.strip() in WITH_THEM for m in figure.mentions)
        ):
            number = figure.seen[0].sentence
            met = [h for h in index.hits("incident", number) if h.value in MET and not index.is_quoted(h.span[0])]
            figure.facts |= {"stage": [Fact("confronted", met[0].evidence, number)]} if met else {}


def _scenes(doc: Document, mentions: list[Mention], cast: Cast, groups: Container[str]) -> Iterator[Scene]:
    """Each sentence of the body with those it tells of; the cast grows while they are read."""
    text, at = doc.text, 0
    read_facts(text, mentions)
    for mention in mentions if groups else ():  # "Vane and Moss, both of Fen Patrol"
        mention.told = [(name, hit) for name, hit in mention.told if hit.value not in groups]
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
    victim = mention.kind != PRONOUN and (mention.quoted or (child and not subject) or is_victim(text, mention))
    for figure, hit in zip(figures, mention.listed, strict=False) if len(mention.listed) == len(figures) else ():
        if figure.age is None:
            figure.age = int(hit.value)
            figure.tell("age", Fact(hit.value, hit.evidence, number))
    usual = usual_sex(text, mention) if mention.kind == NAME else None
    for figure in figures:
        figure.official |= official
        figure.victim |= victim
        figure.guess = figure.guess or usual
        for name, hit in mention.told:
            figure.tell(name, Fact(hit.value, hit.evidence, number))
            if name == "age" and mention.kind == PRONOUN and figure.age is None:  # "They met a porter. He was 19."
                figure.age = int(hit.value)
    return figures
