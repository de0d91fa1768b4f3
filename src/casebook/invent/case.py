"""What an invented article is about: the facts of a case, which its text then tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casebook.invent.words import templates

ADULT = 18
LONGEST_SUSPENDED = 24


@dataclass(frozen=True)
class Person:
    """A suspect, a group's member or one of a crowd; `journey` names a table of journeys.toml."""

    name: str = field(repr=False)
    sex: str
    age: int | None
    home: str | None
    street: str
    job: str
    role: str
    journey: str
    offence: str
    months: int
    restriction: bool

    @property
    def facts(self) -> Mapping[str, Any]:
        """How far the case has come: stage, arrest, release, charge, plea, verdict, sentence, where told."""
        table: Mapping[str, Any] = templates("journeys")[self.journey]
        return table

    @property
    def in_court(self) -> bool:
        return bool(self.facts.get("court"))

    @property
    def is_named(self) -> bool:
        """Is the name printed? Not before a charge, nor a child's, nor where the law forbids it."""
        return self.in_court and not self.restriction and (self.age is None or self.age >= ADULT)

    @property
    def custody_months(self) -> int | None:
        """Months of the prison term, where one was passed; a suspended one has two years at the most."""
        if not self.facts.get("custody"):
            return None
        return min(self.months, LONGEST_SUSPENDED) if self.facts["sentence"] == "suspended" else self.months

    @property
    def is_told(self) -> bool:
        """Does the article say anything of this person that makes a row?"""
        return self.journey != "confronted"


@dataclass(frozen=True)
class Area:
    """A police area and one of its courts."""

    region: str
    force: str
    towns: tuple[str, ...]
    court: str

    @property
    def is_scottish(self) -> bool:
        return self.region == "scotland"


@dataclass(frozen=True)
class Case:
    """One incident, or none (`type` is None), as one article tells it. Days are days of the calendar."""

    number: int
    type: str | None
    area: Area
    town: str
    group: str | None
    day: date
    published: date
    hearing: date
    bail_until: date
    location_type: str
    livestream: str
    audience: int | None
    disorder: str
    persons: tuple[Person, ...] = ()

    @property
    def is_subject(self) -> bool:
        """Is the article about a hunter group?"""
        return self.group is not None

    @property
    def in_court(self) -> bool:
        """Is a court's doing the news?"""
        return bool(self.persons) and self.persons[0].in_court
