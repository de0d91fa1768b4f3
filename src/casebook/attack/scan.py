"""Scan every byte of a release for the names, addresses, titles, outlets and URLs of its sources."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from tempfile import NamedTemporaryFile
from typing import Any

from casebook.attack.figures import Figures, Number
from casebook.attack.names import Names, names_of
from casebook.attack.release import Release, rows_of
from casebook.attack.sources import Sources
from casebook.contract import read_schema, schema_folder
from casebook.errors import UsageError

HEAD = 5
LETTERS = 4
BARE = 8
PARQUET = b"PAR1"
STATA, SPSS = b"<stata_dta>", b"$FL"
PACKAGES = (STATA, SPSS)
MASK = "«masked»"
WRITERS = ("release", "derive", "synthetic", "versions")
MEANING = (
    "Names, addresses, titles, outlets and URLs of the articles found in the bytes of the release: {byte_matches}, "
    "in {byte_files} of its files."
)
Heads = Mapping[str, list[str]]


def find_bytes(release: Release, sources: Sources, card: str = "") -> Figures:
    """How many private strings stand in how many files, in UTF-8 or UTF-16, and in which files (never which strings; a file
    whose own name holds one is masked).

    Parquet, Stata and SPSS files are scanned as they are and decoded. Case, spaces and punctuation are set aside. Whole
    words only. What the contract says itself is no find, nor is a word of fewer than four letters, or one (or a phrase
    without a capital letter) that the `card` or the code that writes releases uses.
    """
    needles = Needles(names_of(sources), card)
    found = {path: needles.count(path, data) for path, data in release.files.items()}
    struck = tuple(sorted(MASK if needles.count(path, b"") else path for path, count in found.items() if count))
    numbers = (Number("byte_matches", sum(found.values())), Number("byte_files", len(struck)))
    return Figures("bytes", MEANING, numbers, struck)


class Needles:
    """Private strings, ready to be looked for in files."""

    def __init__(self, names: Names, card: str = "") -> None:
        written = (*names.whole, *names.parts(LETTERS))
        proper = {_plain(name) for name in written if name != name.lower()}
        ours, phrases = _Ours(f"{contract_text()}\n{writers_text()}\n{card}"), _Ours(contract_text())
        wanted = sorted({_plain(name) for name in written})
        kept = [w for w in wanted if not (phrases if " " in w and w in proper else ours).holds(w) and _has_sense(w)]
        self._words = frozenset(w for w in kept if " " not in w)
        self._phrases = _by_first_word(w for w in kept if " " in w)
        self._bare = _heads(w for w in kept if len(w) >= BARE)

    def count(self, path: str, data: bytes) -> int:
        """How many different private strings the name or the bytes of a file hold."""
        found = self._in(f"{path}\n{_decoded(data)}")
        try:
            found |= self._in(data.decode("utf-8"))
        except UnicodeDecodeError:
            found |= set(_found(_plain(data.decode("utf-8", "replace")), self._bare))
        for text in _utf16(data):
            found |= self._in(text)
        return len(found)

    def _in(self, text: str) -> set[str]:
        """The private strings that stand in a text as whole words."""
        plain = _plain(text)
        words = frozenset(plain.split())
        begun = (phrase for first in words & self._phrases.keys() for phrase in self._phrases[first])
        return {*(words & self._words), *(phrase for phrase in begun if f" {phrase} " in f" {plain} ")}


class _Ours:
    """Text of the project itself: what it holds is no find."""

    def __init__(self, text: str) -> None:
        self._text = f" {_plain(text)} "

    def holds(self, needle: str) -> bool:
        return f" {needle} " in self._text


def _has_sense(needle: str) -> bool:
    """Whether finding it says something: several words, or a long enough one that is no number."""
    return " " in needle or (len(needle) >= LETTERS and not needle.isdigit())


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _by_first_word(phrases: Iterable[str]) -> Heads:
    firsts: dict[str, list[str]] = {}
    for phrase in phrases:
        firsts.setdefault(phrase.split()[0], []).append(phrase)
    return firsts


def _heads(needles: Iterable[str]) -> Heads:
    """Needles by their first letters."""
    heads: dict[str, list[str]] = {}
    for needle in needles:
        heads.setdefault(needle[:HEAD], []).append(needle)
    return heads


def _found(text: str, heads: Heads) -> Iterator[str]:
    for start in range(len(text) - HEAD + 1):
        for needle in heads.get(text[start : start + HEAD], ()):
            if text.startswith(needle, start):
                yield needle


def _utf16(data: bytes) -> Iterator[str]:
    """The bytes as UTF-16, either order of bytes, from the first and the second byte; nothing where no byte is zero."""
    if b"\0" in data:
        for order in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield data[start:].decode(order, "replace")


def _decoded(data: bytes) -> str:
    """The cells, columns, labels and metadata of a Parquet, Stata or SPSS file as text; nothing for other files."""
    if data.startswith(PARQUET):
        return "\n".join(_of_parquet(data))
    return "\n".join(_of_package(data)) if data.startswith(PACKAGES) else ""


def _of_parquet(data: bytes) -> Iterator[str]:
    import pyarrow as pa  # noqa: PLC0415  (not needed to say how the verb is called)
    import pyarrow.parquet as pq  # noqa: PLC0415

    yield str(pq.read_schema(pa.BufferReader(data)))
    yield from dict.fromkeys(str(value) for row in rows_of(data) for cell in row.values() for value in _values(cell))


def _of_package(data: bytes) -> Iterator[str]:
    """What a .dta or .sav file says, which may stand in it compressed; raises UsageError where it can't be read."""
    import pyreadstat  # noqa: PLC0415

    read = pyreadstat.read_dta if data.startswith(STATA) else pyreadstat.read_sav
    try:
        rows, told = _from_file(data, read)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError):
        raise UsageError("a Stata or SPSS file of the release can't be read. Build the release again.") from None
    yield from (str(value) for value in (told.file_label, *told.notes, *told.column_names, *told.column_labels))
    yield from (label for labels in told.variable_value_labels.values() for label in map(str, labels.values()))
    yield from dict.fromkeys(value for column in rows.values() for value in column if isinstance(value, str))


def _from_file(data: bytes, read: Any) -> Any:
    """What pyreadstat, which reads nothing but files, makes of some bytes."""
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return read(file.name, user_missing=True, output_format="dict")


def _values(cell: Any) -> list[Any]:
    return cell if isinstance(cell, list) else [cell]


@cache
def contract_text() -> str:
    """All strings of `schema/`, names of properties included."""
    return "\n".join(_strings(read_schema(schema_folder())))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


@cache
def writers_text() -> str:
    """The code that writes cards, codebooks and metadata: its words come into every release."""
    return "\n".join(file.read_text(encoding="utf-8") for room in WRITERS for file in _modules(files("casebook") / room))


def _modules(room: Traversable) -> list[Traversable]:
    return sorted((f for f in room.iterdir() if f.name.endswith(".py")), key=lambda f: f.name)
