"""Write a release folder: tables, card, codebook and checksums, the same bytes every time."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from casebook.attack.gates import read_gates
from casebook.attack.intruder import Intruder
from casebook.contract import Contract, load_contract
from casebook.derive.arrow_types import arrow_table
from casebook.derive.codebook import codebook_markdown
from casebook.output import whole_folder
from casebook.release.card import card, figures
from casebook.release.checksums import CHECKSUMS, checksums
from casebook.release.risk import risk
from casebook.validate import validate
from casebook.wall.exposure import recheck
from casebook.wall.opened import Released, unnarrowed
from casebook.wall.policy import Policy
from casebook.wall.protect import Protected


def tables_of(protected: Protected, contract: Contract) -> dict[str, pa.Table]:
    """The released tables as Arrow, in the contract's order, columns and types."""
    return {name: arrow_table(contract, name, protected.tables[name]) for name in contract.tables}


def write_release(out: Path, version: str, released: Released, policy: Policy, intruder: Intruder) -> None:
    """Fill `out` with a release, once its tables keep the contract; it appears there complete or not at all.

    Raises ContractError where a table breaks a rule, DisclosureError where an attack gets too far, UsageError where
    `out` exists, OutputError where the disk refuses.
    """
    protected, contract, linked = released.protected, released.contract, load_contract()
    tables = tables_of(protected, contract)
    validate(tables, contract)
    recheck(unnarrowed(protected.tables, linked), linked, protected.exposure.figures)
    with whole_folder(out) as folder:
        (folder / "data").mkdir()
        for name in contract.tables:
            write_table(folder / "data" / f"{name}.parquet", tables[name])
        _write(folder / "codebook.md", codebook_markdown(contract))
        report, gates = intruder.attack(folder), read_gates(policy.gates)
        _write(folder / "risk.json", json.dumps(risk(released, policy, report.to_json(), gates), indent=2) + "\n")
        block = figures(version, protected, policy) + report.to_markdown(gates)
        _write(folder / "README.md", card(folder, version, block, protected, contract, policy))
        intruder.scan(folder)
        _write(folder / CHECKSUMS, checksums(folder))


def write_table(path: Path, table: pa.Table) -> None:
    """One table as Parquet: string labels, and nothing of the clock or the machine in it."""
    pq.write_table(table, path, compression="zstd", version="2.6", data_page_version="1.0", row_group_size=1 << 16)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
