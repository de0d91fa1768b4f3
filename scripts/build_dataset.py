#!/usr/bin/env python3
"""Build this project's own release from its articles and key, and point everything at it.

    scripts/build_dataset.py ARTICLES --key-file KEY --version X.Y.Z

Makes dataset/X.Y.Z/, compared and attacked together with the release before it (from 1.0.0 on), puts it on the shelf
(dataset/versions.json), and brings .huggingface.yaml and the figures in DATASET_CARD.md up to date. The version must say
what changed: major for structure and meanings, minor for new cases, patch for corrections. Run from anywhere; while the
version is 0.x the release before it goes.
"""

import argparse
import sys
from pathlib import Path

from generate import write_generated

from casebook.build import build
from casebook.errors import CasebookError
from casebook.versions.number import Bump, check_step
from casebook.versions.shelf import Shelf
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy
from casebook.withdrawal.suppression import suppressions_of

ROOT = Path(__file__).resolve().parents[1]
SHELF = Shelf(ROOT / "dataset")


def main() -> int:
    args = arguments()
    try:
        check_number(SHELF, args.version)
        key, out = load_key(args.key_file), SHELF.folder(args.version)
        previous, withdrawn = release_before(SHELF, args.version), suppressions_of(args.suppressions, key)
        built = build(args.articles, key, args.version, out, load_policy(), previous=previous, suppressions=withdrawn)
        SHELF.add(args.version)
    except CasebookError as problem:
        print(f"build_dataset: {problem}", file=sys.stderr)
        return problem.exit_code
    write_generated()
    print(f"dataset/{args.version} is the current release.", file=sys.stderr)
    return 1 if built.set_aside else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--key-file", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--suppressions", type=Path, help="the list of those withdrawn [default: CASEBOOK_SUPPRESSIONS]")
    return parser.parse_args()


def check_number(shelf: Shelf, version: str) -> None:
    """A number is used once, and the next is larger than the current."""
    shelf.refuse_taken(version)
    if shelf.current:
        check_step(shelf.current, version, Bump.NONE)


def release_before(shelf: Shelf, version: str) -> Path | None:
    """The kept release that a version follows; a draft, which its successor replaces, is none."""
    before = shelf.previous_of(version)
    return shelf.folder(before) if before else None


if __name__ == "__main__":
    sys.exit(main())
