"""Read coded records as plain rows: gold files, and the lines of a record file; say what is not well formed in one.

A gold record may leave out what a working record has and hold what it has not, so both stay mappings.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casebook.errors import EvidenceError, UsageError
from casebook.ingest import MAX_BYTES, SetAside

Row = Mapping[str, Any]
Coded = Mapping[str, Sequence[Row]]
"""The rows of one article by list: names, incidents, arrests, statements, dates."""

SUFFIX = ".offsets.json"
LISTS = ("names", "incidents", "arrests", "statements")
SPANS = {"names": "span", "incidents": "anchor", "arrests": "mention", "statements": "speaker", "dates": "span"}
WORDS = ("key", "incident")
CODES = ("offences", "themes")


@dataclass(frozen=True)
class Gold:
    """One article coded by hand; `breaks` are the ends of its lines, None where its text is not there."""

    id: str
    rows: Coded = field(repr=False)
    breaks: tuple[int, ...] | None = None
    published: str | None = None


def read_gold(folder: Path, texts: Path | None = None) -> Iterator[Gold | SetAside]:
    """Every gold record of a folder (ID.offsets.json), in order; one that is not well formed is set aside.

    `texts` is where ID.txt are, if not in `folder`. Raises UsageError where there is no folder or no gold file.
    """
    for named in (folder, texts or folder):
        if not named.is_dir():
            raise UsageError(f"{named}: no such folder. Name the one that holds the gold files (--texts: their texts).")
    paths = sorted(folder.glob("*" + SUFFIX))
    if not paths:
        raise UsageError(f"{folder}: no gold file in it. Name the folder that holds the ID{SUFFIX} files.")
    return (_read_gold_file(path, texts or folder) for path in paths)


def _read_gold_file(path: Path, texts: Path) -> Gold | SetAside:
    place = path.name.encode("utf-8", "backslashreplace").decode()
    try:
        data = _parse(path.read_bytes())
        wrong = faults(data, LISTS)
        if wrong:
            return SetAside(place, wrong[0] + (f" (and {len(wrong) - 1} more)" if wrong[1:] else ""))
        breaks = _breaks(texts / f"{data['id']}.txt")
    except OSError as problem:
        return SetAside(place, problem.strerror or "cannot be read")
    except ValueError as problem:
        return SetAside(place, str(problem))
    published = data.get("published")
    return Gold(str(data["id"]), data, breaks, published if isinstance(published, str) else None)


def _breaks(path: Path) -> tuple[int, ...] | None:
    """Where each line of a text ends, in characters of the text as read (a carriage return is one)."""
    if not path.is_file():
        return None
    try:
        return tuple(m.end() for m in re.finditer("\n", path.read_bytes().decode("utf-8")))
    except UnicodeDecodeError:
        raise ValueError("its text is not UTF-8") from None


def _parse(data: bytes) -> Any:
    """The JSON value in some bytes; raises ValueError with the reason where there is none."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("not valid JSON") from None


def read_coded(path: Path) -> dict[str, Coded]:
    """The records of a JSON-lines file by article id; of two with one id the later counts.

    Raises UsageError where there is no such file, EvidenceError at a line that is not a record.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Name the file that 'casebook extract' wrote.")
    try:
        with path.open("rb") as handle:
            lines = ((line, f"{path}: line {number}") for number, line in enumerate(handle, 1) if line.strip())
            return {str(record["id"]): record for record in (_read_line(*line) for line in lines)}
    except OSError as problem:
        raise UsageError(f"{path} can't be read: {problem.strerror}. Name a file that can.") from None


def _read_line(line: bytes, place: str) -> Any:
    try:
        record = _parse(line)
        wrong = faults(record)
    except ValueError as problem:
        wrong = [str(problem)]
    if wrong:
        raise EvidenceError(f"{place} is not a working record ({wrong[0]}). Extract the articles again.")
    return record


def faults(data: Any, required: Sequence[str] = ()) -> list[str]:
    """All that keeps a record from being scored, each with its path, never its value; the `required` lists it must have."""
    if not isinstance(data, dict):
        return ["not an object"]
    name = data.get("id")
    found = [] if isinstance(name, str | int) and str(name).isprintable() else ["'id' is not a printable string"]
    found += [f"no list '{kind}'" for kind in required if not isinstance(data.get(kind), list)]
    for kind in SPANS:
        rows = data.get(kind, [])
        if isinstance(rows, list):
            found += [fault for i, row in enumerate(rows) for fault in _row_faults(kind, row, f"{kind}[{i}]")]
        elif kind not in required:
            found.append(f"'{kind}' is not a list")
    return found


def _row_faults(kind: str, row: Any, path: str) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{path} is not an object"
        return
    span = row.get(SPANS[kind])
    if not (_is_span(span) or (span is None and SPANS[kind] != "span")):
        yield f"{path}.{SPANS[kind]} is not a span"
    content = row.get("content", [])
    if kind == "statements" and not (isinstance(content, list) and all(_is_span(s) for s in content)):
        yield f"{path}.content is not a list of spans"
    for name in WORDS:
        if not isinstance(row.get(name), str | int | None):
            yield f"{path}.{name} is not a string"
    for name in CODES:
        codes = row.get(name) or []
        if not (isinstance(codes, list) and all(isinstance(c, str) for c in codes)):
            yield f"{path}.{name} is not a list of codes"


def _is_span(value: Any) -> bool:
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(at, int) for at in value)):
        return False
    return bool(0 <= value[0] <= value[1] <= MAX_BYTES)
