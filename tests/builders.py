"""Builders that fill in what a test row does not say. All people, groups and places of print are invented."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from casebook.records import Arrest, Incident, Name, Record, Statement
from casebook.wall.keys import Key
from casebook.wall.policy import Policy
from casebook.wall.pseudonyms import Pseudonymiser

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples"
CARD = "# Card\n<!-- figures: here -->\n<!-- /figures -->\n"


def key(letter: str = "k") -> Key:
    return Key(letter.encode() * 32)


def pseudonymiser(**changes: Any) -> Pseudonymiser:
    return Pseudonymiser(**{"key": key(), **changes})


def policy(**changes: Any) -> Policy:
    values = {"name": "test", "title": "Test", "as_of": date(2026, 1, 1), "k": 2, "card": CARD}
    return Policy(**{**values, **changes})


def incident(key: str = "i1", **changes: Any) -> Incident:
    return Incident(**{"key": key, "anchor": (0, 4), "type": "sting_confrontation", **changes})


def arrest(incident: str = "i1", **changes: Any) -> Arrest:
    return Arrest(**{"incident": incident, "mention": (0, 4), "arrest": "arrested", "stage": "arrested", **changes})


def statement(**changes: Any) -> Statement:
    return Statement(**{"content": ((0, 4),), "speaker": (5, 7), "speaker_role": "police_force", "words": 12, **changes})


def record(
    article: str = "a1",
    incidents: Sequence[Incident] = (),
    arrests: Sequence[Arrest] = (),
    statements: Sequence[Statement] = (),
    names: Sequence[Name] = (),
    **changes: Any,
) -> Record:
    lists = {"incidents": incidents, "arrests": arrests, "statements": statements, "names": names}
    values = {"published": "2015-05-06", "words": 300, **changes}
    return Record(article, **{name: tuple(rows) for name, rows in lists.items()}, **values)
