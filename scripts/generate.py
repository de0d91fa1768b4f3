#!/usr/bin/env python3
"""Write the files that are made from others, or with --check say which are out of date.

    scripts/generate.py [--check]

README.md's help block comes from the command line, the version it loads from dataset/versions.json; .huggingface.yaml and
the figures and answers in DATASET_CARD.md from the current release.
"""

import argparse
import re
import sys
from pathlib import Path

import click
import yaml

from casebook.cli import main as casebook
from casebook.contract import load_contract
from casebook.release.card import blocks_of, loading, naming, with_blocks
from casebook.versions.shelf import Shelf

ROOT = Path(__file__).resolve().parents[1]
HELP = re.compile(r"(<!-- help: made by scripts/generate.py -->\n).*?(<!-- /help -->)", re.DOTALL)


def main() -> int:
    if not arguments().check:
        write_generated()
        return 0
    old = stale(ROOT)
    for name in old:
        print(f"{name} is out of date. Run scripts/generate.py.", file=sys.stderr)
    return 1 if old else 0


def write_generated() -> None:
    for name, text in stale(ROOT).items():
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


def stale(folder: Path) -> dict[str, str]:
    """The generated files that are not in `folder` as they should be, with the text they should have."""
    return {name: text for name, text in generated().items() if (folder / name).read_text(encoding="utf-8") != text}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file is out of date")
    return parser.parse_args()


def generated() -> dict[str, str]:
    """Every generated file with the text it should have; while no version is left on the shelf, those that follow it stay."""
    version = Shelf(ROOT / "dataset").current
    if not version:
        return {"README.md": readme()}
    files = {"README.md": readme(), "DATASET_CARD.md": card(version)}
    return {name: naming(text, version) for name, text in files.items()} | {".huggingface.yaml": loading_file(version)}


def card(version: str) -> str:
    """DATASET_CARD.md with what the current release's own card says of it."""
    text = (ROOT / "DATASET_CARD.md").read_text(encoding="utf-8")
    return with_blocks(text, blocks_of((ROOT / "dataset" / version / "README.md").read_text(encoding="utf-8")))


def loading_file(version: str) -> str:
    """.huggingface.yaml: lets `load_dataset` read the current release from the root of the repository."""
    head = loading(ROOT / "dataset" / version, version, load_contract(), prefix=f"dataset/{version}/")
    note = f"# Made by scripts/generate.py: points load_dataset at the current release, dataset/{version}.\n"
    return note + yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1000)


def readme() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return HELP.sub(lambda m: f"{m[1]}```\n{help_text()}\n```\n{m[2]}", text)


def help_text() -> str:
    """What `casebook --help` prints on a terminal of 100 columns."""
    with click.Context(casebook, info_name="casebook", terminal_width=100, **casebook.context_settings) as context:
        return casebook.get_help(context)


if __name__ == "__main__":
    sys.exit(main())
