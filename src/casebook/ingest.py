"""Read articles from a folder or a JSON-lines file; what can't be read is set aside with its reason.

Streaming: one article is in memory at a time. The text is kept as read, character for character.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from casebook.contract import load_contract
from casebook.errors import UsageError
from casebook.records import Article

MAX_BYTES = 1_000_000
HALF = re.compile("[\ud800-\udfff]")  # a lone surrogate
SUFFIXES = (".txt", ".html", ".htm")
METADATA = ("published", "outlet", "outlet_type", "url", "title")


@dataclass(frozen=True)
class SetAside:
    """An input that was not read: where it stood, and why."""

    place: str = field(repr=False)
    reason: str


class _UnreadableError(Exception):
    """Why one article can't be read; becomes the reason of a SetAside."""


def read_articles(source: Path) -> Iterator[Article | SetAside]:
    """Every article of a folder (`.txt`, `.html`, sidecar `.json`) or a `.jsonl`, in a fixed order.

    Raises UsageError where `source` is neither or holds nothing to read.
    """
    if not source.exists():
        raise UsageError(f"{source}: no such file or folder. Name a folder of .txt/.html files or a .jsonl file.")
    if source.is_file() and source.suffix != ".jsonl":
        raise UsageError(f"{source}: not a folder and not a .jsonl file. Put the article into a folder and name that.")
    return _distinct(_read_lines(source) if source.is_file() else _read_folder(source))


def count_articles(source: Path) -> int:
    """How many inputs `read_articles` will go through (for a progress bar)."""
    if source.is_dir():
        return len(_files(source))
    if not source.is_file():
        return 0
    with source.open("rb") as handle:
        return sum(block.count(b"\n") for block in iter(lambda: handle.read(1 << 20), b""))


def _distinct(items: Iterator[Article | SetAside]) -> Iterator[Article | SetAside]:
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Article) and item.id in seen:
            yield SetAside(item.id, "another article before it has the same id")
            continue
        if isinstance(item, Article):
            seen.add(item.id)
        yield item


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())


def _read_folder(folder: Path) -> Iterator[Article | SetAside]:
    paths = _files(folder)
    if not paths:
        raise UsageError(f"{folder}: no .txt or .html file in it. Name the folder that holds the articles.")
    for path in paths:
        try:
            yield _read_file(path)
        except _UnreadableError as problem:
            yield SetAside(path.name, str(problem))
        except OSError as problem:
            yield SetAside(path.name, problem.strerror or "cannot be read")


def _read_file(path: Path) -> Article:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _UnreadableError(f"{size:,} bytes; an article has {MAX_BYTES:,} at the most")
    text = _decode(path.read_bytes())
    if path.suffix.lower() != ".txt":
        text = _text_of_html(text)
    return _article(path.stem, text, _sidecar(path.with_suffix(".json")))


def _sidecar(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise _UnreadableError("its .json sidecar is not valid JSON") from None
    if not isinstance(data, dict):
        raise _UnreadableError("its .json sidecar is not an object")
    return data


def _read_lines(path: Path) -> Iterator[Article | SetAside]:
    with path.open("rb") as handle:
        number = 0
        while line := handle.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES and not line.endswith(b"\n"):
                size = len(line) + _skip_line(handle)
                yield SetAside(f"line {number}", f"{size:,} bytes; an article has {MAX_BYTES:,} at the most")
            elif line.strip():
                yield _read_line(line, number)


def _skip_line(handle: Any) -> int:
    """Read on to the end of a line that is too long; how many bytes that were."""
    skipped = 0
    while part := handle.readline(MAX_BYTES):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _read_line(line: bytes, number: int) -> Article | SetAside:
    try:
        data = json.loads(_decode(line))
        if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not isinstance(data.get("id"), str | int):
            raise _UnreadableError("not an object with 'id' and 'text'")
        return _article(str(data["id"]), data["text"], data)
    except _UnreadableError as problem:
        return SetAside(f"line {number}", str(problem))
    except (ValueError, RecursionError):
        return SetAside(f"line {number}", "not valid JSON")


def _decode(data: bytes) -> str:
    if b"\0" in data:
        raise _UnreadableError("a binary file (it holds a zero byte)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise _UnreadableError(f"not UTF-8 (byte {problem.start + 1}). Save it as UTF-8") from None


def _text_of_html(markup: str) -> str:
    """The news in a saved page, without its menus and adverts."""
    import trafilatura  # noqa: PLC0415  (half a second that a run without HTML need not pay)

    text = trafilatura.extract(markup, include_comments=False, include_tables=False, deduplicate=False)
    return text or ""


def _article(name: str, text: str, data: dict[str, Any]) -> Article:
    if not text.strip():
        raise _UnreadableError("no text in it")
    if HALF.search(text):
        raise _UnreadableError("it holds half of a character (a lone surrogate)")
    wrong = [k for k in METADATA if not isinstance(data.get(k), str | None)]
    if wrong:
        raise _UnreadableError(f"its '{wrong[0]}' is not a string")
    if data.get("published"):
        _check_date(data["published"])
    _check_outlet_type(data.get("outlet_type"))
    known = {k: data[k] for k in METADATA if data.get(k)}
    return Article(name, text, **known)


def _check_date(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise _UnreadableError("its 'published' is not a date such as 2019-11-07") from None


def _check_outlet_type(value: str | None) -> None:
    if value is None:
        return
    codes = load_contract().vocabularies["outlet_type"].codes
    if value not in {"not_reported", *(c.code for c in codes)}:
        raise _UnreadableError(f"its 'outlet_type' is not one of {', '.join(c.code for c in codes)}")
