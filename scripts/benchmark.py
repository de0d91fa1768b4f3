#!/usr/bin/env python3
"""Measure the speed of reading in ratios of one run, and what protecting a table costs; writes nothing.

    scripts/benchmark.py reading [ARTICLES...] [--articles N]
    scripts/benchmark.py protect ADULT [--million] [--anjana PYTHON]

`reading` reads each source (a folder or a .jsonl; default: the invented examples) on one core in three ways:
look first (as `casebook extract` does), plainly (every rule on every sentence; the records must be the same), and
as a bare regex tokenise pass, the yardstick. Times are CPU seconds, the best of three rounds.

`protect` runs `casebook protect` once for every policy (*.toml) of the folder ADULT on its adult.csv, with --million on a
million of its rows too; beside it anjana, where a Python that has it is given.
"""

import argparse
import gc
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

import benchmark_protect

from casebook.errors import CasebookError
from casebook.ingest import SetAside, read_articles
from casebook.reading.document import read_document
from casebook.reading.extract import extract, extract_from
from casebook.records import Article
from casebook.run import collect_seldom

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TOKEN = re.compile(r"\w+|[^\w\s]")
ROUNDS = 3


@dataclass(frozen=True)
class Timed:
    """CPU seconds for an article, in three ways, and whether the two readings agree."""

    source: str
    articles: int
    characters: float
    look_first: float
    plain: float
    tokenise: float
    same: bool

    @property
    def row(self) -> tuple[str, ...]:
        """One line of the table."""
        rates = (f"{1 / seconds:,.0f}" for seconds in (self.look_first, self.plain, self.tokenise))
        ratios = (f"{self.plain / self.look_first:.1f}", f"{self.look_first / self.tokenise:.1f}")
        return self.source, f"{self.articles:,}", f"{self.characters:,.0f}", *rates, *ratios, "yes" if self.same else "NO"


HEAD = (
    ("", "articles", "characters", "look first", "plain", "tokenise", "plain in", "look first in", "same"),
    ("", "", "each", "a second", "a second", "a second", "look firsts", "tokenises", "records"),
)


def main() -> int:
    args = arguments()
    return int(args.measure(args))


def protecting(args: argparse.Namespace) -> int:
    """Loss, time and memory of `casebook protect`."""
    runs = list(benchmark_protect.measured(args.adult, args.anjana, args.million))
    print(table([*benchmark_protect.HEAD, *(item.row for item in runs)]))
    return 1 if any(item.wrong for item in runs) else 0


def reading(args: argparse.Namespace) -> int:
    """Articles a second."""
    try:
        timed = [measure(source, args.articles) for source in args.sources or [EXAMPLES]]
    except CasebookError as problem:
        print(f"benchmark: {problem}", file=sys.stderr)
        return problem.exit_code
    print(table([*HEAD, *(item.row for item in timed)]))
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if all(item.same for item in timed) else 1


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lined = (("  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])).rstrip() for row in rows)
    return "\n".join(lined)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True, metavar="WHAT")
    read = verbs.add_parser("reading", help="articles read a second on one core")
    read.add_argument("sources", nargs="*", type=Path, metavar="ARTICLES")
    read.add_argument("--articles", type=int, default=500, metavar="N", help="articles a round, the source repeated (500)")
    read.set_defaults(measure=reading)
    protect = verbs.add_parser("protect", help="what protecting a table costs: loss, seconds, megabytes")
    protect.add_argument("adult", type=Path, metavar="ADULT", help="folder of adult.csv, its hierarchies and policies")
    protect.add_argument("--million", action="store_true", help="also on a million rows, drawn with replacement")
    protect.add_argument("--anjana", metavar="PYTHON", help="a Python that has anjana installed")
    protect.set_defaults(measure=protecting)
    return parser.parse_args()


def measure(source: Path, number: int) -> Timed:
    """Time one source; the plain run reads each of its articles once."""
    own = [a for a in read_articles(source) if not isinstance(a, SetAside)]
    articles = list(islice(cycle(own), max(number, len(own)))) if own else []
    if not articles:
        raise SystemExit(f"benchmark: {source}: no article in it. Name a folder or a .jsonl that holds some.")
    same = all(extract(a) == read_plainly(a) for a in own)
    collect_seldom()  # as a worker does
    return Timed(
        source=source.stem if source.suffix else source.name,
        articles=len(articles),
        characters=sum(len(a.text) for a in articles) / len(articles),
        look_first=best(articles, extract),
        plain=best(own, read_plainly),
        tokenise=best(articles, lambda article: TOKEN.findall(article.text)),
        same=same,
    )


def read_plainly(article: Article) -> object:
    """The record where every rule runs on every sentence."""
    return extract_from(replace(read_document(article), plain=True))


def best(articles: Sequence[Article], read: Callable[[Article], object]) -> float:
    """CPU seconds for an article in the quickest round."""
    return min(seconds(articles, read) for _ in range(ROUNDS)) / len(articles)


def seconds(articles: Iterable[Article], read: Callable[[Article], object]) -> float:
    gc.collect()
    start = time.process_time()
    for article in articles:
        read(article)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
