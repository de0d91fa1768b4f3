"""Keyed ids and code names: HMAC-SHA-256, separated by kind, tier and key epoch.

Without the key a dictionary of every name in the sources recovers nothing. With it the same input
gives the same pseudonym on any machine and in any order; nothing here is stored.

A code name follows from its own thing alone, so that new articles rename nobody. There are 110 x 131 pairs of words
with 900,000 numbers each, 13 thousand million names; n things are expected to hold n²/26e9 pairs that draw the same one
(a table of 2,000 does so once in 6,500 releases; a million things hold 38). Of such a pair the one with the smaller digest
keeps the name and the other draws again: in a table no two are ever alike. So a newcomer renames somebody only where it
draws a name that is held, with a smaller digest: a chance of n/26e9 (1 in 13 million for a table of 2,000); ids stay.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from casebook.errors import SecretError
from casebook.wall.codenames import draw
from casebook.wall.keys import Key

DOMAIN = "casebook/2"
ID_CHARS = 16


@dataclass(frozen=True)
class Pseudonymiser:
    """Makes pseudonyms under one key for one tier of release and one epoch, which must be the key's.

    Raises SecretError where it is not: pseudonyms of two epochs never meet in a release.
    """

    key: Key
    tier: str = "safeguarded"
    epoch: int = 1

    def __post_init__(self) -> None:
        """Refuse the key of another epoch."""
        if self.key.epoch != self.epoch:
            raise SecretError(
                f"the key is of epoch {self.key.epoch}, the release of epoch {self.epoch}. "
                f"Give the key of that epoch, or set epoch = {self.key.epoch} in release.toml."
            )

    def digest(self, kind: str, *parts: str) -> bytes:
        """32 bytes for the thing that `kind` and `parts` name; every part is length-prefixed.

        Halves of surrogate pairs pass, for the error of a codec would hold the name.
        """
        encoded = [part.encode("utf-8", "surrogatepass") for part in (DOMAIN, self.tier, str(self.epoch), kind, *parts)]
        message = b"".join(len(e).to_bytes(8, "big") + e for e in encoded)
        return hmac.new(self.key.secret, message, hashlib.sha256).digest()

    def keyed_id(self, kind: str, *parts: str) -> str:
        """An opaque id such as `inc_3f9a…`: 64 bits, so that two of a million things meet once in 37 million tables.

        `validate` stops a release in which two did.
        """
        return f"{kind}_{self.digest(kind, *parts).hex()[:ID_CHARS]}"

    def code_names(self, kind: str, things: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """A different code name for each thing, by the parts that name it; the order of `things` does not matter."""
        names: dict[tuple[str, ...], str] = {}
        taken: set[str] = set()
        for digest, parts in sorted((self.digest(kind, *parts), parts) for parts in set(things)):
            names[parts] = next(name for attempt in count() if (name := draw(digest, attempt)) not in taken)
            taken.add(names[parts])
        return names
