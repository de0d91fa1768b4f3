#!/usr/bin/env python3
"""Grade words: count on invented, coded statements how much each word speaks for a code, and write the graded rules.

    scripts/grade_words.py [--leave-out SET...] [--out FOLDER]

Reads tests/corpus (the sets for developing, and the statements in said/) and writes rules/graded_theme.toml
and graded_stance.toml. A grade is a coefficient of a logistic regression, one code against the rest
(L2 penalty, Adam), rounded to a whole number; words of fewer than three statements and small grades are left out.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from casebook.reading.graded import KINDS, Marks, marks_of, words_in
from casebook.reading.rules import pattern_of_words
from casebook.score.coded import Gold, read_gold

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
RULES = ROOT / "src" / "casebook" / "reading" / "rules"
SETS = ("a", "b", "c", "d", "g", "h", "i")
SCALE = 3  # of a coefficient
RARE = 3  # statements in which a mark must stand
ROUNDS, STEP, PENALTY = 150, 0.3, 0.0002
LEAN = 2.0  # a theme is read below even odds: most statements argue little of all that might be argued
Column = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """One coded statement and what it is graded on."""

    text: str
    marks: Marks
    codes: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Family:
    """A field whose codes are graded: how many marks each code keeps, and what is added to its base."""

    name: str
    field: str
    kept: int
    lean: float = 0.0


FAMILIES = (
    Family("graded_theme", "themes", 250, LEAN),
    Family("graded_stance", "stance_groups", 400),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="SET", help="sets not to count, so that they can measure")
    parser.add_argument("--out", type=Path, default=RULES, metavar="FOLDER", help="where to write (default: the rules)")
    args = parser.parse_args()
    statements = [*coded(s for s in SETS if s not in args.leave_out), *listed(sorted((CORPUS / "said").glob("*.jsonl")))]
    for family in FAMILIES:
        text = as_toml(family, statements)
        (args.out / f"{family.name}.toml").write_text(text, encoding="utf-8")
        print(f"{family.name}: {len(statements)} statements, {text.count(' = ')} grades", file=sys.stderr)
    return 0


def coded(sets: Iterable[str]) -> Iterator[Said]:
    """The statements about groups in gold sets."""
    for gold in (g for name in sets for g in read_gold(CORPUS / name) if isinstance(g, Gold)):
        folder = next(CORPUS / name for name in SETS if (CORPUS / name / f"{gold.id}.txt").exists())
        text = (folder / f"{gold.id}.txt").read_text(encoding="utf-8")
        for row in gold.rows["statements"]:
            if row["stance_groups"] != "not_applicable":
                spans = [(start, end) for start, end in row["content"]]
                said = " ".join(text[slice(*span)] for span in spans)
                marks = marks_of(words_in(text, spans), row["speaker_role"])
                yield Said(said, marks, {f: _codes(row[f]) for f in ("themes", "stance_groups")})


def listed(files: Iterable[Path]) -> Iterator[Said]:
    """The statements that stand alone, a line each."""
    for row in (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()):
        said = row["said"]
        marks = marks_of(words_in(said, [(0, len(said))]), row["by"])
        yield Said(said, marks, {"themes": _codes(row["themes"]), "stance_groups": _codes(row["stance"])})


def _codes(value: str | list[str]) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else value) - {"no_argument"}


def as_toml(family: Family, statements: Sequence[Said]) -> str:
    """The rules of one family, a table for each code."""
    codes = sorted({code for said in statements for code in said.codes[family.field]})
    columns, grades = fit(family, statements, codes)
    parts = ["# Graded words, counted on invented statements by scripts/grade_words.py: change those, not this file.\n"]
    for j, code in enumerate(codes):
        kept = sorted(range(len(columns)), key=lambda i: (-abs(grades[i, j]), columns[i]))[: family.kept]
        marks = {columns[i]: round(SCALE * float(grades[i, j])) for i in sorted(kept, key=lambda i: columns[i])}
        base = round(SCALE * (float(grades[-1, j]) + family.lean))
        parts.append(rule_of(family, code, {mark: grade for mark, grade in marks.items() if grade}, base, statements))
    return "\n".join(parts)


def rule_of(family: Family, code: str, marks: dict[Column, int], base: int, statements: Sequence[Said]) -> str:
    """One rule: its grades by kind, a statement that holds words of it, and one that holds none."""
    words = {mark: grade for (kind, mark), grade in marks.items() if kind == "words" and grade > 0}
    pattern = re.compile(pattern_of_words(words), re.IGNORECASE)
    match = pick(statements, lambda s: code in s.codes[family.field] and len(s.marks["words"] & words.keys()) > 1)
    reject = pick(statements, lambda s: not pattern.search(s.text))
    lines = [
        "[[rule]]",
        f'id = "{family.name}.{code}"',
        f'value = "{code}"',
        f"matches = [{json.dumps(match, ensure_ascii=False)}]",
    ]
    lines += [f"rejects = [{json.dumps(reject, ensure_ascii=False)}]", f'grades.base."" = {base}']
    for kind in KINDS:
        entries = [f"{json.dumps(mark, ensure_ascii=False)} = {grade}" for (k, mark), grade in marks.items() if k == kind]
        lines += [f"grades.{kind} = {{ {', '.join(entries)} }}"] if entries else []
    return "\n".join(lines) + "\n"


def pick(statements: Sequence[Said], fits: Callable[[Said], bool]) -> str:
    """The shortest statement that fits."""
    return min((s.text for s in statements if fits(s)), key=lambda text: (len(text), text))


def fit(family: Family, statements: Sequence[Said], codes: Sequence[str]) -> "tuple[list[Column], np.ndarray]":
    """The marks, and their coefficients for each code; the last row is the base."""
    counted = Counter((kind, mark) for said in statements for kind in KINDS for mark in said.marks[kind])
    columns = sorted(column for column, number in counted.items() if number >= RARE)
    place = {column: i for i, column in enumerate(columns)}
    x = np.zeros((len(statements), len(columns) + 1))
    for i, said in enumerate(statements):
        known = [place[k, m] for k in KINDS for m in said.marks[k] if (k, m) in place]
        x[i, known] = max(1, sum(" " not in word for word in said.marks["words"])) ** -0.5
    x[:, -1] = 1
    y = np.array([[code in said.codes[family.field] for code in codes] for said in statements], dtype=float)
    return columns, descend(x, y)


def descend(x: "np.ndarray", y: "np.ndarray") -> "np.ndarray":
    """Logistic regression by Adam (Kingma and Ba, 2015), from nothing, always the same way."""
    weights, mean, square = (np.zeros((x.shape[1], y.shape[1])) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        slope = x.T @ (1 / (1 + np.exp(-(x @ weights))) - y) / len(x) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= STEP * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-6)
    return weights


if __name__ == "__main__":
    sys.exit(main())
