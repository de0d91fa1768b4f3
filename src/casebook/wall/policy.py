"""What a release promises: k, who is held back, the date it is made for. Read from a `release.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from casebook.errors import UsageError

LINKED, OPEN = "safeguarded", "open"
TIERS = {LINKED: "release.toml", OPEN: "open.toml"}
"""The tiers that can be built, and the policy of each that ships with casebook."""
OPEN_K = 5
NEEDED: dict[str, tuple[type, str]] = {
    "name": (str, "a word"),
    "title": (str, "a line"),
    "as_of": (date, "a date such as 2026-11-01, without quotes"),
    "k": (int, "a whole number"),
}


@dataclass(frozen=True)
class Policy:
    """The declared settings of a release.

    `k` is the smallest equivalence class of persons on the joined view; `l` the fewest distinct values of a
    sensitive column in a class, `t` the farthest that a class may lie from the whole table in one (0 to 1;
    None asks for nothing); `sensitive` the columns that l and t are asked of, all sensitive ones where it is
    empty; `suppression_limit` the share of persons (0 to 1) who may be withheld, case by
    case; `weights` what a column's or link's detail is worth, 1 where nothing is said; `gates` the largest
    figure that each attack may reach; `columns` what the open tier, and no other, shows of each table; `demo`
    says that all in the release is invented and its key is public; `synthetic` is the number of cases of the synthetic
    companion, 0 for none; `as_of` the day the release speaks from.
    """

    name: str
    title: str
    as_of: date
    k: int
    weights: Mapping[str, float] = field(default_factory=dict)
    l: int = 1  # noqa: E741  (the field's own word)
    t: float | None = None
    sensitive: tuple[str, ...] = ()
    suppression_limit: float = 0.0
    group_min_incidents: int = 3
    stale_after_years: int = 5
    tier: str = LINKED
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    epoch: int = 1
    gates: Mapping[str, float] = field(default_factory=dict)
    demo: bool = False
    synthetic: int = 0
    card: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that would protect nobody."""
        if self.k < 2:
            raise UsageError(f"release.toml: k is {self.k}; it must be 2 or more. Below that nobody is protected.")
        if not 0 <= self.suppression_limit < 1:
            raise UsageError(f"release.toml: suppression_limit is {self.suppression_limit}; it must be from 0 to below 1.")
        if not 1 <= self.l <= self.k:
            raise UsageError(f"release.toml: l is {self.l}; it must be from 1 to k, which is {self.k}.")
        if self.t is not None and not 0 <= self.t <= 1:
            raise UsageError(f"release.toml: t is {self.t}; it must be from 0 to 1. Leave it out to ask for nothing.")
        if self.synthetic < 0:
            raise UsageError(f"release.toml: synthetic is {self.synthetic}; it must be 0 or more. 0 leaves the companion out.")
        self._check_tier()
        for name, weight in self.weights.items():
            if not isinstance(weight, int | float) or weight <= 0:
                raise UsageError(f"release.toml: the weight of '{name}' is not a number above 0. Leave it out for 1.")

    def _check_tier(self) -> None:
        if self.tier not in TIERS:
            raise UsageError(f"release.toml: there is no tier '{self.tier}'. Choose from {', '.join(TIERS)}.")
        if self.tier == OPEN and self.k < OPEN_K:
            raise UsageError(f"release.toml: k is {self.k}; the open tier asks for {OPEN_K} or more.")
        if (self.tier == OPEN) != bool(self.columns):
            need = "no table has columns; list those to show under [columns]" if self.tier == OPEN else "it shows all columns"
            raise UsageError(f"release.toml: the tier is '{self.tier}' and {need}. Only the open tier has [columns].")


def load_policy(path: Path | None = None, tier: str | None = None) -> Policy:
    """The policy in a file, by default the one of a tier that ships with casebook (`dataset/release.toml`, `open.toml`).

    Raises UsageError where the file can't be read or is of another tier than asked for.
    """
    shipped = TIERS[tier or LINKED]
    policy = _load(path, default_text(shipped) if path is None else _read(path), shipped)
    if tier and policy.tier != tier:
        raise UsageError(f"{path or shipped}: it is a policy of the tier '{policy.tier}', not '{tier}'. Name one with --policy.")
    return policy


def _load(path: Path | None, text: str, shipped: str) -> Policy:
    where = path or shipped
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"{where}: not valid TOML ({problem}). Mend the line it names.") from None
    return _policy(where, table, path)


def default_text(name: str) -> str:
    """A file that ships with casebook: the packaged copy, else the checkout's."""
    packaged = files("casebook") / "defaults" / name
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    root = Path(__file__).parents[3]
    return next(p for p in (root / "dataset" / name, root / name) if p.is_file()).read_text(encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path}: cannot be read. Name a release.toml with --policy, or leave it out for the default.") from None


def _policy(where: Any, table: dict[str, Any], path: Path | None) -> Policy:
    known = {f.name for f in fields(Policy)} - {"card"}
    unknown = sorted(set(table) - known - {"card"})
    if unknown:
        raise UsageError(f"{where}: unknown setting '{unknown[0]}'. Known are {', '.join(sorted(known))}, card.")
    wrong = [f"{name} ({hint})" for name, (kind, hint) in NEEDED.items() if not isinstance(table.get(name), kind)]
    if wrong:
        raise UsageError(f"{where}: missing or of the wrong kind: {', '.join(wrong)}. Set it as dataset/release.toml does.")
    card = table.pop("card", "DATASET_CARD.md")
    text = default_text(card) if path is None else _read(path.parent / card)
    columns = _columns(where, table.get("columns", {}))
    return Policy(**{**table, "sensitive": tuple(table.get("sensitive", ())), "columns": columns, "card": text})


def _columns(where: Any, declared: Any) -> dict[str, tuple[str, ...]]:
    lists = declared.values() if isinstance(declared, dict) else [None]
    if not all(isinstance(listed, list) and all(isinstance(name, str) for name in listed) for listed in lists):
        raise UsageError(f'{where}: [columns] is no table of lists. Write incidents = ["incident_type", "period"].')
    return {table: tuple(names) for table, names in declared.items()}
