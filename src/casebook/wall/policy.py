"""What a release promises: k, who is held back, the date it is made for. Read from a `release.toml`."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from casebook.errors import UsageError

NEEDED: dict[str, tuple[type, str]] = {
    "name": (str, "a word"),
    "title": (str, "a line"),
    "as_of": (date, "a date such as 2026-11-01, without quotes"),
    "k": (int, "a whole number"),
    "keep_first": (list, "a list of columns"),
}


@dataclass(frozen=True)
class Policy:
    """The declared settings of a release.

    `k` is the smallest equivalence class of persons on the joined view; `suppression_limit` the share
    of persons (0 to 1) whose quasi-identifiers may be withheld one by one; `keep_first` the columns in the
    order in which detail is given back while k still holds; `as_of` the day the release speaks from.
    """

    name: str
    title: str
    as_of: date
    k: int
    keep_first: tuple[str, ...]
    suppression_limit: float = 0.0
    group_min_incidents: int = 3
    stale_after_years: int = 5
    tier: str = "safeguarded"
    epoch: int = 1
    card: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that would protect nobody."""
        if self.k < 2:
            raise UsageError(f"release.toml: k is {self.k}; it must be 2 or more. Below that nobody is protected.")
        if not 0 <= self.suppression_limit < 1:
            raise UsageError(f"release.toml: suppression_limit is {self.suppression_limit}; it must be from 0 to below 1.")


def load_policy(path: Path | None = None) -> Policy:
    """The policy in a file, by default the one that ships with casebook (`dataset/release.toml`)."""
    text = default_text("release.toml") if path is None else _read(path)
    where = path or "release.toml"
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
    return (root / ("dataset" if name.endswith(".toml") else ".") / name).read_text(encoding="utf-8")


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
    return Policy(**{**table, "keep_first": tuple(table["keep_first"]), "card": text})
