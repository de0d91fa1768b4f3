#!/usr/bin/env python3
"""Count on gold folders how often each field is right with each kind of evidence, as TOML.

    scripts/calibrate.py FOLDER... > src/casebook/reading/lexicon/reliability.toml

Each entry is [right, all]. Use sets that no rule was written for: on others we look surer than we are.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.errors import CasebookError
from casebook.ingest import SetAside, read_articles
from casebook.reading.doubt import ANY, support
from casebook.reading.extract import extract
from casebook.records import FIELDS, Record, says_nothing
from casebook.score.coded import Coded, Gold, read_gold
from casebook.score.matching import match
from casebook.score.slots import LISTED, agree

Verdict = tuple[str, str, str, int, int]
"""Table, field, kind of evidence; how many of its values are right, of how many."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    try:
        print(as_toml([v for folder in parser.parse_args().folders for v in judged(folder)]), end="")
    except CasebookError as problem:
        print(f"calibrate: {problem}", file=sys.stderr)
        return problem.exit_code
    return 0


def judged(folder: Path) -> Iterator[Verdict]:
    """A verdict for every filled field of every row that we read in a gold folder."""
    articles = {a.id: a for a in read_articles(folder) if not isinstance(a, SetAside)}
    for gold in read_gold(folder):
        if isinstance(gold, Gold) and gold.id in articles:
            article = articles[gold.id]
            yield from judge_record(gold, extract(replace(article, published=article.published or gold.published)))


def judge_record(gold: Gold, record: Record) -> Iterator[Verdict]:
    ours: Coded = json.loads(record.to_json())
    pairs = match(gold.rows, ours, gold.breaks or ())
    for kind, found in (("incidents", pairs.incidents), ("arrests", pairs.arrests), ("statements", pairs.statements)):
        theirs = {j: gold.rows[kind][i] for i, j in found.items()}
        for j, row in enumerate(getattr(record, kind)):
            for field in FIELDS[kind]:
                right, told = tally(field, theirs.get(j, {}).get(field), ours[kind][j][field])
                if told:
                    yield kind, field, support(row.evidence, field), right, told


def tally(field: str, gold: Any, ours: Any) -> tuple[int, int]:
    """How many values of a field are right, of how many we give."""
    if field in LISTED:
        codes = set(ours or ()) - {"no_argument"}
        return len(codes & set(gold or ())), len(codes)
    if says_nothing(field, ours):
        return 0, 0
    return int(not says_nothing(field, gold) and agree(field, gold, ours)), 1


def as_toml(verdicts: list[Verdict]) -> str:
    right, told = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for kind, field, supported, good, number in verdicts:
        for key in ((kind, field, ANY), (kind, field, supported)):
            right[key] += good
            told[key] += number
    lines = ["# How often a field is right, by the evidence it rests on: [right, all]. Printed by scripts/calibrate.py.\n"]
    for kind, fields in FIELDS.items():
        for field in fields:
            entries = sorted(key for key in told if key[:2] == (kind, field))
            lines += [f"\n[{kind}.{field}]\n", *(f"{key[2]} = [{right[key]}, {told[key]}]\n" for key in entries)]
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
