"""Keyed ids and code names: HMAC-SHA-256, separated by kind, tier and key epoch.

Without the key a dictionary of every name in the sources recovers nothing. With it the same input
gives the same pseudonym on any machine and in any order; nothing here is stored.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.wall.codenames import draw, numbered
from casebook.wall.keys import Key

DOMAIN = "casebook/1"
ID_CHARS = 16


@dataclass(frozen=True)
class Pseudonymiser:
    """Makes pseudonyms under one key for one tier of release and one epoch of the key."""

    key: Key
    tier: str = "safeguarded"
    epoch: int = 1

    def digest(self, kind: str, *parts: str) -> bytes:
        """32 bytes for the thing that `kind` and `parts` name; every part is length-prefixed."""
        encoded = [field.encode("utf-8") for field in (DOMAIN, self.tier, str(self.epoch), kind, *parts)]
        message = b"".join(len(e).to_bytes(8, "big") + e for e in encoded)
        return hmac.new(self.key.secret, message, hashlib.sha256).digest()

    def keyed_id(self, kind: str, *parts: str) -> str:
        """An opaque id such as `inc_3f9a…` (64 bits)."""
        return f"{kind}_{self.digest(kind, *parts).hex()[:ID_CHARS]}"

    def code_names(self, kind: str, things: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """A different code name for each thing, by the parts that name it.

        Where several draw the same one they are numbered in the order of their digests, so the order
        of `things` does not matter.
        """
        names: dict[tuple[str, ...], str] = {}
        drawn = Counter[str]()
        for digest, parts in sorted((self.digest(kind, *parts), parts) for parts in set(things)):
            name = draw(digest)
            drawn[name] += 1
            names[parts] = numbered(name, drawn[name])
        return names
