"""Tell a case in the manner of British news: a headline, an opening, what happened, what became of it, what was said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from casebook.invent.case import Case, Person
from casebook.invent.draw import named
from casebook.invent.facts import case_facts, noun_of, pair_facts, person_facts
from casebook.invent.words import fill, pick, templates, weighted

SHORTEST = 950  # characters
PLAIN = 0.3  # court reports that go on speaking of "the man"
FAINT = 0.02  # weight of a speaker who has been asked often enough
COURT_KINDS = {
    "jailed": "jailed", "jailed_after_trial": "jailed", "suspended": "spared", "community": "spared", "payback": "spared",
    "fined": "spared", "hospital": "spared", "admitted": "guilty", "found_guilty": "guilty", "cleared": "cleared",
    "dropped": "cleared", "charged": "charged", "appealed": "jailed", "court_bail": "charged", "remanded": "charged",
}  # fmt: skip
SAYS_SEX = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
OPENING = re.compile(r"(?<!\w)'(?=\w)")
ARTICLE = re.compile(r"^an? ")
ASKED = {
    "online_exposure": "online", "evidence_handover": "online", "wrong_target": "wrong", "crowd_action": "crowd", None: "policy",
}  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """A case on its way into words; `facts` are those its sentences share."""

    case: Case
    rng: Random
    facts: Mapping[str, str]
    pool: Mapping[str, Any]

    def say(self, options: Sequence[str]) -> str:
        """One of the templates, filled."""
        return pick(options, self.facts, self.rng)

    def some(self, options: Sequence[str], low: int, high: int) -> list[str]:
        """Some of the templates, none twice, filled."""
        chosen = self.rng.sample(list(options), min(len(options), self.rng.randint(low, high)))
        return [fill(option, self.facts, self.rng) for option in chosen]

    @property
    def by_court(self) -> str | None:
        """Which openings tell a court's doings, if the article begins with them."""
        if not self.case.in_court or self.case.type in ("group_offending", "crowd_action", "wrong_target", None):
            return None
        return COURT_KINDS.get(self.case.persons[0].journey, "accused")


def tell(case: Case, outlet: str, rng: Random) -> str:
    """The text of an article, the headline its first line; paragraphs are parted by an empty line."""
    telling = _by_surname(Telling(case, rng, case_facts(case, rng), _pool(case)))
    paragraphs = [_headline(telling) + _byline(telling, outlet), *_paragraphs(telling)]
    voices = _voices(telling)
    paragraphs += islice(voices, rng.randint(1, 4))
    while sum(map(len, paragraphs)) < SHORTEST:
        if (voice := next(voices, None)) is None:
            break
        paragraphs.append(voice)
    paragraphs += _background(telling)
    return _printed("\n\n".join(paragraphs), rng)


def _by_surname(telling: Telling) -> Telling:
    """In a court report the defendant is named at the start, and goes by the surname from then on in most."""
    first = telling.case.persons[0] if telling.by_court else None
    if first is None or not first.is_named or telling.rng.random() < PLAIN:
        return telling
    return replace(telling, facts={**telling.facts, "who": first.name.split()[-1]})


def _byline(telling: Telling, outlet: str) -> str:
    """A line under the headline in some papers: who wrote it, or when it was put out."""
    rng, day = telling.rng, telling.case.published
    forms = ("", f"\nBy {named(rng, rng.choice(('male', 'female')))}, {outlet}", f"\nPublished: {day.day} {day:%B} {day.year}")
    return rng.choices(forms, (6, 3, 1))[0]


def _pool(case: Case) -> Mapping[str, Any]:
    """The templates for what happened."""
    if case.is_subject:
        name, kind = "stings" if case.type in templates("stings") else "trouble", case.type or "policy"
    else:
        name, kind = "crime", case.persons[0].offence if case.persons else "burglary_theft"
    pool: Mapping[str, Any] = templates(name)[kind]
    return pool


def _headline(telling: Telling) -> str:
    kind = telling.by_court
    quiet = telling.case.type in ("online_exposure", "evidence_handover")
    options = _openings(telling)["quiet_headline" if quiet else "court_headline"][kind] if kind else telling.pool["headline"]
    facts = {**telling.facts, "a_man": ARTICLE.sub("", telling.facts["a_man"])}
    return pick(options, facts, telling.rng)


def _openings(telling: Telling) -> Mapping[str, Any]:
    return templates("stings" if telling.case.is_subject else "crime")


def _paragraphs(telling: Telling) -> Iterator[str]:
    """What happened and what became of it: the court's doings first where they are the news."""
    court = telling.by_court
    if court:
        yield telling.say(_openings(telling)["court_lead"][court])
        yield from _outcomes(telling)
        yield " ".join(_scene_of_court(telling))
    else:
        yield telling.say(telling.pool["lead"])
    if scene := _scene(telling):
        yield " ".join(scene)
    if not court:
        yield from _outcomes(telling)
    yield " ".join(telling.some(telling.pool["detail"], 1, 3))


def _scene_of_court(telling: Telling) -> list[str]:
    """Where and when it began, which the opening of a court report leaves out."""
    return [telling.say(telling.pool.get("court_scene", telling.pool["lead"]))]


def _scene(telling: Telling) -> list[str]:
    scene = telling.some(telling.pool["scene"], 1, 2) if "scene" in telling.pool else []
    return scene + _disorder(telling) + _broadcast(telling)


def _disorder(telling: Telling) -> list[str]:
    kinds = {"violence_reported": "violent", "crowd_peaceful": "peaceful"}
    kind = kinds.get(telling.case.disorder)
    return [telling.say(telling.pool[kind])] if kind else []


