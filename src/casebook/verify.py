"""Check records against their articles: every span, every rule, every value. The first lie ends it.

Three tests, from the cheapest: each span lies inside the text; each piece of evidence is read again
by its own rule from its own words; the whole article, read again, gives the same record.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casebook.errors import EvidenceError, UsageError
from casebook.reading.evidence import proves
from casebook.reading.extract import extract
from casebook.records import Article, Evidence, Record, Span


def verify_record(record: Record, article: Article) -> int:
    """Check one record; gives the number of pieces of evidence that were run again.

    Raises EvidenceError naming the field (never its value) that the article does not bear out.
    """
    for path, span in _spans(record):
        if not 0 <= span[0] < span[1] <= len(article.text):
            raise EvidenceError(f"{record.id}: {path}: span {list(span)} is not in the text. Extract the article again.")
    checked = 0
    for path, proof in _evidence(record):
        checked += 1
        if not proves(proof, article.text):
            raise EvidenceError(
                f"{record.id}: {path}: rule '{proof.rule}' does not read {list(proof.span)}. Extract the article again."
            )
    path = _first_difference(asdict(record), asdict(extract(article)))
    if path:
        raise EvidenceError(f"{record.id}: {path} is not what the article says today. Extract the article again.")
    return checked


def _rows(record: Record) -> Iterator[tuple[str, Any]]:
    for name in ("names", "dates", "incidents", "arrests", "statements"):
        for i, row in enumerate(getattr(record, name)):
            yield f"{name}[{i}]", row


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    for path, row in _rows(record):
        for name in ("span", "anchor", "mention", "speaker"):
            if getattr(row, name, None) is not None:
                yield f"{path}.{name}", getattr(row, name)
        for i, span in enumerate(getattr(row, "content", ())):
            yield f"{path}.content[{i}]", span


def _evidence(record: Record) -> Iterator[tuple[str, Evidence]]:
    for path, row in _rows(record):
        if getattr(row, "rule", ""):
            yield path, Evidence(row.span, row.rule)
        for name, proofs in getattr(row, "evidence", {}).items():
            for proof in proofs:
                yield f"{path}.{name}", proof


def _first_difference(old: Any, new: Any, path: str = "") -> str:
    """The path of the first value in which two records differ, "" where they agree."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [*old, *(k for k in new if k not in old)]
        return next((d for k in keys if (d := _first_difference(old.get(k), new.get(k), f"{path}.{k}"))), "").lstrip(".")
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        if len(old) != len(new):
            return f"{path} (how many there are)"
        return next(
            (d for i, (a, b) in enumerate(zip(old, new, strict=True)) if (d := _first_difference(a, b, f"{path}[{i}]"))), ""
        )
    return "" if old == new else path


def read_records(path: Path) -> Iterator[tuple[int, Record]]:
    """The records of a JSON-lines file with their line numbers.

    Raises UsageError where there is no such file, EvidenceError at a line that is not a record.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Name the file that 'casebook extract' wrote.")
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            try:
                yield number, Record.from_json(line.decode("utf-8"))
            except ValueError:
                raise EvidenceError(f"{path}: line {number} is not a working record. Extract the articles again.") from None
