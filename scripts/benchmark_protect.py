"""Measure `casebook protect` on UCI Adult: what is lost, how small classes are, time and peak memory.

Each run is a process of its own. Loss, classes and labels are computed from the files alone: the table, its hierarchies
and what was written.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROWS_OF_MANY = 1_000_000
HEAD = (
    ("", "rows", "loss", "smallest", "suppressed", "wrong", "time", "peak"),
    ("", "", "(LM)", "class", "rows", "labels", "s", "MB"),
)
ANJANA = """
import sys, tomllib, pathlib, pandas
from anjana.anonymity import k_anonymity
table, policy, out = sys.argv[1:]
told = tomllib.loads(pathlib.Path(policy).read_text())
quasi = {name: f["hierarchy"] for name, f in told["fields"].items() if f["role"] == "quasi"}
rows = pandas.read_csv(table, sep=";", dtype=str)
ladders = {}
for name, file in quasi.items():
    levels = pandas.read_csv(pathlib.Path(policy).parent / file, sep=";", header=None, dtype=str)
    ladders[name] = {level: levels[level].values for level in levels.columns}
kept = k_anonymity(rows, [], list(quasi), told["k"], 100 * told["suppression_limit"], ladders)
kept[rows.columns].to_csv(out, sep=";", index=False)
"""


@dataclass(frozen=True)
class Measured:
    """One run, measured from what it wrote."""

    name: str
    rows: int
    loss: float
    smallest: int
    suppressed: int
    wrong: int
    seconds: float
    megabytes: float

    @property
    def row(self) -> tuple[str, ...]:
        """One line of the table."""
        counts = (f"{self.rows:,}", f"{self.loss:.4f}", str(self.smallest), f"{self.suppressed:,}", str(self.wrong))
        return self.name, *counts, f"{self.seconds:.1f}", f"{self.megabytes:.0f}"


def measured(adult: Path, anjana: str | None, many: bool) -> Iterator[Measured]:
    """Every policy in a folder on its table and, with `many`, on a million of its rows drawn with replacement."""
    with tempfile.TemporaryDirectory() as scratch:
        tables = [adult / "adult.csv"]
        if many:
            tables.append(resampled(tables[0], Path(scratch) / "million.csv"))
        for table in tables:
            for policy in sorted(adult.glob("*.toml"), key=lambda path: (len(path.stem), path.stem)):
                name = f"{policy.stem} {table.stem}"
                ours = [sys.executable, "-m", "casebook.cli", "protect", str(table), "--policy", str(policy), "--out"]
                yield run(name, ours, table, policy, Path(scratch) / "out.csv")
                if anjana and "global" in policy.stem and table is tables[0]:
                    yield run(
                        f"  anjana {name}",
                        [anjana, "-c", ANJANA, str(table), str(policy)],
                        table,
                        policy,
                        Path(scratch) / "out.csv",
                    )


def resampled(table: Path, out: Path) -> Path:
    """A million rows of a table, drawn with replacement from a fixed seed."""
    with table.open(encoding="utf-8") as source, out.open("w", encoding="utf-8") as target:
        head, *rows = source
        target.write(head)
        target.writelines(random.Random(1).choices(rows, k=ROWS_OF_MANY))  # noqa: S311  (a sample, not a secret)
    return out


def run(name: str, command: Sequence[str], table: Path, policy: Path, out: Path) -> Measured:
    """Run a command that writes `out`, its last argument, and measure both."""
    began = time.monotonic()
    child = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"benchmark: {name} ended with exit code {child.returncode}. Run it by hand to see why.")
    try:
        with ProcessPoolExecutor(1) as elsewhere:  # a child's peak is at least the memory that this process has
            return Measured(name, *elsewhere.submit(figures, table, policy, out).result(), seconds, used.ru_maxrss / 1024)
    finally:
        out.unlink()


def figures(table: Path, policy: Path, out: Path) -> tuple[int, float, int, int, int]:
    """Rows, loss, smallest class, suppressed rows and wrong labels of a protected table.

    Rows that are missing in `out` count as suppressed. A label is wrong where it isn't above the value that it stands for;
    that is checked where no row is missing.
    """
    told = tomllib.loads(policy.read_text(encoding="utf-8"))
    quasi = {name: field["hierarchy"] for name, field in told["fields"].items() if field["role"] == "quasi"}
    paths = [hierarchy(policy.parent / file) for file in quasi.values()]
    before, after = (quasi_rows(path, list(quasi), told["table"]["delimiter"]) for path in (table, out))
    classes = Counter(after)
    hidden = len(before) - len(after) + classes.pop(("*",) * len(quasi), 0)
    known = [{label: leaves(own, label) for value in own for label in own[value]} for own in paths]
    lost = hidden + sum(
        rows * sum(cell_loss(own, label, len(path)) for own, label, path in zip(known, look, paths, strict=True)) / len(quasi)
        for look, rows in classes.items()
    )
    wrong = Counter(pair for a, b in zip(before, after, strict=False) for pair in zip(range(len(quasi)), a, b, strict=True))
    above = sum(n for (c, value, label), n in wrong.items() if label not in (*paths[c].get(value, ()), "*"))
    return len(before), lost / len(before), min(classes.values(), default=0), hidden, above if len(before) == len(after) else 0


def cell_loss(known: dict[str, int], label: str, values: int) -> float:
    """Iyengar's loss of one label: the values that it may stand for, beside all."""
    return (known.get(label, values) - 1) / (values - 1)


def leaves(paths: dict[str, tuple[str, ...]], label: str) -> int:
    """How many values a label may stand for, on the level where those are most."""
    levels = zip(*paths.values(), strict=True)
    return max(labels.count(label) for labels in levels)


@cache
def hierarchy(path: Path) -> dict[str, tuple[str, ...]]:
    """Each value with all labels above it, itself first."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {row[0]: tuple(row) for row in csv.reader(handle, delimiter=";")}


def quasi_rows(path: Path, names: Sequence[str], delimiter: str) -> list[tuple[str, ...]]:
    """The quasi-identifiers of each row."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, delimiter=delimiter)
        head = next(reader)
        places = [head.index(name) for name in names]
        shared: dict[str, str] = {}
        return [tuple(shared.setdefault(row[p], row[p]) for p in places) for row in reader]
