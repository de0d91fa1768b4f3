"""Write a release folder: tables in every format, card, codebook, metadata and checksums, the same bytes every time."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from casebook.attack.gates import read_gates
from casebook.attack.intruder import Intruder
from casebook.contract import Contract, load_contract
from casebook.derive.arrow_types import arrow_table
from casebook.derive.citation import citation_file, zenodo
from casebook.derive.codebook import codebook_csv, codebook_markdown
from casebook.derive.croissant import CODEBOOK, croissant
from casebook.derive.ddi import ddi
from casebook.derive.description import DATA, SYNTHETIC, About, File
from casebook.derive.table_schema import described_package
from casebook.output import whole_folder
from casebook.release.answers import answers
from casebook.release.card import ANSWERS, FIGURES, card, figures
from casebook.release.checksums import CHECKSUMS, checksums, files_of
from casebook.release.content import CONTENT, content
from casebook.release.formats import write_tables
from casebook.release.risk import risk
from casebook.synthetic import synthetic_tables
from casebook.validate import validate
from casebook.wall.exposure import recheck
from casebook.wall.opened import Released, unnarrowed
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected


def tables_of(protected: Protected, contract: Contract) -> dict[str, pa.Table]:
    """The released tables as Arrow, in the contract's order, columns and types."""
    return {name: arrow_table(contract, name, protected.tables[name]) for name in contract.tables}


def write_release(
    out: Path, version: str, released: Released, policy: Policy, intruder: Intruder, more: Mapping[str, str] | None = None
) -> None:
    """Fill `out` with a release, once its tables keep the contract; it appears there complete or not at all.

    `more`: further files by name, with their text (CHANGES.md, diff.json). Raises ContractError where a table breaks a
    rule, DisclosureError where an attack gets too far, UsageError where `out` exists, OutputError where the disk refuses.
    """
    protected, contract, linked = released.protected, released.contract, load_contract()
    tables, about = tables_of(protected, contract), about_release(version, policy)
    validate(tables, contract)
    recheck(unnarrowed(protected.tables, linked), linked, protected.exposure.figures)
    with whole_folder(out) as folder:
        write_tables(folder, DATA, tables, contract, about)
        companion = synthetic_tables(contract, policy.synthetic) if policy.synthetic else {}
        if companion:
            write_tables(folder, SYNTHETIC, companion, contract, about)
        _write(folder / CODEBOOK, codebook_csv(contract))
        told = {**tables, **{SYNTHETIC.prefix + name: table for name, table in companion.items()}}
        for name, text in {**_documents(files_of(folder), told, contract, about), **(more or {})}.items():
            _write(folder / name, text)
        report, gates = intruder.attack(folder), read_gates(policy.gates)
        _write(folder / "risk.json", _json(risk(released, policy, report.to_json(), gates)))
        blocks = {
            FIGURES: figures(version, protected, policy) + report.to_markdown(gates),
            ANSWERS: answers(protected.tables, contract),
        }
        _write(folder / "README.md", card(folder, version, blocks, protected, contract, policy))
        intruder.scan(folder)
        _write(folder / CHECKSUMS, checksums(folder))


def about_release(version: str, policy: Policy) -> About:
    """What the descriptions of a release say of it, from its policy."""
    return About(policy.name, policy.title, version, policy.as_of, open=policy.tier == OPEN, invented=policy.demo)


def _documents(files: Mapping[str, File], tables: Mapping[str, pa.Table], contract: Contract, about: About) -> dict[str, str]:
    """Codebook, metadata and content hashes, by the names of their files; `files` are those of `tables`, and codebook.csv."""
    return {
        "codebook.md": codebook_markdown(contract),
        CONTENT: _json(content(tables)),
        "datapackage.json": _json(described_package(contract, about, files)),
        "croissant.json": _json(croissant(contract, about, files)),
        "ddi.xml": ddi(contract, about, {name: table.num_rows for name, table in tables.items()}),
        "CITATION.cff": citation_file(about),
        ".zenodo.json": _json(zenodo(about)),
    }


def _json(told: Any) -> str:
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
