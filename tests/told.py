"""Write small tables in every format, and read them back with other people's readers as the rows they were written from.

Numbers of Stata and SPSS files are looked up in the release's own `codebook.csv`, as a researcher would.
"""

import csv
import io
import json
import math
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
from released import CONTRACT, tables

from casebook.contract import Contract
from casebook.derive.arrow_types import arrow_table
from casebook.derive.codebook import codebook_csv
from casebook.derive.description import DATA, About
from casebook.release.formats import write_tables

READ = {"dta": pyreadstat.read_dta, "sav": pyreadstat.read_sav}
TABLES = tuple(CONTRACT.tables)
ABOUT = About("casebook", "A title", "0.1.0", date(2026, 11, 1))
Rows = list[dict[str, Any]]
Columns = Mapping[str, Sequence[Any]]
R = """
suppressMessages({library(haven); library(jsonlite)})
told <- function(x) {
  shown <- as.character(unclass(x)); shown[!is.na(shown) & shown == "NaN"] <- NA
  if (is.double(x)) { tags <- na_tag(x); shown[!is.na(tags)] <- paste0(".", tags[!is.na(tags)]) }
  I(shown)
}
labels <- function(x) { found <- attr(x, "labels"); setNames(as.list(names(found)), told(unname(found))) }
read <- function(path) {
  table <- if (grepl("dta$", path)) read_dta(path) else read_sav(path, user_na = TRUE)
  list(columns = lapply(table, told), titles = lapply(table, function(x) attr(x, "label")), labels = lapply(table, labels))
}
foreign <- function(path) {
  table <- suppressWarnings(foreign::read.spss(path, use.value.labels = FALSE, use.missings = FALSE))
  list(columns = lapply(table[seq_along(table)], function(x) I(trimws(as.character(x)))))
}
paths <- commandArgs(TRUE)
how <- if (Sys.getenv("READER") == "foreign") foreign else read
cat(toJSON(setNames(lapply(paths, how), paths), auto_unbox = TRUE, na = "null"))
"""


def arrow(**rows: Sequence[Mapping[str, Any]]) -> dict[str, pa.Table]:
    """Tables of one row each; a table given replaces it."""
    return {name: arrow_table(CONTRACT, name, told) for name, told in tables(**rows).items()}


def written(folder: Path, made: Mapping[str, pa.Table], contract: Contract = CONTRACT) -> Path:
    """The tables in every format; gives the folder they are in."""
    folder.mkdir()
    write_tables(folder, DATA, made, contract, ABOUT)
    return folder / "data"


class Codebook:
    """What the numbers of a package's files stand for."""

    def __init__(self, contract: Contract, package: str) -> None:
        self.contract = contract
        lines = list(csv.DictReader(io.StringIO(codebook_csv(contract))))
        self.lines = [line | {"number": line[package]} for line in lines if line[package]]

    def rows(self, table: str, columns: Columns) -> Rows:
        """Rows by column from the variables of a file; every cell as text, None where there is none."""
        told = {field.name: self._column(table, field, columns) for field in self.contract.tables[table].fields.values()}
        return [dict(zip(told, cells, strict=True)) for cells in zip(*told.values(), strict=True)]

    def _column(self, table: str, field: Any, columns: Columns) -> list[Any]:
        lines = [line for line in self.lines if (line["table"], line["column"]) == (table, field.name)]
        if field.many:
            return self._lists([line for line in lines if line["level"] != "missing"], lines, columns)
        codes = {line["number"]: line["code"] for line in lines}
        if field.closed:
            return [None if cell is None else codes[cell] for cell in columns[field.name]]
        return [int(cell) if field.type == "integer" else cell or None for cell in columns[field.name]]

    def _lists(self, own: Any, lines: Any, columns: Columns) -> list[list[str]]:
        reasons = {line["number"]: line["code"] for line in lines if line["level"] == "missing"}
        flags = list(zip(*(columns[line["variable"]] for line in own), strict=True))
        held = [[line["code"] for line, flag in zip(own, row, strict=True) if flag == "1"] for row in flags]
        return [sorted({reasons[flag] for flag in row if flag in reasons} | set(h)) for h, row in zip(held, flags, strict=True)]

    def labels(self, table: str) -> dict[str, dict[str, str]]:
        """The labels that each variable must have, by number as text."""
        found: dict[str, dict[str, str]] = {}
        for line in (line for line in self.lines if line["table"] == table):
            many = line["type"] == "array"
            own = found.setdefault(line["variable"], {"0": "Not in the list"} if many else {})
            own[line["number"]] = "In the list" if many and line["level"] != "missing" else line["label"]
        for name in [name for name in found if name.endswith("*")]:
            reasons = found.pop(name)
            del reasons["0"]
            for variable in (v for v in found if v.startswith(name[:-1])):
                found[variable] |= reasons
        return found


def from_parquet(path: Path, contract: Contract, table: str) -> Rows:
    del contract, table
    rows: Rows = pq.read_table(path.with_suffix(".parquet")).to_pylist()
    return rows


def from_csv(path: Path, contract: Contract, table: str) -> Rows:
    fields = contract.tables[table].fields
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as handle:
        return [{name: _of_text(fields[name].type, cell) for name, cell in row.items()} for row in csv.DictReader(handle)]


def _of_text(kind: str, cell: str) -> Any:
    return None if cell == "" else cell if kind == "string" else json.loads(cell)


def from_stata(path: Path, contract: Contract, table: str) -> Rows:
    columns, _ = pyreadstat.read_dta(path.with_suffix(".dta"), user_missing=True, output_format="dict")
    return Codebook(contract, "stata").rows(table, {name: list(map(_stata, cells)) for name, cells in columns.items()})


def from_spss(path: Path, contract: Contract, table: str) -> Rows:
    columns, _ = pyreadstat.read_sav(path.with_suffix(".sav"), user_missing=True, output_format="dict")
    return Codebook(contract, "spss").rows(table, {name: list(map(_number, cells)) for name, cells in columns.items()})


def _stata(cell: Any) -> Any:
    return f".{cell}" if isinstance(cell, str) and len(cell) == 1 else _number(cell)


def _number(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell
    return None if cell is None or math.isnan(cell) else str(int(cell))


READERS: Mapping[str, Callable[[Path, Contract, str], Rows]] = {
    "parquet": from_parquet,
    "csv": from_csv,
    "dta": from_stata,
    "sav": from_spss,
}


def told_by_r(paths: Sequence[Path], reader: str = "haven") -> dict[str, Any]:
    """What R reads from .dta and .sav files: columns as text; by haven titles and labels too, by foreign .sav files only."""
    call = ["Rscript", "-e", R, *map(str, paths)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120, env={**os.environ, "READER": reader})
    told: dict[str, Any] = json.loads(done.stdout)
    return told
