"""The dataset card of a release: front matter that `datasets` reads, and the text with this release's figures."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml

from casebook.contract import Contract
from casebook.derive.description import DATA, KEYWORDS, LICENCE, SYNTHETIC, Part
from casebook.derive.hf_features import features_yaml
from casebook.errors import UsageError
from casebook.release.checksums import sha256
from casebook.release.risk import rounded, rows_linked
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected
from casebook.wall.recoding import KEPT, LINKS

NAMED = re.compile(r"""(?:(?<=dataset/)|(?<=version=")|(?<=version[ ]=[ ]{)|(?<=[(]version[ ]))[0-9]+[.][0-9]+[.][0-9]+""")
BLOCK = re.compile(r"(<!-- (figures|answers):[^>]*-->\n)(.*?)(<!-- /\2 -->)", re.DOTALL)
FIGURES, ANSWERS = "figures", "answers"


def card(folder: Path, version: str, blocks: Mapping[str, str], protected: Protected, contract: Contract, policy: Policy) -> str:
    """README.md of a release whose Parquet files lie in `folder` already; `blocks` are what it says of this release."""
    head = {
        "license": LICENCE.lower(),
        "language": ["en"],
        "pretty_name": policy.title,
        "size_categories": [_size(sum(map(len, protected.tables.values())))],
        "tags": list(KEYWORDS),
        **loading(folder, version, contract),
    }
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{front}---\n\n{naming(with_blocks(policy.card, blocks), version)}"


def _size(rows: int) -> str:
    """The number of rows in the hub's own words."""
    bounds = ("1K", "10K", "100K", "1M")
    at = sum(rows >= 1000 * 10**n for n in range(len(bounds)))
    return f"n<{bounds[0]}" if not at else f"n>{bounds[-1]}" if at == len(bounds) else f"{bounds[at - 1]}<n<{bounds[at]}"


def loading(folder: Path, version: str, contract: Contract, prefix: str = "") -> dict[str, Any]:
    """What `datasets` needs to load a release: a config a table with typed features, version, sizes and checksums,
    those of the synthetic companion last.

    `prefix` is the path from the file that will hold this to the release folder ("dataset/0.1.0/").
    """
    parts = [part for part in (DATA, SYNTHETIC) if (folder / part.folder).is_dir()]
    tables = [(part, name, f"{part.folder}/{name}.parquet") for part in parts for name in contract.tables]
    return {
        "configs": [_config(p.prefix + name, version, prefix + path, first=not n) for n, (p, name, path) in enumerate(tables)],
        "dataset_info": [_info(part, name, version, folder / path, prefix + path, contract) for part, name, path in tables],
    }


def _config(name: str, version: str, path: str, first: bool) -> dict[str, Any]:
    default = {"default": True} if first else {}
    return {"config_name": name, "version": version, **default, "data_files": [{"split": "train", "path": path}]}


def _info(part: Part, name: str, version: str, file: Path, path: str, contract: Contract) -> dict[str, Any]:
    table = pq.read_table(file)
    size = file.stat().st_size
    return {
        "config_name": part.prefix + name,
        "version": version,
        "features": features_yaml(contract, name),
        "splits": [{"name": "train", "num_bytes": table.nbytes, "num_examples": table.num_rows}],
        "download_size": size,
        "dataset_size": table.nbytes,
        "download_checksums": {path: {"num_bytes": size, "checksum": sha256(file)}},
    }


def with_blocks(text: str, blocks: Mapping[str, str]) -> str:
    """A card's text with what a release says of itself, each block between its two markers.

    Raises UsageError where those of the figures are missing; a card may do without the others.
    """
    if FIGURES not in blocks_of(text):
        raise UsageError("the card has no '<!-- figures: … -->' and '<!-- /figures -->' lines. Add them where the figures go.")
    return BLOCK.sub(lambda m: f"{m[1]}{blocks.get(m[2], m[3])}<!-- /{m[2]} -->", text)


def blocks_of(text: str) -> dict[str, str]:
    """What stands between the markers of a card, by their names."""
    return {found[2]: found[3] for found in BLOCK.finditer(text)}


def naming(text: str, version: str) -> str:
    """A text whose examples load or cite a version: `dataset/1.0.0`, `version="1.0.0"` and the like become this one."""
    return NAMED.sub(version, text)


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
