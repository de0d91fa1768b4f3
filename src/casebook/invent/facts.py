"""Put the facts of a case into words that fit a sentence: dates that agree, terms, ages, pronouns, who is meant."""

from collections.abc import Sequence
from datetime import date
from random import Random

from casebook.invent.case import ADULT, Case, Person
from casebook.invent.words import a, fill, templates

CALLED = 0.6  # how often the opening names the group
WEEK, YEAR = 6, 300  # days: so long "on Saturday" and "on 5 May" can mean one day only
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PRONOUNS = {
    "male": {"he": "he", "him": "him", "his": "his"},
    "female": {"he": "she", "him": "her", "his": "her"},
    "two": {"he": "they", "him": "them", "his": "their"},
}
ORDINARY = {"male": "man", "female": "woman"}
YOUNG = {"male": "boy", "female": "girl"}


def case_facts(case: Case, rng: Random) -> dict[str, str]:
    """What every sentence about a case may use; drawn once an article, so that its sentences agree."""
    words = templates("words")
    child = f"{rng.choice(words['decoy_ages'])}-year-old {rng.choice(words['child_nouns'])}"
    noun = _named_group(rng.choice(words["group_nouns"]), case.group or "", rng)
    facts = {
        "town": case.town,
        "force": case.area.force,
        "court": case.area.court,
        "lower_court": case.area.court if case.area.is_scottish else f"{case.town} Magistrates' Court",
        "group": case.group or "",
        "a_group": noun,
        "a_group_noun": noun,
        "platform": rng.choice(words["platforms"]),
        "child": child.rsplit(maxsplit=1)[-1],
        "a_child": a(child),
        "when": past_day(case.day, case.published, rng),
        "hearing": past_day(case.hearing, case.published, rng),
        "bail_date": f"{case.bail_until.day} {case.bail_until:%B}",
        "audience": f"{case.audience:,}" if case.audience else "",
        "crowd": str(rng.choice((30, 40, 50, 60, 80, 100))),
        "crime": rng.choice(templates("crime")["crime"][case.persons[0].offence]) if case.persons and not case.group else "",
    }
    facts["when_cap"] = facts["when"]
    first = person_facts(case.persons[0], rng) if case.persons else _someone()
    facts |= first | {"target": rng.choice(("guest", "driver", "man", "customer"))}
    facts["a_target"] = a(facts["target"])
    facts["at"] = _at(case, facts, rng)
    stings = templates("stings")
    met = stings.get(case.type or "", stings["sting_confrontation"])["met"]
    return facts | {"met": fill(rng.choice(met), facts, rng, start=False)}


def person_facts(person: Person, rng: Random) -> dict[str, str]:
    """What sentences about one person may use; {person} introduces, {who} is said before and after."""
    noun = noun_of(person)
    months = person.custody_months or 0
    offence = rng.choice(templates("offences")["words"][person.offence])
    return {
        **PRONOUNS[person.sex],
        "was": "was",
        "has": "has",
        "is": "is",
        "remains": "remains",
        "man": noun,
        "a_man": a(_described(person, noun, rng)),
        "who": f"the {noun}",
        "person": introduced(person, noun, rng),
        "offence": offence,
        "term": term(months),
        "a_term": a(f"{term(months).removesuffix('s').replace(' ', '-')}") if months else "",
    }


def pair_facts(persons: Sequence[Person]) -> dict[str, str]:
    """What changes where sentences are about two persons alike."""
    plural = {"man": "men", "woman": "women", "boy": "boys", "girl": "girls"}[noun_of(persons[0])]
    ages = " and ".join(str(p.age) for p in persons)
    return {
        **PRONOUNS["two"],
        "was": "were",
        "has": "have",
        "remains": "remain",
        "is": "are",
        "who": f"the two {plural}",
        "person": f"two {plural}, aged {ages},",
    }


def noun_of(person: Person) -> str:
    """Man, woman, boy or girl."""
    young = person.age is not None and person.age < ADULT
    return (YOUNG if young else ORDINARY)[person.sex]


def introduced(person: Person, noun: str, rng: Random) -> str:
    """The words that bring a person in, with a comma after them where a clause must close."""
    if person.is_named:
        return _by_name(person, rng)
    home = f" from {person.home}" if person.home and person.home != "no fixed address" else ""
    plain = a(f"{person.age}-year-old {noun}{home}")
    who = rng.choice((plain, plain, plain, f"{a(noun)}{home}, aged {person.age},", f"{a(noun)}, {person.age},"))
    return f"{who.rstrip(',')}, who cannot be named for legal reasons," if person.restriction else who


def past_day(day: date, published: date, rng: Random) -> str:
    """A day as news writes it so that, read on the day of publication, no other can be meant."""
    gap = (published - day).days
    if gap <= WEEK:
        return rng.choice((f"on {day:%A}",) * 3 + (f"on {day:%A} {day.day} {day:%B}",))
    if gap <= YEAR:
        return rng.choice((f"on {day:%A} {day.day} {day:%B}", f"on {day.day} {day:%B}", f"on {day.day} {day:%B} {day.year}"))
    return rng.choice((f"on {day.day} {day:%B} {day.year}", f"on {day:%A} {day.day} {day:%B} {day.year}"))


def term(months: int) -> str:
    """A prison term: "18 months", "three years", "two years and four months"."""
    years, rest = divmod(months, 12)
    if months < 24 and months != 12:
        return _counted(months, "month")
    return " and ".join([_counted(years, "year")] + [_counted(rest, "month")] * (rest > 0))


def _counted(n: int, noun: str) -> str:
    return f"{_number(n)} {noun}{'s' if n != 1 else ''}"


def _number(n: int) -> str:
    return SMALL[n] if n < len(SMALL) else str(n)


def _named_group(noun: str, group: str, rng: Random) -> str:
    """A group by what it is, and in most articles by its name at once."""
    if rng.random() >= CALLED or not group:
        return noun
    return f"{noun} called {group}" if noun.endswith(("group", "team")) else f"{group}, {noun},"


def _someone() -> dict[str, str]:
    """Stands in where no person is told of."""
    words = {"was": "was", "has": "has", "man": "man", "a_man": "a man", "who": "the man", "person": "a man"}
    return {**PRONOUNS["male"], **words}


def _by_name(person: Person, rng: Random) -> str:
    """The name, the age and, where it is told, the place of residence."""
    start = f"{person.name}, {person.age},"
    if person.home is None:
        return start
    if person.home == "no fixed address":
        return f"{start} of no fixed address,"
    streets = f"of {person.street}, {person.home},"
    return f"{start} {rng.choice((streets, streets, f'from {person.home},', f'of {person.home},'))}"


def _described(person: Person, noun: str, rng: Random) -> str:
    """How the opening speaks of somebody: by age, by trade or plainly; the age of one who is named later stands with the name."""
    if not person.is_named:
        return f"{person.age}-year-old {noun}" if person.in_court else noun
    return person.job if rng.random() < 0.5 else noun


def _at(case: Case, facts: dict[str, str], rng: Random) -> str:
    if case.location_type == "home" and case.type in ("other_crime", "crowd_action"):
        return "at a house"
    if case.location_type == "not_reported":
        return ""
    place: str = rng.choice(templates("words")["places"][case.location_type])
    for name in ("he", "his"):
        place = place.replace(f"{{{name}}}", facts[name])
    return place
