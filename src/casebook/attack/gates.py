"""Stop a release that an attack gets too far with: the largest figure that each attack may reach, from `[gates]`."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.attack.figures import Number
from casebook.attack.run import Report
from casebook.errors import DisclosureError, UsageError

FIXED: Mapping[str, float] = {"shared_words": 3, "dictionary_matches": 0, "byte_matches": 0, "canaries": 0}
"""Gates that every release has and that a policy may tighten but not loosen."""

WAYS_OUT: Mapping[str, str] = {
    "shared_words": "Take the words of a source out of the data.",
    "dictionary_matches": "Make every id and code name under a secret key ('casebook keygen').",
    "byte_matches": "Take what belongs to a source out of the named files.",
    "canaries": "Raise k or withhold a column.",
    "retrieval_hit_1": "Raise k, withhold a column or add articles.",
    "retrieval_hit_10": "Raise k, withhold a column or add articles.",
    "retrieval_persons_1": "Raise k, withhold a column or add articles.",
    "retrieval_persons_10": "Raise k, withhold a column or add articles.",
    "retrieval_above_chance": "Raise k, withhold a column or add articles.",
    "rerun_unique_correct": "Raise k, withhold a column or add articles.",
    "rerun_quasi_correct": "Raise k, withhold a column or add articles.",
    "rerun_incidents_correct": "Withhold a column of incidents or add articles.",
    "rerun_statements_correct": "Withhold a column of statements or add articles.",
    "singled_out": "Raise k, withhold a column or add articles.",
    "largest_gain": "Raise l, lower t or withhold a sensitive column.",
    "mean_gain": "Raise l, lower t or withhold a sensitive column.",
    "any_singled_out": "Raise l, lower t or withhold a sensitive column.",
    "any_largest_gain": "Raise l, lower t or withhold a sensitive column.",
    "any_mean_gain": "Raise l, lower t or withhold a sensitive column.",
    "fingerprints_correct": "Raise k, withhold a column or add articles.",
    "themes_correct": "Withhold the themes, cut the links of statements to articles or add articles.",
    "differenced": "Keep the recoding of the previous release, or wait for more articles.",
    "differenced_classes": "Keep the recoding of the previous release, or wait for more articles.",
}
"""The figures that a gate can be set for, and what helps against each."""


@dataclass(frozen=True)
class Failure:
    """A figure that is larger than its gate allows."""

    attack: str
    number: Number
    allowed: float
    files: tuple[str, ...]

    def sentence(self, k: int) -> str:
        """What failed, by how much and what to do; no value of any row."""
        where = f" in {', '.join(self.files)}" if self.files else ""
        way_out = WAYS_OUT[self.number.name]
        return (
            f"attack '{self.attack}': {self.number.name} is {self.number.words(k)}{where}, {self.allowed:g} is allowed. {way_out}"
        )


def read_gates(declared: Mapping[str, object]) -> dict[str, float]:
    """The gates of a policy with those that every release has.

    Shares are from 0 to 1, counts as they are. Raises UsageError for a figure that no attack gives, a gate that is
    no number of 0 or more, and one that loosens a gate that is fixed.
    """
    gates = dict(FIXED)
    for name, allowed in declared.items():
        if name not in WAYS_OUT:
            raise UsageError(f"release.toml: no attack gives '{name}'. Set a gate for one of {', '.join(WAYS_OUT)}.")
        if not isinstance(allowed, int | float) or isinstance(allowed, bool) or not allowed >= 0:
            raise UsageError(f"release.toml: the gate '{name}' is not a number of 0 or more. Give the largest figure allowed.")
        if name in FIXED and allowed > FIXED[name]:
            raise UsageError(f"release.toml: the gate '{name}' is {allowed:g} and can't be above {FIXED[name]:g}. Leave it out.")
        gates[name] = float(allowed)
    return gates


def verdicts(report: Report, gates: Mapping[str, float]) -> tuple[Failure, ...]:
    """The figures of a report that are larger than their gate allows; a gate of an attack that was not run asks for nothing."""
    return tuple(
        Failure(found.attack, number, gates[number.name], found.files)
        for found in report.figures
        for number in found.numbers
        if number.name in gates and number.share > gates[number.name]
    )


def enforce(report: Report, gates: Mapping[str, float]) -> None:
    """Raise DisclosureError with every gate that failed, one a line."""
    failures = verdicts(report, gates)
    if failures:
        raise DisclosureError("\n".join(failure.sentence(report.k) for failure in failures))
