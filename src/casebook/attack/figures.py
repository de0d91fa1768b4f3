"""What an attack found, in named numbers that single nobody out when they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casebook.release.risk import rounded


@dataclass(frozen=True)
class Number:
    """One result. `of` makes it a share of so many; `private` counts rows or persons, told as "fewer than k" below k."""

    name: str
    value: float
    of: int | None = None
    private: bool = False

    @property
    def share(self) -> float:
        """The value divided by what it is of; the value itself where it is of nothing. Gates compare this."""
        return self.value if self.of is None else self.value / self.of if self.of else 0.0

    def told(self, k: int) -> Any:
        """The number as a report may give it; a share of fewer than k is left out with its count."""
        if not self.private:
            return round(self.share, 2)
        count = rounded(int(self.value), k)
        if self.of is None:
            return count
        return {"count": count, "of": self.of, **({} if isinstance(count, str) else {"share": round(self.share, 2)})}

    def words(self, k: int) -> str:
        """The same in a sentence: "12 of 340 (0.04)"."""
        told = self.told(k)
        if not isinstance(told, dict):
            return str(told)
        return f"{told['count']} of {told['of']}" + (f" ({told['share']})" if "share" in told else "")


@dataclass(frozen=True)
class Figures:
    """The numbers of one attack, the most telling first; `meaning` is a sentence with their names in braces.

    `files`: the released files in which something was found.
    """

    attack: str
    meaning: str
    numbers: tuple[Number, ...]
    files: tuple[str, ...] = ()

    def by_name(self) -> Mapping[str, Number]:
        """The numbers by their names."""
        return {number.name: number for number in self.numbers}

    def sentence(self, k: int) -> str:
        """What was found, in plain words."""
        return self.meaning.format(**{number.name: number.words(k) for number in self.numbers})
