"""From the casefile to coded tables: names become keyed ids and code names, words become codes.

One of the two rooms that see both sides of the wall. What leaves holds closed vocabularies, keyed ids
and code names at their finest level; `protect` decides how much of it may go.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from casebook.contract import Contract
from casebook.contract.hierarchies import period_of
from casebook.derive.between import contradiction
from casebook.link import Casefile, Episode, Handle, Told, plain_name
from casebook.reading.names.places import region_of
from casebook.records import Arrest, Record
from casebook.wall.bands import AGE, ARTICLE_ROWS, AUDIENCE, BAIL_DAYS, CUSTODY_MONTHS, PERSONS, STATEMENT_WORDS, WORDS, band
from casebook.wall.gates import Gate
from casebook.wall.policy import Policy
from casebook.wall.pseudonyms import Pseudonymiser

Row = dict[str, Any]
SILENT_SPEAKERS = ("target_suspect", "victim_family")
PRIVATE_VOICE = "speaker_not_released"
CONTRADICTORY = "fields_contradict"


@dataclass(frozen=True)
class Coded:
    """Coded tables at their finest level, by name, and what was held back, by reason."""

    tables: dict[str, list[Row]] = field(repr=False)
    held: dict[str, int]


def pseudonymise(casefile: Casefile, names: Pseudonymiser, contract: Contract, policy: Policy) -> Coded:
    """Code a whole casefile; rows that must not go are held and counted by reason."""
    gate = Gate(policy.as_of, policy.stale_after_years)
    coder = _Coder(names, contract, _group_names(casefile, names, policy))
    persons, held = _persons(casefile, gate)
    arrests = coder.arrests(persons)
    agreeing = [row for row in arrests if not contradiction(row, "arrests", contract)]
    if len(agreeing) < len(arrests):
        held[CONTRADICTORY] = len(arrests) - len(agreeing)
    told = [t for t in casefile.statements if t.statement.speaker_role not in SILENT_SPEAKERS]
    if len(told) < len(casefile.statements):
        held[PRIVATE_VOICE] = len(casefile.statements) - len(told)
    tables = {
        "incidents": [coder.incident(e) for e in casefile.episodes],
        "arrests": agreeing,
        "statements": coder.statements(told),
        "articles": [coder.article(r) for r in casefile.articles],
    }
    for name, rows in tables.items():
        rows.sort(key=itemgetter(contract.tables[name].key))
    return Coded(tables, held)


@dataclass(frozen=True)
class _Person:
    """An arrest with its episode and the parts that name it under the key."""

    arrest: Arrest = field(repr=False)
    episode: Episode = field(repr=False)
    parts: tuple[str, ...] = field(repr=False)


def _persons(casefile: Casefile, gate: Gate) -> tuple[list[_Person], dict[str, int]]:
    persons, held = [], dict[str, int]()
    for episode in casefile.episodes:
        for number, arrest in enumerate(episode.arrests):
            reason = gate.reason(arrest, episode.last_report)
            if reason:
                held[reason] = held.get(reason, 0) + 1
            else:
                persons.append(_Person(arrest, episode, (*episode.handle, identity(arrest, number))))
    return persons, held


def identity(arrest: Arrest, number: int) -> str:
    """Whom a row is about, within its incident: the name where there is one, else its place in the telling."""
    return plain_name(arrest.name) if arrest.name else f"#{number}"


def _group_names(casefile: Casefile, names: Pseudonymiser, policy: Policy) -> dict[str, str]:
    """The code name of every group with enough incidents; the others share `small_group`."""
    counts: dict[str, int] = {}
    for episode in casefile.episodes:
        if episode.incident.group:
            group = plain_name(episode.incident.group)
            counts[group] = counts.get(group, 0) + 1
    code = names.code_names("group", [(g,) for g, n in counts.items() if n >= policy.group_min_incidents])
    return {g: code.get((g,), "small_group") for g in counts}


@dataclass(frozen=True)
class _Coder:
    names: Pseudonymiser
    contract: Contract
    groups: dict[str, str] = field(repr=False)

    def incident(self, episode: Episode) -> Row:
        told = episode.incident
        none = "not_applicable" if told.type == "other_crime" else "not_reported"
        return {
            "incident_id": self._incident_id(episode.handle),
            "article_id": self._article_id(episode.articles[0]),
            "article_id_missing": None,
            "incident_type": told.type,
            "period": _period(told.date),
            "region": told.region,
            "location_type": told.location_type,
            "livestream": told.livestream,
            "audience_band": band(AUDIENCE, told.audience),
            "disorder": "not_reported" if told.disorder == "none_explicit" else told.disorder,
            "police_outcome": told.police_outcome,
            "group": self.groups[plain_name(told.group)] if told.group else none,
            "n_articles": band(ARTICLE_ROWS, len(episode.articles)),
        }

    def arrests(self, persons: Sequence[_Person]) -> list[Row]:
        code = self.names.code_names("person", [p.parts for p in persons])
        return [self._arrest(p, code[p.parts]) for p in persons]

    def _arrest(self, person: _Person, code_name: str) -> Row:
        told, episode = person.arrest, person.episode
        as_coded = ("role", "sex", "arrest", "release", "charge", "plea", "verdict", "sentence", "stage")
        return {
            "arrest_id": self.names.keyed_id("arr", *person.parts),
            "incident_id": self._incident_id(episode.handle),
            "incident_id_missing": None,
            "person": code_name,
            **{name: getattr(told, name) for name in as_coded},
            "count_band": band(PERSONS, told.count),
            "age_band": band(AGE, told.age),
            "residence": residence(told.residence, episode.incident.region),
            "bail_days_band": band(BAIL_DAYS, days_between(episode.last_report, told.bail_until)),
            "offence_groups": sorted({self._group_of(o) for o in told.offences}) or ["not_reported"],
            "custody_band": band(CUSTODY_MONTHS, told.custody_months),
        }

    def statements(self, told: Sequence[Told]) -> list[Row]:
        code = self.names.code_names("speaker", [voice(t) for t in told])
        return [self._statement(t, code[voice(t)]) for t in told]

    def _statement(self, told: Told, code_name: str) -> Row:
        said = told.statement
        as_coded = ("speaker_role", "directness", "channel", "stance_groups", "speech_act")
        return {
            "statement_id": self.names.keyed_id("sta", told.article, str(told.number)),
            "article_id": self._article_id(told.article),
            "article_id_missing": None,
            "incident_id": self._incident_id(told.incident) if told.incident else None,
            "incident_id_missing": None if told.incident else "not_applicable",
            "speaker": code_name,
            **{name: getattr(said, name) for name in as_coded},
            "length_band": band(STATEMENT_WORDS, said.words),
            "themes": sorted(set(said.themes)),
        }

    def article(self, record: Record) -> Row:
        return {
            "article_id": self._article_id(record.id),
            "outlet_type": record.outlet_type,
            "period": _period(record.published),
            "genre": record.genre,
            "words_band": band(WORDS, record.words),
        }

    def _group_of(self, offence: str) -> str:
        return self.contract.vocabularies["offence"].group_of(offence)

    def _incident_id(self, handle: Handle) -> str:
        return self.names.keyed_id("inc", *handle)

    def _article_id(self, article: str) -> str:
        return self.names.keyed_id("art", article)


def voice(told: Told) -> tuple[str, ...]:
    """Who speaks, within the articles of a case; an unnamed voice is its own."""
    return (told.case, told.statement.voice or f"#{told.article}/{told.number}")


def _period(day: str | None) -> str:
    return period_of(day) if day else "not_reported"


def residence(told: str | None, region: str) -> str:
    """Whether a person lives in the region of the incident: same_area, elsewhere, no_fixed_address."""
    if not told:
        return "not_reported"
    if "fixed" in told.casefold():
        return "no_fixed_address"
    found = region_of(told)
    if not found or region == "not_reported":
        return "unclear"
    return "same_area" if found[0] == region else "elsewhere"


def days_between(start: str | None, end: str | None) -> int | None:
    """Days from one ISO day to a later one, None where either is not a day."""
    try:
        days = (date.fromisoformat(end or "") - date.fromisoformat(start or "")).days
    except ValueError:
        return None
    return days if days >= 0 else None
