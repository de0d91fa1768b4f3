"""Build small releases and shelves of versions: every file a release needs to be loaded, a change at a time. All is invented."""

import csv
import json
import re

import pyarrow.parquet as pq
import pytest
import yaml
from released import CONTRACT, tables

from casebook.derive.arrow_types import arrow_table
from casebook.derive.description import DATA, SYNTHETIC
from casebook.derive.hf_features import features_yaml
from casebook.derive.table_schema import data_package
from casebook.release.checksums import CHECKSUMS, checksums, sha256
from casebook.release.content import content
from casebook.versions.shelf import Shelf


def release(folder, version="1.0.0", contract=CONTRACT, *, told=True, companion=False, **changes):
    """A release of one row a table; a table given replaces it. Without `told` the card has no `download_checksums`.

    With a `companion` the same tables stand under synthetic/ too.
    """
    coded = tables(**changes)
    made = {name: arrow_table(contract, name, coded[name]) for name in contract.tables}
    package = data_package(contract, version)
    for part in (DATA, SYNTHETIC) if companion else (DATA,):
        (folder / part.folder).mkdir(parents=True)
        for name, table in made.items():
            pq.write_table(table, folder / part.folder / f"{name}.parquet")
            write_csv(folder / part.folder / f"{name}.csv", table)
        if part.prefix:
            package["resources"] += [{**r, "name": part.prefix + r["name"]} for r in package["resources"]]
    write_json(folder / "datapackage.json", package)
    tell(folder, version, contract, told)
    return seal(folder)


def seal(folder):
    """The folder with a SHA256SUMS of what is in it now."""
    (folder / CHECKSUMS).write_text(checksums(folder))
    return folder


def shelf(root, *versions, **changes):
    """A shelf of releases, the first to the last."""
    root.mkdir(parents=True)
    for version in versions:
        release(root / version, version, **changes)
        Shelf(root).add(version)
    return root


def tell(folder, version, contract=CONTRACT, told=True):
    """Write down the content of the tables that are in the folder now, and a card that declares them."""
    tables = {name: pq.read_table(folder / path) for name, path in _paths(folder, contract).items()}
    write_json(folder / "content.json", content(tables))
    write_card(folder, version, contract, told)


def _paths(folder, contract):
    parts = [part for part in (DATA, SYNTHETIC) if (folder / part.folder).is_dir()]
    return {part.prefix + name: f"{part.folder}/{name}.parquet" for part in parts for name in contract.tables}


def write_card(folder, version, contract=CONTRACT, told=True):
    paths = _paths(folder, contract)
    configs = [
        {"config_name": name, "version": version, "data_files": [{"split": "train", "path": path}]}
        for name, path in paths.items()
    ]
    infos = [_info(folder, name, path, version, contract, told) for name, path in paths.items()]
    front = yaml.dump({"configs": configs, "dataset_info": infos}, Dumper=yaml.CSafeDumper, sort_keys=False)
    (folder / "README.md").write_text(f"---\n{front}---\n\n# Card\n")


def _info(folder, name, path, version, contract, told):
    table, size = pq.read_table(folder / path), (folder / path).stat().st_size
    checksum = {"download_checksums": {path: {"num_bytes": size, "checksum": sha256(folder / path)}}} if told else {}
    return {
        "config_name": name,
        "version": version,
        "features": features_yaml(contract, name.removeprefix(SYNTHETIC.prefix)),
        "splits": [{"name": "train", "num_bytes": table.nbytes, "num_examples": table.num_rows}],
        "download_size": size,
        "dataset_size": table.nbytes,
        **checksum,
    }


def write_csv(path, table):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows([json.dumps(v) if isinstance(v, list) else v for v in row.values()] for row in table.to_pylist())


def write_json(path, told):
    path.write_text(json.dumps(told, indent=2) + "\n")


def change(folder, path, made):
    """Put other bytes, or another table, under a path of a release; what `made` is given are the bytes or the table there."""
    file = folder / path
    if path.endswith(".parquet"):
        pq.write_table(made(pq.read_table(file)), file)
    else:
        file.write_bytes(made(file.read_bytes()))
    return folder


def refused(error, told):
    """Is an error of that class raised, with those words in it?"""
    return pytest.raises(error, match=re.escape(told))
