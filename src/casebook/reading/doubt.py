"""Say how sure each row is, and mark for review what is contradictory, delicate or weakly supported.

How far a field may be trusted was counted on articles that no rule was written for: how often it was right
when it rested on a kind of evidence (`lexicon/reliability.toml`, printed by `scripts/calibrate.py`). Fields that
contradict one another become `unclear`, both of them: never a guess.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from casebook.contract import load_contract
from casebook.contract.declared import Rule
from casebook.reading.rows import Row, changed
from casebook.records import FIELDS, Arrest, Incident, Proof, Statement, says_nothing

UNCLEAR = "unclear"
ANY, UNSHOWN = "any", "unshown"
ENOUGH = 8  # cases from which a kind of evidence is counted by itself
WEAK = 0.5  # a field that is right less often than this is for review
ADULT = 18
KNOWN = 4096  # combinations of evidence of which it is remembered how sure a row is


def weigh_incident(row: Incident) -> Incident:
    """An incident with its confidence and its reasons for review."""
    return _weighed("incidents", row, ())


def weigh_arrest(row: Arrest, name: str | None = None) -> Arrest:
    """An arrest of a person of this name: contradictory fields made `unclear`, its confidence and its reasons for review."""
    settled, reasons = settle(row)
    return _weighed("arrests", settled, (*_delicate(row), *reasons), name=name)


def weigh_statement(row: Statement, words: int = 0) -> Statement:
    """A statement of so many words with its confidence and its reasons for review."""
    return _weighed("statements", row, (), words=words)


def support(proof: Proof, field: str) -> str:
    """The kind of evidence a field rests on: the family of the first rule that shows it."""
    shown = proof.get(field, ())
    return shown[0].rule.partition(".")[0] if shown else UNSHOWN


@cache
def reliability(kind: str, field: str, supported: str) -> float:
    """How often a field is right with this kind of evidence, from 0 to 1 (Laplace's rule of succession)."""
    counted = _counted().get(kind, {}).get(field, {})
    right, total = counted.get(supported, (0, 0))
    if total < ENOUGH:
        right, total = counted.get(ANY, (0, 0))
    return (right + 1) / (total + 2)


@cache
def _counted() -> Mapping[str, Mapping[str, Mapping[str, tuple[int, int]]]]:
    source = files("casebook.reading") / "lexicon" / "reliability.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(KNOWN)
def _trust(kind: str, supported: tuple[tuple[str, str], ...]) -> tuple[float, tuple[str, ...]]:
    """How sure a row is whose fields rest on such evidence, and which of them are weak."""
    trust = {field: reliability(kind, field, evidence) for field, evidence in supported}
    weak = tuple(f"{field}: weakly supported" for field, share in trust.items() if share < WEAK)
    return (round(sum(trust.values()) / len(trust), 2) if trust else 0.0), weak


def _weighed(kind: str, row: Row, reasons: Sequence[str], **changes: Any) -> Row:
    told, proof = row.__dict__, row.evidence
    supported = tuple([(f, support(proof, f)) for f in FIELDS[kind] if not says_nothing(f, told[f])])
    sure: tuple[float, tuple[str, ...]] = _trust(kind, supported)
    return changed(row, confidence=sure[0], review=(*reasons, *sure[1]), **changes)


def _delicate(row: Arrest) -> list[str]:
    """What somebody must read before anything else: whom the law hides, and children."""
    named = ["restriction: words of a reporting restriction"] if row.restriction else []
    return named + (["age: under 18"] if row.age is not None and row.age < ADULT else [])


def settle(row: Arrest) -> tuple[Arrest, list[str]]:
    """A row whose contradictory fields are `unclear`, and what contradicted what; no rule is broken afterwards."""
    reasons: list[str] = []
    while broken := next((found for rule in _field_rules() if (found := _broken(row, rule))), None):
        rule, fields = broken
        reasons.append(f"{', '.join(fields)}: contradicts {', '.join(rule.when)} ({rule.id})")
        unclear: dict[str, Any] = dict.fromkeys([*fields, *rule.when], UNCLEAR)
        row = changed(row, **unclear)
    return row, reasons


def _broken(row: Arrest, rule: Rule) -> tuple[Rule, list[str]] | None:
    """The fields that break a rule; None where it holds."""
    if not all(getattr(row, name) in codes for name, codes in rule.when.items()):
        return None
    fields = [name for name, codes in rule.then.items() if getattr(row, name) not in codes]
    return (rule, fields) if fields else None


@cache
def _field_rules() -> tuple[Rule, ...]:
    """The contract's rules between the fields that an arrest has in the working record too."""
    known = set(FIELDS["arrests"])
    return tuple(r for r in load_contract().rules if r.table == "arrests" and r.then and known >= {*r.when, *r.then})
