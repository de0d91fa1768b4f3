"""Draw the facts of a case: who, where, when, what, and how far it has come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from casebook.invent.case import ADULT, Area, Case, Person
from casebook.invent.words import templates, weighted

if TYPE_CHECKING:
    from faker import Faker

SUBJECTS = 0.6
FIRST_DAY, DAYS = date(2015, 1, 5), 3990
TYPES = {
    "sting_confrontation": 46, "doorstep_confrontation": 16, "online_exposure": 8, "evidence_handover": 9,
    "wrong_target": 6, "group_offending": 7, "crowd_action": 5, "policy": 3,
}  # fmt: skip
ROLES = {"group_offending": "group_member", "crowd_action": "crowd_member"}
MET = ("sting_confrontation", "doorstep_confrontation", "wrong_target")
UNSCOTTISH = {"suspended": "payback", "community": "payback", "police_bail": "arrested", "under_investigation": "arrested"}
OLDEST = 84
FRIDAY = 4
PLACELESS = ("driving", "fraud", "harassment_stalking", "misconduct_office")  # told without a kind of place
COMMITTED = ("tried", "convicted", "sentenced", "appealed")


def draw_case(rng: Random, number: int) -> Case:
    """A new case; the same generator state gives the same case."""
    kind = weighted(TYPES, rng) if rng.random() < SUBJECTS else "other_crime"
    area = rng.choices(_areas(), _area_weights())[0]
    town = rng.choice(area.towns)
    persons = _persons(rng, kind, area, town)
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    published = day + timedelta(days=_wait(rng, persons))
    live, audience = _broadcast(rng, kind)
    return Case(
        number=number,
        type=None if kind == "policy" else kind,
        area=area,
        town=town,
        group=None if kind == "other_crime" else _group(rng, area),
        day=day,
        published=published,
        hearing=_sitting(published - timedelta(days=rng.randint(1, 4))),
        bail_until=_sitting(published + timedelta(days=rng.randint(12, 75))),
        location_type=_place(rng, kind, persons),
        livestream=live,
        audience=audience,
        disorder=_disorder(rng, kind),
        persons=persons,
    )


def later(case: Case, rng: Random, number: int) -> Case:
    """The same case some weeks or months on, as a later article tells it."""
    persons = tuple(replace(p, journey=_fitting(rng.choice(_next(p.journey)), case.area)) for p in case.persons)
    published = case.published + timedelta(days=rng.randint(20, 150))
    return replace(
        case,
        number=number,
        persons=persons,
        published=published,
        hearing=_sitting(published - timedelta(days=rng.randint(1, 4))),
        bail_until=_sitting(published + timedelta(days=rng.randint(12, 75))),
    )


def named(rng: Random, sex: str) -> str:
    """An invented name; drawn by Faker, seeded from `rng`."""
    fake = _faker()
    fake.seed_instance(rng.getrandbits(64))
    first = fake.first_name_male() if sex == "male" else fake.first_name_female()
    return f"{first} {fake.last_name()}"


@cache
def _faker() -> "Faker":
    from faker import Faker  # noqa: PLC0415  (heavy)

    return Faker("en_GB")


@cache
def _areas() -> tuple[Area, ...]:
    rows = templates("places")["area"]
    return tuple(Area(r["region"], r["force"], tuple(r["towns"]), r["court"]) for r in rows)


@cache
def _area_weights() -> tuple[int, ...]:
    return tuple(row["weight"] for row in templates("places")["area"])


def _group(rng: Random, area: Area) -> str:
    """A group of the region; the first of the list are the busiest (Zipf's law)."""
    groups: Sequence[str] = templates("words")["groups"][area.region]
    return rng.choices(groups, [1 / rank for rank in range(1, len(groups) + 1)])[0]


def _wait(rng: Random, persons: Sequence[Person]) -> int:
    """Days from the incident to the article."""
    if persons and persons[0].facts["stage"] in COMMITTED:
        return rng.randint(70, 420)
    if persons and persons[0].in_court:
        return rng.randint(8, 45)
    return rng.randint(1, 6) if rng.random() < 0.8 else rng.randint(7, 25)


def _sitting(day: date) -> date:
    """The day itself or the Friday before: no court sits at the weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _place(rng: Random, kind: str, persons: Sequence[Person]) -> str:
    if kind == "policy" or (kind == "other_crime" and persons and persons[0].offence in PLACELESS):
        return "not_reported"
    return weighted(templates("words")["place_weights"][kind], rng)


def _broadcast(rng: Random, kind: str) -> tuple[str, int | None]:
    """Was it shown live, and to how many? An audience is told for some."""
    if kind not in MET:
        return "not_reported", None
    live = weighted({"yes": 55, "no": 15, "not_reported": 30}, rng)
    size = round(10 ** rng.uniform(2.5, 5.2))
    figure = size // 1000 * 1000 if size > 10_000 else max(300, size // 100 * 100)
    return live, figure if live != "not_reported" and rng.random() < 0.55 else None


def _disorder(rng: Random, kind: str) -> str:
    if kind != "crowd_action":
        return "not_reported"
    return weighted({"violence_reported": 7, "crowd_peaceful": 3}, rng)


def _persons(rng: Random, kind: str, area: Area, town: str) -> tuple[Person, ...]:
    if kind == "policy":
        return ()
    if kind == "wrong_target":
        return (replace(_person(rng, kind, area, town), journey="mistaken"),)
    count = rng.choices((1, 2, 3, 4), _how_many(kind))[0] if rng.random() > _nobody(kind) else 0
    if not count:
        return ()
    first = _person(rng, kind, area, town)
    others = (_alike(rng, first, _person(rng, kind, area, town)) for _ in range(count - 1))
    return first, *others


def _how_many(kind: str) -> tuple[int, ...]:
    return (2, 5, 4, 2) if kind in ROLES else (8, 2, 1, 0) if kind == "other_crime" else (1, 0, 0, 0)


def _nobody(kind: str) -> float:
    """How often nobody is arrested or charged that one could tell of."""
    return {"other_crime": 0.12, "crowd_action": 0.3, "online_exposure": 0.4}.get(kind, 0.02)


def _person(rng: Random, kind: str, area: Area, town: str) -> Person:
    role = ROLES.get(kind, "suspect")
    crime = "other_crime" if kind == "other_crime" else role
    steps = "handed" if kind == "evidence_handover" else crime
    age = _age(rng, role, kind)
    sex = "female" if rng.random() < {"suspect": 0.04, "other_crime": 0.2}.get(crime, 0.35) else "male"
    offence = weighted(templates("offences")["weights"][crime], rng)
    words = templates("words")
    return Person(
        name=named(rng, sex),
        sex=sex,
        age=age,
        home=_home(rng, area, town),
        street=f"{rng.choice(words['streets'])} {rng.choice(words['street_ends'])}",
        job=rng.choice(words["jobs" if sex == "male" else "jobs_female"]),
        role=role,
        journey=_fitting(weighted(templates("journeys")["weights"][steps], rng), area),
        offence=offence,
        months=_months(rng, offence),
        restriction=rng.random() < 0.02,
    )


def _alike(rng: Random, first: Person, other: Person) -> Person:
    """Another of the same case: accused of much the same, and as far on in most cases."""
    same = rng.random() < 0.65
    journey = first.journey if same or _phase(first) != _phase(other) else other.journey
    return replace(other, offence=first.offence if same else other.offence, journey=journey)


def _phase(person: Person) -> tuple[bool, bool]:
    return person.in_court, person.facts["stage"] in COMMITTED


def _age(rng: Random, role: str, kind: str) -> int:
    young = 0.05 if role == "crowd_member" or kind == "other_crime" else 0.0
    if rng.random() < young:
        return rng.randint(14, 17)
    centre = 40 if role == "suspect" and kind != "other_crime" else 33
    return next(age for age in (round(rng.gauss(centre, 14)) for _ in range(10**6)) if ADULT <= age <= OLDEST)


def _home(rng: Random, area: Area, town: str) -> str | None:
    """The place of residence: the town itself, another, none that is fixed, or none that is told."""
    where = weighted({"here": 55, "near": 22, "far": 5, "none": 3, "untold": 15}, rng)
    far = rng.choice(rng.choice(_areas()).towns)
    return {"here": town, "near": rng.choice(area.towns), "far": far, "none": "no fixed address"}.get(where)


def _months(rng: Random, offence: str) -> int:
    low, high = (72, 264) if offence == "murder_manslaughter" else (8, 60)
    months = rng.randint(low, high)
    return months if months < 24 else months // 2 * 2


def _fitting(journey: str, area: Area) -> str:
    """A step that the law of the place knows."""
    return UNSCOTTISH.get(journey, journey) if area.is_scottish else "community" if journey == "payback" else journey


def _next(journey: str) -> Sequence[str]:
    found: Sequence[str] = templates("journeys")["next"].get(journey, (journey,))
    return found
