"""Small whole releases of one row a table to publish: card, Parquet, descriptions, checksums."""

import json
import shutil

import pyarrow.parquet as pq
import yaml
from released import CONTRACT, row

from casebook.derive.arrow_types import arrow_table
from casebook.derive.table_schema import data_package
from casebook.release.card import loading
from casebook.release.checksums import CHECKSUMS, checksums
from casebook.release.content import content


def make_release(folder, version="1.0.0", more=None, **tables):
    """A release of one row a table, or the rows given, and `more` files by path (bytes)."""
    arrow = {name: arrow_table(CONTRACT, name, tables.get(name, [row(name)])) for name in CONTRACT.tables}
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    for name, table in arrow.items():
        pq.write_table(table, folder / "data" / f"{name}.parquet")
    package = data_package(CONTRACT, version)
    card = f"---\n{yaml.safe_dump(loading(folder, version, CONTRACT), sort_keys=False)}---\n\nInvented.\n"
    texts = {"README.md": card, "content.json": json.dumps(content(arrow)), "datapackage.json": json.dumps(package)}
    for path, found in {**{name: text.encode() for name, text in texts.items()}, **(more or {})}.items():
        (folder / path).write_bytes(found)
    (folder / CHECKSUMS).write_text(checksums(folder), encoding="utf-8")
    return folder


def bytes_of(folder):
    """Every file of a release by path, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def on_hub(repo, revision):
    """Every file of a revision with its bytes, the hub's own left out."""
    return {path: found for path, found in repo.files(revision).items() if path != ".gitattributes"}
