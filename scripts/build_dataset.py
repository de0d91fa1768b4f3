#!/usr/bin/env python3
"""Build this project's own release from its articles and key, and point everything at it.

    scripts/build_dataset.py ARTICLES --key-file KEY --version X.Y.Z

Makes dataset/X.Y.Z/, attacked together with the release before it (from 1.0.0 on), then brings
dataset/versions.json, .huggingface.yaml and the figures in DATASET_CARD.md up to date. Run from
anywhere; while the version is 0.x the release before it goes.
"""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from generate import loading_file

from casebook.build import build
from casebook.errors import CasebookError
from casebook.release.card import FIGURES, with_figures
from casebook.release.checksums import CHECKSUMS, sha256
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

ROOT = Path(__file__).resolve().parents[1]
DATASET = ROOT / "dataset"


def main() -> int:
    args = arguments()
    policy = load_policy()
    try:
        key, out = load_key(args.key_file), DATASET / args.version
        built = build(args.articles, key, args.version, out, policy, previous=release_before(args.version))
    except CasebookError as problem:
        print(f"build_dataset: {problem}", file=sys.stderr)
        return problem.exit_code
    drop_earlier_drafts(args.version)
    write_versions(args.version)
    write_figures(FIGURES.search((out / "README.md").read_text(encoding="utf-8")))
    write(ROOT / ".huggingface.yaml", loading_file(args.version))
    print(f"dataset/{args.version} is the current release.", file=sys.stderr)
    return 1 if built.set_aside else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--key-file", type=Path)
    parser.add_argument("--version", required=True)
    return parser.parse_args()


def drop_earlier_drafts(version: str) -> None:
    """While the data is 0.x each release replaces the one before it; from 1.0.0 on none is ever touched."""
    for folder in DATASET.glob("0.*.*"):
        if folder.name != version:
            shutil.rmtree(folder)


def release_before(version: str) -> Path | None:
    """The kept release that a version follows; a draft, which its successor replaces, is none."""
    kept = [folder for folder in DATASET.glob("[1-9]*.*.*") if number(folder.name) < number(version)]
    return max(kept, key=lambda folder: number(folder.name), default=None)


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def write_versions(version: str) -> None:
    """versions.json: every version with its state and the checksum of its checksums."""
    path = DATASET / "versions.json"
    known = json.loads(path.read_text(encoding="utf-8"))["versions"] if path.exists() else []
    kept = [{**v, "status": "superseded"} for v in known if v["version"] != version and (DATASET / v["version"]).is_dir()]
    entry = {"version": version, "status": "current", "sha256sums": sha256(DATASET / version / CHECKSUMS)}
    write(path, json.dumps({"current": version, "versions": [*kept, entry]}, indent=2) + "\n")


def write_figures(found: re.Match[str] | None) -> None:
    """The figures of the release's own card, in the card of the project."""
    if found:
        path = ROOT / "DATASET_CARD.md"
        write(path, with_figures(path.read_text(encoding="utf-8"), found[2]))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