def _broadcast(telling: Telling) -> list[str]:
    case = telling.case
    if case.livestream == "not_reported":
        return []
    kind = ("live" if case.livestream == "yes" else "recorded") + ("_audience" if case.audience else "")
    return [telling.say(templates("stings")["broadcast"][kind])]


def _outcomes(telling: Telling) -> Iterator[str]:
    """A sentence or two for each person, two persons a paragraph."""
    told = [_outcome(telling, persons) for persons in _sets(telling.case)]
    yield from (" ".join(told[i : i + 2]) for i in range(0, len(told), 2))


def _sets(case: Case) -> list[tuple[Person, ...]]:
    """The persons told of in one breath: two unnamed ones of whom the same is said, else each alone."""
    sets: list[tuple[Person, ...]] = []
    for person in case.persons:
        if sets and len(sets[-1]) == 1 and _alike(sets[-1][0], person):
            sets[-1] = (sets[-1][0], person)
        else:
            sets.append((person,))
    return sets


def _alike(one: Person, other: Person) -> bool:
    """Is the same said of both, and neither named?"""
    same = (one.journey, one.offence, one.sex) == (other.journey, other.offence, other.sex)
    return same and noun_of(one) == noun_of(other) and not any(p.in_court or p.restriction for p in (one, other))


def _outcome(telling: Telling, persons: tuple[Person, ...]) -> str:
    person = persons[0]
    own = person_facts(person, telling.rng)
    facts = {**telling.facts, **own, **(pair_facts(persons) if len(persons) > 1 else {})}
    told = pick(person.facts["tell"], facts, telling.rng)
    if not person.is_named or SAYS_SEX.search(told):
        return told
    return f"{told} {pick(templates('journeys')['manner']['lines'], facts, telling.rng)}"


def _background(telling: Telling) -> list[str]:
    lines = templates("trouble")["background"]["lines"] if telling.case.is_subject else templates("crime")["background"]["lines"]
    return telling.some(lines, 0, 2)


def _voices(telling: Telling) -> Iterator[str]:
    """Statements, no words twice, and seldom two by one kind of speaker; until nobody has more to say."""
    weights = dict(templates("speakers")["asked"][_asked(telling.case)])
    if telling.case.location_type != "retail_hospitality":
        weights.pop("business_venue", None)
    spent: set[str] = set()
    while weights:
        role = weighted(weights, telling.rng)
        weights[role] *= 0.1
        if weights[role] < FAINT:
            del weights[role]
        if statement := _statement(telling, role, spent):
            yield statement


def _asked(case: Case) -> str:
    court = case.in_court and case.persons[0].facts["stage"] != "charged"
    if court or (case.in_court and case.persons[0].facts.get("verdict")):
        return ("court" if case.is_subject else "crime_court") if case.persons[0].facts.get("verdict") == "convicted" else "trial"
    return ASKED.get(case.type, "sting") if case.is_subject else "crime"


def _statement(telling: Telling, role: str, spent: set[str]) -> str:
    """One statement: quoted before or after its speaker, or only reported."""
    rng, said = telling.rng, templates("said_hunters" if telling.case.is_subject else "said_crime")
    speaker = fill(_speaker(telling, role), {**telling.facts, "name": named(rng, rng.choice(("male", "female")))}, rng)
    fitting = said.get(_special(telling.case), {}).get(role)
    fresh = [o for o in fitting or said[role] if o[0] not in spent]
    reported = [] if fitting else [o for o in said["reported"][role] if o not in spent]
    if reported and (not fresh or rng.random() < 0.2):
        spent.add(chosen := rng.choice(reported))
        return f"{speaker} said {fill(chosen, telling.facts, rng, start=False)}."
    if not fresh:
        return ""
    quote = rng.choice(fresh)
    spent.add(quote[0])
    first, second = (fill(part, telling.facts, rng) for part in quote)
    return _attributed(speaker, first, second, rng)


def _special(case: Case) -> str:
    """Some things are said of mistakes only, some once a court has spoken, some while guilt is denied."""
    if case.type == "wrong_target":
        return "mistake"
    verdict = case.persons[0].facts.get("verdict") if case.in_court else None
    known = {"convicted": "judged", "acquitted": "cleared", "discontinued": "cleared"}.get(verdict or "")
    return known or ("denied" if _asked(case) == "trial" else "")


def _attributed(speaker: str, first: str, second: str, rng: Random) -> str:
    after = speaker.rstrip(",")
    after = after[:1].lower() + after[1:] if after.startswith(("A ", "The ", "One ", "In ")) else after
    form = rng.randrange(4)
    if form == 0:
        return f"{speaker} said: “{first}. {second}”"
    if form == 1 and not after.startswith("in "):
        return f"“{first},” said {after}. “{second}”"
    if form == 2 and not after.startswith("in "):
        return f"“{first},” said {after}."
    return f"{speaker} said: “{first}.”"


def _speaker(telling: Telling, role: str) -> str:
    forms = templates("speakers")[role]
    tongue = "scotland" if telling.case.area.is_scottish else _special(telling.case)
    option: str = telling.rng.choice(forms.get(tongue, forms["who"]))
    return option


def _printed(text: str, rng: Random) -> str:
    """Curly quotation marks and apostrophes, or straight ones, all through."""
    if rng.random() < 0.5:
        return text.replace("“", '"').replace("”", '"')
    return OPENING.sub("‘", text).replace("'", "’")
