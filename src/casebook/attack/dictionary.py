"""Try every name of the sources, through common hashes and through our own code without the key, on ids and code names."""

import hashlib
from binascii import b2a_base64
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from casebook.attack.figures import Figures, Number
from casebook.attack.names import names_of
from casebook.attack.release import Release, cells
from casebook.attack.sources import Parts, Sources, Truth
from casebook.link import plain_name
from casebook.wall.codenames import draw
from casebook.wall.keys import KEY_BYTES, Key, load_key
from casebook.wall.pseudonyms import DOMAIN, Pseudonymiser

HASHES: tuple[Callable[[bytes], Any], ...] = (
    hashlib.md5, hashlib.sha1, hashlib.sha224, hashlib.sha256, hashlib.sha384, hashlib.sha512,
    hashlib.sha3_256, hashlib.sha3_512, hashlib.blake2s, hashlib.blake2b,
)  # fmt: skip
KINDS = ("person", "group", "speaker", "arr")
PREFIXES = (DOMAIN, *KINDS, *(f"{DOMAIN}/{kind}" for kind in KINDS))
SEPARATORS = ("", " ", "/", "|", ":", "_")
SHORTEST = 12  # a multiple of four; characters of an id; of shorter ones some would be hit by chance
TABLES = {"arrests": "person", "incidents": "group", "statements": "speaker"}
MEANING = (
    "Of {dictionary_names} names tried as plain hashes and through our code without the key, {dictionary_matches} "
    "give a released id or code name."
)


def try_names(release: Release, sources: Sources) -> Figures:
    """Released ids and code names that somebody without the key can compute from a name.

    Ids are compared whole and cut to their length; code names (of thirteen thousand million) with that of their own thing.
    """
    names = names_of(sources)
    called = (_written(name, PREFIXES) for name in (*names.people, *names.groups, *names.places))
    parts = (_written(part) for part in names.parts(3))
    joined = (sep.join(parts) for parts in sources.truth.parts.values() for sep in SEPARATORS)
    ids = _Ids(release)
    hashed = ids.hit_by_hash(dict.fromkeys(chain(*called, *parts, names.titles, joined)))
    own = ids.hit_by_our_code(sources.truth)
    drawn = _hit_code_names(release, sources.truth)
    numbers = (Number("dictionary_matches", len(hashed | own) + drawn), Number("dictionary_names", len(names.whole)))
    return Figures("dictionary", MEANING, numbers)


@cache
def weak_keys(demo_too: bool = True) -> tuple[bytes, ...]:
    """Keys that anybody can guess: none, zeros, and the demo key of the examples where they are there."""
    demo = Path(__file__).parents[3] / "examples" / "demo.key"
    return (b"", bytes(KEY_BYTES), *([load_key(demo).secret] if demo_too and demo.is_file() else []))


def _written(name: str, prefixes: Iterable[str] = ()) -> Iterator[str]:
    """The ways of writing a name, plain and after the kinds and the domain that our own code uses."""
    plain = plain_name(name)
    words = plain.split()
    yield from (name, name.casefold(), name.upper(), name.title(), plain)
    yield from (sep.join(words) for sep in ("", "-", "_", "."))
    yield " ".join(reversed(words))
    yield from (f"{prefix}{sep}{plain}" for prefix in prefixes for sep in ("", ":", "/"))


class _Ids:
    """The released ids, whole and without the prefix that tells their kind."""

    def __init__(self, release: Release) -> None:
        values = {c for rows in release.tables.values() for row in rows for c in cells(row)} - release.contract.known
        self._whole = frozenset(v for v in values if " " not in v)
        tails = (v.partition("_")[2] or v for v in self._whole)
        self._tails = {v.replace("-", "+").replace("_", "/"): v for v in tails if len(v) >= SHORTEST}
        self._heads = frozenset(v[:SHORTEST].encode() for v in self._tails)

    def hit_by_hash(self, names: Iterable[str]) -> set[str]:
        """The ids that are a hash of a name, in hex or base64, whole or cut."""
        near = (text for name in names for digest in _digests(name) for text in self._near(digest))
        hits = (self._tails.get(text[:length]) for text in near for length in range(len(text) + 1))
        return {hit for hit in hits if hit}

    def _near(self, digest: bytes) -> Iterator[str]:
        """A digest in hex and in base64 where some id begins like it."""
        head = digest[: SHORTEST * 3 // 4]
        if head.hex()[:SHORTEST].encode() in self._heads:
            yield digest.hex()
        if b2a_base64(head, newline=False) in self._heads:
            yield b2a_base64(digest, newline=False).decode("ascii")

    def hit_by_our_code(self, truth: Truth) -> set[str]:
        """The ids that our own code makes of what names the row, with a key that anybody could guess."""
        made = (
            intruder.keyed_id(key.partition("_")[0], *parts)
            for key, whole in truth.parts.items()
            for parts in (whole, whole[-1:])
            for intruder in (*_intruders(truth), _intruder(truth, whole[-1].encode("utf-8")))
        )
        return {i.partition("_")[2] for i in made if i in self._whole}


def _intruders(truth: Truth) -> list[Pseudonymiser]:
    return [_intruder(truth, key) for key in weak_keys(demo_too=not truth.demo)]


def _intruder(truth: Truth, key: bytes) -> Pseudonymiser:
    """Our own code in the hands of somebody who guesses a key."""
    return Pseudonymiser(Key(key, truth.epoch), truth.tier, truth.epoch)


def _digests(name: str) -> Iterator[bytes]:
    data = name.encode("utf-8", "surrogatepass")
    return (digest(data).digest() for digest in HASHES)


def _hit_code_names(release: Release, truth: Truth) -> int:
    """How many things have a code name that some way of computing gives."""
    shown = _shown(release, truth)
    ways = _ways(truth)
    return sum(any(draw(way(*bearer)) == name for way in ways) for bearer, name in shown.items())


def _shown(release: Release, truth: Truth) -> dict[tuple[str, Parts], str]:
    """The code name of all who have one in the release and a name in the sources, by kind and parts."""
    keys = {name: release.contract.tables[name].key for name in TABLES}
    rows = ((row[keys[table]], row[column]) for table, column in TABLES.items() for row in release.tables[table])
    shown = {truth.bearers[key]: name for key, name in rows if key in truth.bearers and name and " " in name}
    return {(kind, parts): name for (kind, parts), name in shown.items() if not parts[-1].startswith("#")}


def _ways(truth: Truth) -> list[Callable[[str, Parts], bytes]]:
    """Ways of getting from kind and parts to the seed of a code name without the key."""
    guessed = _intruders(truth)
    return [
        *(lambda kind, parts, by=by: by.digest(kind, *parts) for by in guessed),
        *(lambda kind, parts, by=by: by.digest(kind, parts[-1]) for by in guessed),
        lambda kind, parts: _intruder(truth, parts[-1].encode("utf-8")).digest(kind, *parts),
        *(lambda _, parts, digest=digest: digest(parts[-1].encode("utf-8")).digest() for digest in HASHES),
    ]
