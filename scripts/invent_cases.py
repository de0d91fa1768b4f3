#!/usr/bin/env python3
"""Write invented articles, for `casebook build` to make a large release of; nobody in them exists.

    scripts/invent_cases.py COUNT --out FILE.jsonl [--seed N]

Article number n of a seed is the same whatever COUNT is.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from casebook.errors import CasebookError, UsageError
from casebook.invent.articles import invented_articles
from casebook.output import whole_file


def main() -> int:
    args = arguments()
    try:
        check(args)
        with whole_file(args.out) as handle:
            for article in invented_articles(args.count, args.seed):
                handle.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
    except CasebookError as problem:
        print(f"invent_cases: {problem}", file=sys.stderr)
        return problem.exit_code
    print(f"Wrote {args.count} invented articles to {args.out}.", file=sys.stderr)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def check(args: argparse.Namespace) -> None:
    if args.count < 1:
        raise UsageError(f"{args.count} articles can't be written. Give a number from 1.")
    if args.out.suffix != ".jsonl":
        raise UsageError(f"{args.out} would not be read again. Give a name that ends in .jsonl.")


if __name__ == "__main__":
    sys.exit(main())
