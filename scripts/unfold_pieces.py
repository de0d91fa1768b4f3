#!/usr/bin/env python3
"""Unfold short pieces of news, coded by hand a line each, into gold folders that every command takes.

    scripts/unfold_pieces.py FILE... --out FOLDER

A line of FILE.jsonl holds `text`, `published` where known, and the rows of what is coded of it (incidents, arrests or
statements), which point at the text by its words: "word@2" is where they stand the second time; of names the words
alone. Writes FOLDER/FILE with ID.txt, ID.offsets.json and, where it is known when it was published, ID.json. What is
not coded of a piece counts as spurious: read the figures of what is.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]
AGAIN = re.compile(r"(?s)(?P<words>.+)@(?P<time>[0-9]+)")
POINTS = {"incidents": "anchor", "arrests": "mention", "statements": "speaker"}  # at the text, by list


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    args = parser.parse_args()
    try:
        for file in args.files:
            unfold(file, args.out / file.stem)
    except (OSError, ValueError) as problem:
        print(f"unfold_pieces: {file}: {getattr(problem, 'strerror', None) or problem}. Mend it and run again.", file=sys.stderr)
        return 1
    return 0


def unfold(file: Path, folder: Path) -> Path:
    """Write the pieces of a file into a folder, and return it."""
    for piece in list(pieces(file)):
        folder.mkdir(parents=True, exist_ok=True)
        text = piece.pop("text")
        (folder / f"{piece['id']}.txt").write_text(text, encoding="utf-8")
        if "published" in piece:
            (folder / f"{piece['id']}.json").write_text(json.dumps({"published": piece["published"]}), encoding="utf-8")
        (folder / f"{piece['id']}.offsets.json").write_text(json.dumps(piece, ensure_ascii=False), encoding="utf-8")
    return folder


def pieces(file: Path) -> Iterator[Row]:
    """The pieces of a file as gold records, each with its `text`. Raises ValueError where words do not stand in a text."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(filter(str.strip, lines), 1):
        name = f"{file.stem}_{number:03}"
        try:
            piece = json.loads(line)
            coded = {kind: [unfolded(kind, row, piece["text"]) for row in piece.get(kind, [])] for kind in POINTS}
            names = [{"span": span_of(piece["text"], words), "kind": "person"} for words in piece.get("names", [])]
        except (ValueError, KeyError) as problem:
            raise ValueError(f"{name} is no coded piece ({problem})") from None
        yield {"id": name, **piece, "names": names, **coded}


def unfolded(kind: str, row: Mapping[str, Any], text: str) -> Row:
    """A row with spans for words."""
    found = {"age": None, "count": 1, "incident": None, **row} if kind == "arrests" else dict(row)
    if kind == "incidents":
        found["key"] = row["anchor"]
    if kind == "statements":
        found["content"] = [span_of(text, words) for words in row["content"]]
    words = row.get(POINTS[kind])
    return {**found, POINTS[kind]: span_of(text, words) if words else None}


def span_of(text: str, words: str) -> list[int]:
    """Where words stand in a text, whole words only."""
    again = AGAIN.fullmatch(words)
    plain, time = (again["words"], int(again["time"])) if again else (words, 1)
    places = [m.span() for m in re.finditer(rf"(?<![^\W_]){re.escape(plain)}(?![^\W_])", text)]
    if len(places) < time:
        raise ValueError(f"'{words}' does not stand in its piece {time} times")
    return list(places[time - 1])


if __name__ == "__main__":
    sys.exit(main())
