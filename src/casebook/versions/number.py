"""Read versions x.y.z, put them in order and find the smallest that may follow one."""

import re
from dataclasses import dataclass
from enum import IntEnum

from casebook.errors import UsageError

FORM = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


class Bump(IntEnum):
    """How far a version must be from the one before it. Major: structure or a meaning; minor: new cases; patch: corrections."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, order=True)
class Version:
    """A version of data, semantic and bare."""

    major: int
    minor: int
    patch: int

    @classmethod
    def read(cls, text: str) -> "Version":
        """The version that a text such as "1.0.0" names; raises UsageError where it names none."""
        found = FORM.fullmatch(text)
        if not found:
            raise UsageError(f"'{text}' is not a version. Give three numbers such as 0.1.0, without a leading v.")
        return cls(*map(int, found.groups()))

    @property
    def draft(self) -> bool:
        """Whether the next version replaces it: 0.x promises nothing."""
        return self.major == 0

    def after(self, bump: Bump) -> "Version":
        """The smallest version that is that far from this one, or a patch where nothing changed: no number is used twice."""
        if bump == Bump.MAJOR:
            return Version(self.major + 1, 0, 0)
        if bump == Bump.MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def check_step(old: str, new: str, bump: Bump) -> None:
    """Refuse a version that does not say what changed since the old one.

    Raises UsageError, naming the smallest version allowed, where `new` is not larger than `old`, or nearer to it than
    `bump`. A draft may be followed by anything larger.
    """
    before, version = Version.read(old), Version.read(new)
    least = before.after(Bump.NONE if before.draft else bump)
    if version < least:
        why = f"what changed since {old} is {bump.name.lower()}" if bump and not before.draft else f"it follows {old}"
        raise UsageError(f"version {new} is too small: {why}. The smallest allowed is {least}.")
