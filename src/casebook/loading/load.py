"""Load one table of one version of a release, every byte of it verified, or say why not."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from casebook.derive.description import DATA, SYNTHETIC
from casebook.errors import IntegrityError, UsageError
from casebook.loading.declared import CARD, Declared, read_card, version_of
from casebook.loading.download import download
from casebook.loading.find import Found, find
from casebook.loading.forms import form
from casebook.loading.promised import PACKAGE, lacking, promise_faults
from casebook.loading.sealed import AGAIN, unseal
from casebook.loading.tables import read_parquet, table_faults
from casebook.release.checksums import CHECKSUMS
from casebook.release.content import CONTENT

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from datasets import Dataset

Where = str | Path | None


@overload
def load(
    table: str, version: str | None = None, path_or_repo: Where = None, *,
    as_: Literal["pandas"] = "pandas", token: str | None = None, endpoint: str | None = None,
) -> "pd.DataFrame": ...  # fmt: skip
@overload
def load(
    table: str, version: str | None = None, path_or_repo: Where = None, *,
    as_: Literal["polars"], token: str | None = None, endpoint: str | None = None,
) -> "pl.DataFrame": ...  # fmt: skip
@overload
def load(
    table: str, version: str | None = None, path_or_repo: Where = None, *,
    as_: Literal["arrow"], token: str | None = None, endpoint: str | None = None,
) -> "pa.Table": ...  # fmt: skip
@overload
def load(
    table: str, version: str | None = None, path_or_repo: Where = None, *,
    as_: Literal["datasets"], token: str | None = None, endpoint: str | None = None,
) -> "Dataset": ...  # fmt: skip
def load(
    table: str,
    version: str | None = None,
    path_or_repo: Where = None,
    *,
    as_: str = "pandas",
    token: str | None = None,
    endpoint: str | None = None,
) -> Any:
    """One table of exactly this version, or an error; nothing comes from a cache that was not verified again.

    `table`: "incidents", "arrests" …, or "synthetic_incidents" … of the invented companion. `version`: "1.0.0"; None for the
    current one of a shelf, the newest tag of a repository, the folder's own. `path_or_repo`: a release folder, a folder of
    versions (or the repository it lies in), or a hub repository "owner/name", read at its tag v1.0.0, where no folder has
    that name; None for what CASEBOOK_DATASET names, else the dataset beside casebook. `token` and `endpoint` are for hubs
    (else HF_TOKEN and HF_ENDPOINT, or what 'hf auth login' keeps).

    `as_` is "pandas", "polars", "arrow" or "datasets". Codes keep their names: in pandas a closed column is a category, in
    polars an Enum, in datasets a ClassLabel, all with every code of the column, used or not, in the codebook's order; numbers
    stay whole where some are missing (`Int64`); a null is a null. Missing reasons (`withheld` …) are codes like the others.

    Raises UsageError where there is no such table, version or folder, IntegrityError where the version was withdrawn or
    anything differs from its checksums or declarations, HubError where a hub refuses, OutputError where the disk does.
    """
    give = form(as_)
    found = find(path_or_repo, version, lambda repo, of: download(repo, of, _needed(table), token, endpoint))
    try:
        rows, declared = read_table(found, table)
    except IntegrityError:
        if not found.again:
            raise
        rows, declared = read_table(found.again(), table)
    return give(rows, declared)


def read_table(found: Found, table: str) -> "tuple[pa.Table, Declared]":
    """A table of a release once it has passed: list of checksums, card, file, columns, content."""
    sealed = unseal(found.folder, found.sha256sums)
    tables = read_card(sealed.read(CARD), sealed.folder / CARD)
    of = version_of(tables, sealed.folder / CARD)
    if found.version not in {None, of}:
        raise IntegrityError(f"{found.folder}: its card tells version {of}, not {found.version}{AGAIN}")
    if table not in tables:
        raise UsageError(f"'{table}' is no table of version {of}. Choose from {', '.join(tables)}.")
    declared = tables[table]
    rows = read_parquet(sealed.read(declared.path), sealed.folder / declared.path)
    faults = table_faults(rows, declared) or promise_faults(sealed, rows, declared)
    faults += [f"the release has no {path}" for path in lacking(sealed, of)]
    if faults:
        raise IntegrityError("\n".join(f"{sealed.folder / declared.path}: {fault}{AGAIN}" for fault in faults))
    return rows, declared


def _needed(table: str) -> list[str]:
    """The files of a release that loading a table takes."""
    part = SYNTHETIC if table.startswith(SYNTHETIC.prefix) else DATA
    return [CARD, CHECKSUMS, CONTENT, PACKAGE, f"{part.folder}/{table.removeprefix(part.prefix)}.parquet"]
