"""Find the arguments of a statement about hunter groups: each theme with the words that show it.

An argument (`[[argument]]` in rules/themes*.toml) is a set of notions that stand together in one sentence, or
against the scene that the article tells, and the seats from which it is made. Faint arguments are read only
where somebody is quoted and nothing stronger was said.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casebook.reading.coding.notions import Sentence, sentences_that_may_hold
from casebook.records import Evidence

NO_ARGUMENT = "no_argument"
POLICE = ("police_senior", "police_other", "police_force")
BENCH = ("judge_court", "coroner")
GROUP = ("activist_group",)
STRUCK = ("target_suspect", "victim_family", "business_venue", "witness_public", "local_authority", "other")
TALK = ("politician", "charity_ngo", "academic_expert", "journalist_other", "witness_public", "other", "local_authority")
SEATS = {
    "police": POLICE,
    "bench": BENCH,
    "prosecutor": ("prosecutor",),
    "defence": ("defence",),
    "group": GROUP,
    "target": ("target_suspect",),
    "family": ("victim_family",),
    "witness": ("witness_public",),
    "venue": ("business_venue",),
    "council": ("local_authority",),
    "politician": ("politician",),
    "charity": ("charity_ngo",),
    "academic": ("academic_expert",),
    "platform": ("platform_company",),
    "other": ("other", "journalist_other"),
}
THEMES = (
    "hinders_investigations", "compromises_evidence", "prejudices_trial", "misidentification", "due_process_rights",
    "public_safety_violence", "harm_vulnerable_suspects", "harm_family_bystanders", "group_criminality", "diverts_resources",
    "no_safeguarding", "leave_it_to_police", "police_already_effective", "motives_questioned", "understands_motive",
    "evidence_useful", "police_lack_capacity", "groups_get_results", "deterrence", "child_protection_duty",
    "justice_too_lenient", "transparency_right_to_know", "responsible_practice", "stop_streaming", "cooperation_or_regulation",
    "enforcement_warning", "platform_responsibility", "offender_condemnation", "thanks_public_or_group",
)  # fmt: skip
FILES = ("themes.toml", "themes_faint.toml")
Found = dict[str, tuple[Evidence, ...]]


@dataclass(frozen=True)
class Argument:
    """Notions that make a theme where they stand together, who argues so, and sentences that prove it."""

    theme: str
    needs: tuple[str, ...]
    by: tuple[str, ...]
    unless: tuple[str, ...] = ()
    quoted: bool = False  # read only where words are quoted
    faint: bool = False  # read only where nothing else was said
    matches: tuple[str, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for seat in self.by for role in SEATS[seat])


def read_themes(sentences: Sequence[Sentence], scene: Mapping[str, Evidence], role: str, quoted: bool) -> Found:
    """Every theme that is argued from this seat, in the order of the codebook."""
    found = _read(_arguments_of(role, quoted, False), sentences, scene)
    if not found and quoted:
        found = _read(_arguments_of(role, quoted, True), sentences, scene)
    return {theme: found[theme] for theme in THEMES if theme in found}


def _read(arguments: Sequence[Argument], sentences: Sequence[Sentence], scene: Mapping[str, Evidence]) -> Found:
    found: Found = {}
    for argument in arguments:
        for sentence in sentences_that_may_hold(argument.needs, sentences, scene):
            if proof := _proof(argument, sentence, scene):
                shown = found.get(argument.theme, ())
                found[argument.theme] = (*shown, *(e for e in proof if e not in shown))
    return found


def _proof(argument: Argument, sentence: Sentence, scene: Mapping[str, Evidence]) -> list[Evidence]:
    """The words that show an argument in a sentence; none where a notion is missing."""
    proof = []
    for name in argument.needs:
        told = scene.get(name) or sentence.notion(name)
        if told is None:
            return []
        proof.append(told)
    return [] if any(name in scene or sentence.notion(name) for name in argument.unless) else proof


@cache
def arguments() -> tuple[Argument, ...]:
    """The arguments of the rule files, in file order."""
    folder = files("casebook.reading") / "rules"
    tables = (tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in FILES)
    return tuple(_argument(row) for table in tables for row in table["argument"])


def _argument(row: dict[str, Any]) -> Argument:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Argument(**values)


@cache
def _arguments_of(role: str, quoted: bool, faint: bool) -> tuple[Argument, ...]:
    """The arguments that a speaker in this role may make, in quoted or in reported words."""
    return tuple(a for a in arguments() if role in a.roles and a.faint == faint and (quoted or not a.quoted))


@cache
def themes_open_to(role: str) -> frozenset[str]:
    """The themes that a speaker in this role may argue at all."""
    return frozenset(a.theme for a in arguments() if role in a.roles)
