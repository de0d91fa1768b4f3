#!/usr/bin/env python3
"""Extract the articles of gold sets and print how well they were read, a row for each set.

    scripts/evaluate.py FOLDER... [--jobs N]

A FOLDER holds ID.txt (with their .json sidecars) and ID.offsets.json, as `casebook score` takes them; or a
public set: gold.jsonl (quotes, dates or entities) beside articles.jsonl. Writes nothing.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from casebook.errors import CasebookError
from casebook.ingest import SetAside, count_articles, read_articles
from casebook.records import Article, Record
from casebook.run import read_all, read_one
from casebook.score.coded import Coded, Gold, read_gold
from casebook.score.figures import count
from casebook.score.measure import judge_all
from casebook.score.public import Measure, measure_public, read_public
from casebook.score.slots import FILED, Slot

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PUBLIC = "gold.jsonl"
COLUMNS = ("slot F1", "names P", "names R", "incidents", "arrests", "statements", FILED, "articles", "seconds")


@dataclass(frozen=True)
class Evaluated:
    """What one folder gave: its slots (a gold set) or its measures (a public set), and how long the reading took."""

    name: str
    articles: int
    seconds: float
    slots: tuple[Slot, ...] = ()
    measures: Sequence[Measure] | None = None
    unread: Sequence[str] = ()


def main() -> int:
    args = arguments()
    list(map(read_one, read_articles(EXAMPLES)))  # the rules are compiled before the clock runs
    try:
        done = [evaluate(folder, args.jobs) for folder in args.folders]
    except CasebookError as problem:
        print(f"evaluate: {problem}", file=sys.stderr)
        return problem.exit_code
    print("\n\n".join(part for part in (gold_table(done), *map(public_table, done)) if part))
    for item in done:
        for what in item.unread:
            print(f"{item.name}: {what}", file=sys.stderr)
    return 1 if any(item.unread for item in done) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--jobs", type=positive, help="processes to read with (default: all cores)")
    return parser.parse_args()


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes. Give 1 or more.")
    return int(text)


def evaluate(folder: Path, jobs: int | None = None) -> Evaluated:
    return evaluate_public(folder, jobs) if (folder / PUBLIC).is_file() else evaluate_gold(folder, jobs)


def evaluate_gold(folder: Path, jobs: int | None) -> Evaluated:
    """Read the articles that have a gold record; where no sidecar says when they were published, gold does."""
    items = list(read_gold(folder))
    gold = [item for item in items if isinstance(item, Gold)]
    days = {g.id: g.published for g in gold}
    began = time.perf_counter()
    known = (dated(a, days[a.id]) for a in read_articles(folder) if isinstance(a, Article) and a.id in days)
    records = extract(known, len(gold), name_of(folder), jobs)
    seconds = time.perf_counter() - began
    aside = [f"{item.place} was set aside: {item.reason}." for item in items if isinstance(item, SetAside)]
    slots = judge_all(gold, records)
    return Evaluated(name_of(folder), len(gold), seconds, slots, unread=[*aside, *without_record(days, records)])


def evaluate_public(folder: Path, jobs: int | None) -> Evaluated:
    source = folder / "articles.jsonl"
    source = source if source.is_file() else folder
    gold = read_public(folder / PUBLIC)
    began = time.perf_counter()
    records = extract(read_articles(source), count_articles(source), name_of(folder), jobs)
    seconds = time.perf_counter() - began
    measures = measure_public(gold, records)
    return Evaluated(name_of(folder), len(gold), seconds, measures=measures, unread=without_record(gold, records))


def without_record(gold: Iterable[str], records: Mapping[str, Coded]) -> list[str]:
    reason = "has no article that can be read; all that gold has for it counts as missing."
    return [f"{name} {reason}" for name in gold if name not in records]


def name_of(folder: Path) -> str:
    return folder.resolve().name


def dated(article: Article, day: str | None) -> Article:
    """The article with the day that gold gives, where nothing else gives one and it is a day."""
    try:
        date.fromisoformat(day or "")
    except ValueError:
        return article
    return replace(article, published=article.published or day)


def extract(articles: Iterable[Article | SetAside], total: int, label: str, jobs: int | None) -> dict[str, Coded]:
    """The records by id, as they would stand in a record file."""
    records = (item for item in watched(read_all(articles, jobs), total, label) if isinstance(item, Record))
    return {record.id: json.loads(record.to_json()) for record in records}


def watched(items: Iterable[Any], total: int, label: str) -> Iterator[Any]:
    """Pass items on under a progress bar, which shows on a terminal only."""
    with click.progressbar(items, length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def gold_table(done: Sequence[Evaluated]) -> str:
    """A row for each gold set and one for all their slots together; nothing where there is none."""
    sets = [item for item in done if item.measures is None]
    if not sets:
        return ""
    everything = tuple(slot for item in sets for slot in item.slots)
    total = Evaluated("all", sum(s.articles for s in sets), sum(s.seconds for s in sets), everything)
    wide = max(len(item.name) for item in sets) + 2
    head = " " * wide + "  ".join(COLUMNS)
    return "\n".join([head, *(item.name.ljust(wide) + gold_row(item) for item in (*sets, total))])


def gold_row(item: Evaluated) -> str:
    f = count(item.slots)
    names = f["names"]
    shares = (f["all"].f1, names.precision, names.recall, *(f[k].f1 for k in ("incidents", "arrests", "statements", FILED)))
    cells = [*(f"{share:.3f}" for share in shares), str(item.articles), f"{item.seconds:.1f}"]
    return "  ".join(cell.rjust(len(column)) for cell, column in zip(cells, COLUMNS, strict=True))


def public_table(item: Evaluated) -> str:
    """The figures of a public set; nothing for a gold set."""
    if item.measures is None:
        return ""
    wide = max((len(m.name) for m in item.measures), default=0) + 2
    head = " " * wide + "".join(f"{name:>7}" for name in ("P", "R", "F1")) + f"{'gold':>8}{'ours':>8}"
    rows = [
        m.name.ljust(wide) + "".join(map(cell, (m.precision, m.recall, m.f1))) + f"{m.gold:8}{m.said or '':>8}"
        for m in item.measures
    ]
    return "\n".join([f"{item.name}: {item.articles} articles in {item.seconds:.1f} s", head, *map(str.rstrip, rows)])


def cell(share: float | None) -> str:
    return "       " if share is None else f"{share:7.3f}"


if __name__ == "__main__":
    sys.exit(main())
