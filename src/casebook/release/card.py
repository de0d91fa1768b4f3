"""The dataset card of a release: front matter that `datasets` reads, and the text with this release's figures."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml

from casebook.contract import Contract
from casebook.derive.hf_features import features_yaml
from casebook.errors import UsageError
from casebook.release.checksums import sha256
from casebook.release.risk import rounded, rows_linked
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected
from casebook.wall.recoding import KEPT, LINKS

FIGURES = re.compile(r"(<!-- figures:[^>]*-->\n)(.*?)(<!-- /figures -->)", re.DOTALL)
LICENCE = "cc-by-nc-4.0"


def card(folder: Path, version: str, block: str, protected: Protected, contract: Contract, policy: Policy) -> str:
    """README.md of a release whose Parquet files lie in `folder` already; `block` is what it says of this release."""
    head = {
        "license": LICENCE,
        "language": ["en"],
        "pretty_name": policy.title,
        "size_categories": [_size(sum(map(len, protected.tables.values())))],
        "tags": ["pseudonymised", "statistical-disclosure-control", "policing", "vigilantism", "news"],
        **loading(folder, version, contract),
    }
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{front}---\n\n{with_figures(policy.card, block)}"


def _size(rows: int) -> str:
    """The number of rows in the hub's own words."""
    bounds = ("1K", "10K", "100K", "1M")
    at = sum(rows >= 1000 * 10**n for n in range(len(bounds)))
    return f"n<{bounds[0]}" if not at else f"n>{bounds[-1]}" if at == len(bounds) else f"{bounds[at - 1]}<n<{bounds[at]}"


def loading(folder: Path, version: str, contract: Contract, prefix: str = "") -> dict[str, Any]:
    """What `datasets` needs to load a release: a config a table with typed features, version, sizes and checksums.

    `prefix` is the path from the file that will hold this to the release folder ("dataset/0.1.0/").
    """
    paths = {name: f"data/{name}.parquet" for name in contract.tables}
    return {
        "configs": [_config(name, version, prefix + path, first=name == next(iter(paths))) for name, path in paths.items()],
        "dataset_info": [_info(name, version, folder / paths[name], prefix + paths[name], contract) for name in contract.tables],
    }


def _config(name: str, version: str, path: str, first: bool) -> dict[str, Any]:
    default = {"default": True} if first else {}
    return {"config_name": name, "version": version, **default, "data_files": [{"split": "train", "path": path}]}


def _info(name: str, version: str, file: Path, path: str, contract: Contract) -> dict[str, Any]:

    table = pq.read_table(file)
    size = file.stat().st_size
    return {
        "config_name": name,
        "version": version,
        "features": features_yaml(contract, name),
        "splits": [{"name": "train", "num_bytes": table.nbytes, "num_examples": table.num_rows}],
        "download_size": size,
        "dataset_size": table.nbytes,
        "download_checksums": {path: {"num_bytes": size, "checksum": sha256(file)}},
    }


def with_figures(text: str, block: str) -> str:
    """A card's text with the figures of a release between its two markers; raises UsageError where they are missing."""
    if not FIGURES.search(text):
        raise UsageError("the card has no '<!-- figures: … -->' and '<!-- /figures -->' lines. Add them where the figures go.")
    return FIGURES.sub(lambda m: f"{m[1]}{block}{m[3]}", text)


def figures(version: str, protected: Protected, policy: Policy) -> str:
    """What a release holds and what protects it, as Markdown."""
    lines = [
        f"Release {version}, tier `{policy.tier}`, as of {policy.as_of.isoformat()}.",
        "",
        "| table | rows |",
        "|---|---|",
        *(f"| `{name}` | {len(rows)} |" for name, rows in protected.tables.items()),
        "",
        _promise(protected, policy),
        "",
        *_table(_shown(protected)),
        *(f"Left out, {reason.replace('_', ' ')}: {rounded(n, policy.k)} rows." for reason, n in sorted(protected.held.items())),
    ]
    return "\n".join(lines).rstrip() + "\n\n"


def _promise(protected: Protected, policy: Policy) -> str:
    if policy.tier == OPEN:
        return (
            f"k = {policy.k} holds: in each table every row shares every quasi-identifier with at least {policy.k - 1} others; "
            f"`counts`, where there is one, tells multiples of {policy.k}. Nothing links the tables."
        )
    if protected.k is None:
        return "No person is in this release."
    return (
        f"k = {protected.k} holds (required: {policy.k}): on the joined view of all tables each of the "
        f"{sum(protected.class_sizes)} rows of `arrests` shares every quasi-identifier with at least {protected.k - 1} others."
    )


def _table(shown: Mapping[str, str]) -> list[str]:
    rows = [f"| `{column}` | {how} |" for column, how in shown.items()]
    return ["| column | shown as |", "|---|---|", *rows, ""] if rows else []


def _link(protected: Protected, link: str) -> str:
    if protected.recoding.levels[link] == KEPT:
        return "link kept"
    kept = rows_linked(protected, link)
    return "link cut (`withheld`)" + (f", kept in {kept} rows where k allows it" if kept else "")


def _shown(protected: Protected) -> Mapping[str, str]:
    """For every column that can lead back to a person and every link: the level at which it is shown."""
    recoding = protected.recoding
    links = {link: _link(protected, link) for link in LINKS if link in recoding.levels}
    columns = {c: h.levels[recoding.levels[c]].replace("_", " ") for c, h in recoding.hierarchies.items()}
    return {**links, **columns}
