"""The working record: what extraction gives, with names and exact words. Never released.

Field names and codes are those of the working-record format and the codebook; a record
is frozen, every span is `[start, end)` in characters of the article's text as read, and
every field that says something carries the evidence that proves it. A row's `confidence` is the
share of its fields that is expected to be right; `review` says why somebody should read it again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

Span = tuple[int, int]


@dataclass(frozen=True)
class Evidence:
    """The words that prove a field (`span`) and the rule that read them."""

    span: Span
    rule: str


Proof = Mapping[str, tuple[Evidence, ...]]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("type", "date", "location_type", "livestream", "audience", "disorder", "police_outcome"),
    "arrests": (
        "role", "age", "sex", "residence", "arrest", "release", "bail_until", "charge",
        "offences", "plea", "verdict", "sentence", "custody_months", "stage", "count",
    ),
    "statements": ("speaker", "speaker_role", "directness", "channel", "stance_groups", "themes", "speech_act"),
}  # fmt: skip
"""The fields in which a row of each list says something: what is scored, and how sure a row is of itself."""
SILENT = frozenset((None, "", "not_reported", "not_applicable", "none_reported", "none_explicit", "no_argument"))
LISTED = (list, tuple)


@dataclass(frozen=True)
class Article:
    """One news article as read; `published` is an ISO date or None."""

    id: str
    text: str = field(repr=False)
    published: str | None = None
    outlet: str | None = field(default=None, repr=False)
    outlet_type: str = "not_reported"
    url: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Name:
    """One mention: `kind` is person or address; mentions of one person share `person` ("p1")."""

    span: Span
    kind: str = "person"
    person: str | None = None
    rule: str = ""


@dataclass(frozen=True)
class Date:
    """One calendar expression; `value` is None where nothing settles it."""

    span: Span
    value: str | None
    precision: str | None
    rule: str = ""


@dataclass(frozen=True)
class Incident:
    """One episode at one place and one continuous time. `group` and `region` serve the release."""

    key: str
    anchor: Span
    type: str
    date: str | None = None
    location_type: str = "not_reported"
    livestream: str = "not_reported"
    audience: int | None = None
    disorder: str = "not_reported"
    police_outcome: str = "not_reported"
    group: str | None = field(default=None, repr=False)
    region: str = "not_reported"
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    evidence: Proof = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Arrest:
    """One person (or counted set of persons) in one incident; `person` is the id used in names."""

    incident: str
    mention: Span
    role: str = "suspect"
    count: int = 1
    age: int | None = field(default=None, repr=False)
    sex: str = "not_reported"
    residence: str | None = field(default=None, repr=False)
    arrest: str = "not_reported"
    release: str = "not_reported"
    bail_until: str | None = None
    charge: str = "not_reported"
    offences: tuple[str, ...] = ()
    plea: str = "none_reported"
    verdict: str = "not_reported"
    sentence: str = "not_reported"
    custody_months: int | None = None
    stage: str = "confronted"
    restriction: bool = False
    person: str | None = None
    name: str | None = field(default=None, repr=False)
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    evidence: Proof = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Statement:
    """One uninterrupted stretch of reported speech; `voice` names the speaker across the article."""

    content: tuple[Span, ...]
    speaker: Span | None
    speaker_role: str = "other"
    directness: str = "indirect"
    channel: str = "not_reported"
    incident: str | None = None
    stance_groups: str = "neutral"
    themes: tuple[str, ...] = ("no_argument",)
    speech_act: str = "assert_fact"
    words: int = 0
    voice: str | None = field(default=None, repr=False)
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    evidence: Proof = field(default_factory=dict, repr=False)


def says_nothing(field: str, value: Any) -> bool:
    """Is a field as good as empty? A list is where each of its codes is; a row that stands for one person need not say so."""
    if isinstance(value, LISTED):
        return SILENT.issuperset(value)
    return value in SILENT or (field == "count" and value == 1)


@dataclass(frozen=True)
class Record:
    """All that was read from one article."""

    id: str
    published: str | None = None
    outlet_type: str = "not_reported"
    genre: str = "spot_news"
    words: int = 0
    names: tuple[Name, ...] = field(default=(), repr=False)
    dates: tuple[Date, ...] = ()
    incidents: tuple[Incident, ...] = ()
    arrests: tuple[Arrest, ...] = ()
    statements: tuple[Statement, ...] = ()

    def to_json(self) -> str:
        """One line of JSON, the same bytes for the same record."""
        return json.dumps(self, default=vars, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Rebuild a record; raises ValueError where the line is not one."""
        try:
            data = json.loads(line)
            return cls(**{**data, **{k: _rows(kind, data.get(k, ())) for k, kind in _LISTS.items()}})
        except (TypeError, KeyError, AttributeError) as problem:
            raise ValueError("not a working record") from problem


_LISTS: dict[str, type] = {"names": Name, "dates": Date, "incidents": Incident, "arrests": Arrest, "statements": Statement}


def _rows(kind: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    known = {f.name for f in fields(kind)}
    return tuple(kind(**{k: _frozen(k, v) for k, v in row.items() if k in known}) for row in rows)


def _frozen(key: str, value: Any) -> Any:
    if key == "evidence":
        return {k: tuple(Evidence(tuple(e["span"]), e["rule"]) for e in v) for k, v in value.items()}
    if key == "content":
        return tuple((s, e) for s, e in value)
    return tuple(value) if isinstance(value, list) else value
