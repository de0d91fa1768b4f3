"""Bring articles on one event together: several articles, one incident; one person, one row.

Two incidents of different articles are one when the same group acted on the same day at the same
kind of place. The fuller or later article wins for outcomes, the earlier for the scene.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from casebook.records import Arrest, Incident, Record, Statement

Handle = tuple[str, ...]  # what names an event: its group, day and kind of place, else the article and the incident's key there

SCENE = ("type", "date", "location_type", "livestream", "audience", "disorder", "group", "region")
SILENT = (None, "", "not_reported", "none_reported", ())


@dataclass(frozen=True)
class Told:
    """A statement with the article that reports it and the case it belongs to."""

    article: str
    case: str
    statement: Statement
    incident: Handle | None
    number: int


class Telling(NamedTuple):
    """A person as one article tells of them: the record, the incident there, the event it is, the row."""

    record: Record
    incident: Incident
    handle: Handle
    arrest: Arrest


@dataclass(frozen=True)
class Episode:
    """One incident as all its articles tell it, with its persons."""

    handle: Handle
    incident: Incident
    arrests: tuple[Arrest, ...]
    articles: tuple[str, ...]
    last_report: str | None


@dataclass(frozen=True)
class Casefile:
    """All episodes, statements and articles that one release is made from."""

    articles: tuple[Record, ...]
    episodes: tuple[Episode, ...]
    statements: tuple[Told, ...] = field(repr=False, default=())


def link(records: Iterable[Record]) -> Casefile:
    """Join the incidents of all records that are one event; the order of the records does not matter."""
    ordered = sorted(records, key=lambda r: (r.published or "", r.id))
    groups: dict[Handle, list[tuple[Record, Incident]]] = {}
    for record in ordered:
        for incident in record.incidents:
            groups.setdefault(handle_of(record, incident), []).append((record, incident))
    home = {(r.id, i.key): handle for handle, group in groups.items() for r, i in group}
    cases = _cases(ordered, groups.values())
    return Casefile(
        articles=tuple(ordered),
        episodes=tuple(_episode(handle, group) for handle, group in groups.items()),
        statements=tuple(
            Told(r.id, cases[r.id], s, home.get((r.id, s.incident or "")), n) for r in ordered for n, s in enumerate(r.statements)
        ),
    )


def tellings(record: Record) -> Iterator[Telling]:
    """Every person of a record with the incident that the row is filed under."""
    scenes = {incident.key: incident for incident in record.incidents}
    for arrest in record.arrests:
        if scene := scenes.get(arrest.incident):
            yield Telling(record, scene, handle_of(record, scene), arrest)


def plain_name(name: str) -> str:
    """A name as it is compared: lower case, letters and digits only, without a leading article."""
    return re.sub(r"^the ", "", re.sub(r"[^\w]+", " ", name.casefold()).strip())


def handle_of(record: Record, incident: Incident) -> Handle:
    """What two tellings of one event share, whichever is read first; an incident without group and day stands alone."""
    if incident.group and incident.date and len(incident.date) == 10:
        return ("event", plain_name(incident.group), incident.date, incident.location_type)
    return (record.id, incident.key)


def _cases(records: Sequence[Record], groups: Iterable[Sequence[tuple[Record, Incident]]]) -> dict[str, str]:
    """The case of each article: that of the first article with which it shares an incident, else its own."""
    case = {r.id: r.id for r in records}
    for group in groups:
        for record, _ in group[1:]:
            case[record.id] = case[group[0][0].id]
    return case


def _episode(handle: Handle, group: list[tuple[Record, Incident]]) -> Episode:
    incident = group[0][1]
    for _, later in group[1:]:
        incident = _merge(incident, later, earlier_wins=SCENE)
    arrests: list[Arrest] = []
    for record, telling in group:
        for arrest in record.arrests:
            if arrest.incident == telling.key:
                _add_person(arrests, arrest)
    return Episode(
        handle=handle,
        incident=incident,
        arrests=tuple(arrests),
        articles=tuple(dict.fromkeys(r.id for r, _ in group)),
        last_report=max((r.published for r, _ in group if r.published), default=None),
    )


def _add_person(arrests: list[Arrest], new: Arrest) -> None:
    """Fold a telling into the row of the same person, or add a row."""
    for i, old in enumerate(arrests):
        if old.name and new.name and plain_name(old.name) == plain_name(new.name):
            arrests[i] = _merge(old, new, earlier_wins=("mention", "role", "age", "incident", "count", "person"))
            return
    arrests.append(new)


def _merge(old: Any, new: Any, earlier_wins: tuple[str, ...]) -> Any:
    """The later telling wins where it says something, save for the fields in which the earlier wins."""
    changes = {}
    for name, before in vars(old).items():
        after = getattr(new, name)
        if name not in ("key", "anchor", "evidence") and after not in SILENT and (before in SILENT or name not in earlier_wins):
            changes[name] = after
    return replace(old, **changes)
