#!/usr/bin/env python3
"""Grade words: count on invented, coded statements how much each mark speaks for a code, and write the graded lexicons.

    scripts/grade_words.py [--leave-out SET...] [--out FOLDER]

Reads tests/corpus (the sets for developing, pieces/ but for those that measure, the statements in said/, the news of other
kinds in other/) and writes lexicon/grades_FIELD.tsv for each graded field. A grade is a coefficient of a logistic
regression, one code against the rest, with an L1 penalty (FISTA: Beck and Teboulle, 2009), which leaves the telling marks
only; frequent words pay more. Whole numbers; rare marks are left out.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy import sparse
from unfold_pieces import unfold

from casebook.ingest import SetAside, read_articles
from casebook.reading.coding.cast import Cast, gather_cast
from casebook.reading.coding.code import NO_ARGUMENT, NOT_APPLICABLE
from casebook.reading.coding.grades import ACT, BASE, BY, CUE, FORM, NEWS, NOTION, SAID, Mark, length
from casebook.reading.coding.guesses import speaker_marks
from casebook.reading.coding.marks import Marked
from casebook.reading.document import read_document
from casebook.reading.subject_words import GROUPS, SUBJECT, subject_marks
from casebook.records import Article, Statement
from casebook.score.coded import Gold, read_gold

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
PIECES = CORPUS / "pieces"
LEXICON = ROOT / "src" / "casebook" / "reading" / "lexicon"
SETS = ("a", "b", "c", "d", "g", "h", "i", "l", "m", "n", "o", "p", "r", "s", "t", "v", "w", "x")
SCALE = 3  # of a coefficient
RARE = 4  # statements in which a mark must stand, where the field says nothing else
ROUNDS, PENALTY = 250, 0.00003
TOLD = 3  # what stands in an article is nearer to news than a list of sayings
OTHER = 3  # how often news of other kinds counts, of which there is more in the world than here
COMMON = 5.0  # the rarity of a word (log of statements to one that holds it) that pays the penalty as it is
READ = 2.0  # what a rule reads counts for more than a word
STATED = ("themes", "stance_groups", "speech_act", "speaker_role")  # fields of a statement
PRIVATE = ("activist_group", "target_suspect", "victim_family", "witness_public")  # who speaks for nobody else


@dataclass(frozen=True)
class Coded:
    """One coded statement: is it of news about groups, its marks, and its codes by field."""

    about_groups: bool
    marks: frozenset[Mark]
    codes: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Field:
    """A field whose codes are graded: what is added to each base, which kinds of marks count, which codes (all where empty).

    Of a field that is graded `everywhere` the statements of other news count too.
    """

    name: str
    lean: float = 0.0
    kinds: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    everywhere: bool = False
    rare: int = RARE  # statements in which a mark must stand
    told: int = 1  # how often a statement counts that stands in an article, for one that stands alone


FIELDS = (
    Field("themes", lean=1.0, told=TOLD),  # read below even odds: most statements argue little of all that might be argued
    Field("stance_groups", told=TOLD),
    Field("speech_act", everywhere=True, told=TOLD),
    Field("speaker_role", kinds=(SAID,), among=PRIVATE),
    Field("introduced", everywhere=True, rare=2),
    Field(SUBJECT, lean=-1.0, everywhere=True),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="SET", help="sets not to count, so that they can measure")
    parser.add_argument("--out", type=Path, default=LEXICON, metavar="FOLDER", help="where to write (default: the lexicon)")
    args = parser.parse_args()
    with TemporaryDirectory() as unfolded:
        pieces = [unfold(file, Path(unfolded) / file.stem) for file in sorted(PIECES.glob("statements_[!c].jsonl"))]
        sets = [CORPUS / name for name in SETS if name not in args.leave_out]
        told = list(coded([*sets, *pieces]))
    news = [*subjects(sets), *pieces_and_others()]
    alone = [*listed(_rows(CORPUS / "said")), *news, *[said for said in news if not said.about_groups] * (OTHER - 1)]
    for field in FIELDS:
        text = as_tsv(field, [*told * field.told, *alone])
        (args.out / f"grades_{field.name}.tsv").write_text(text, encoding="utf-8")
        print(f"{field.name}: {len(told)} + {len(alone)} statements, {text.count('=')} grades", file=sys.stderr)
    return 0


def coded(folders: Iterable[Path]) -> Iterator[Coded]:
    """The statements in gold folders, as far as all their codes are given."""
    for folder in folders:
        articles = {a.id: a for a in read_articles(folder) if not isinstance(a, SetAside)}
        for gold in (g for g in read_gold(folder) if isinstance(g, Gold)):
            rows = [row for row in gold.rows["statements"] if row.keys() >= set(STATED)]
            cast = gather_cast(read_document(articles[gold.id]), any(_argues(row["stance_groups"]) for row in rows))
            for row in rows:
                content = tuple((start, end) for start, end in row["content"])
                speaker = (row["speaker"][0], row["speaker"][1]) if row["speaker"] else None
                made = Statement(content, speaker, directness=row["directness"])
                codes = {name: _codes(row[name]) for name in STATED}
                others = tuple((start, end) for other in rows if other is not row for start, end in other["content"])
                yield Coded(cast.subject, Marked(cast, made, row["speaker_role"], others).marks, codes)
                if told := speaker_marks(cast, made):
                    yield Coded(cast.subject, told, {"introduced": _codes(row["speaker_role"])})


def subjects(folders: Iterable[Path]) -> Iterator[Coded]:
    """The articles of gold sets: is their subject hunter groups?"""
    for folder in folders:
        argued = {g.id for g in read_gold(folder) if isinstance(g, Gold) and any(map(_of_groups, g.rows["statements"]))}
        for article in (a for a in read_articles(folder) if not isinstance(a, SetAside)):
            yield subject(article, article.id in argued)


def pieces_and_others() -> Iterator[Coded]:
    """The pieces, which are all about groups, but for those that measure; and short news of other kinds."""
    for folder, files, groups in ((PIECES, "*_[!c].jsonl", True), (CORPUS / "other", "*.jsonl", False)):
        yield from (subject(Article("piece", row["text"]), groups) for row in _rows(folder, files))


def subject(article: Article, groups: bool) -> Coded:
    """An article by its words."""
    return Coded(groups, subject_marks(read_document(article).index), {SUBJECT: frozenset({GROUPS} if groups else ())})


def _of_groups(row: Mapping[str, Any]) -> bool:
    return _argues(row["stance_groups"])


def _rows(folder: Path, files: str = "*.jsonl") -> Iterator[dict[str, Any]]:
    """The lines of the files of a folder: statements that have no article, or pieces."""
    for file in sorted(folder.glob(files)):
        yield from (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def listed(rows: Iterable[dict[str, Any]]) -> Iterator[Coded]:
    """The statements that stand alone, a line each."""
    for row in rows:
        before = f"{row.get('speaker', '')} {row['verb']}{' ' if row.get('direct') == 'indirect' else ': '}".lstrip()
        text = f"Said\n\n{before}{row['said']}"
        start = len(text) - len(row["said"])
        cast = Cast(read_document(Article("line", text)), _argues(row["stance"]))
        made = Statement(((start, len(text)),), None, directness=row.get("direct", ""))
        codes = {"themes": row["themes"], "stance_groups": row["stance"], "speech_act": row["act"], "speaker_role": row["by"]}
        marks = Marked(cast, made, row["by"]).marks - {(FORM, "")}
        yield Coded(cast.subject, marks, {name: _codes(told) for name, told in codes.items()})


def _argues(stance: str) -> bool:
    return stance != NOT_APPLICABLE


def _codes(value: str | list[str]) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else value) - {NO_ARGUMENT}


def as_tsv(field: Field, statements: Sequence[Coded]) -> str:
    """The graded marks of a field, a line each: the kind, the mark, its grade for each code it speaks for or against."""
    meant = [said for said in statements if field.name in said.codes and (field.everywhere or said.about_groups)]
    chosen = [said for said in meant if not field.among or said.codes[field.name] & set(field.among)]
    codes = sorted({code for said in chosen for code in said.codes[field.name]})
    columns, grades = fit(field, chosen, codes)
    grades[-1] += field.lean
    rows = zip([*columns, (BASE, "")], np.rint(SCALE * grades).astype(int), strict=True)
    told = {
        mark: " ".join(f"{code}={grade}" for code, grade in zip(codes, row, strict=True) if grade or mark[0] == BASE)
        for mark, row in rows
    }
    lines = [f"{kind}\t{mark}\t{worth}" for (kind, mark), worth in told.items() if worth]
    return "\n".join(["# Counted on invented statements by scripts/grade_words.py: change those, not this file.", *lines]) + "\n"


def fit(field: Field, statements: Sequence[Coded], codes: Sequence[str]) -> "tuple[list[Mark], np.ndarray]":
    """The marks, and their coefficients for each code; the last row is the base."""
    counted = Counter(mark for said in statements for mark in said.marks if not field.kinds or mark[0] in field.kinds)
    columns = sorted(mark for mark, number in counted.items() if number >= field.rare)
    place = {mark: i for i, mark in enumerate(columns)}
    weight = [_weight(mark, counted[mark], len(statements)) for mark in columns]
    cells = [
        (i, place[m], weight[place[m]] / length(s.marks))
        for i, s in enumerate(statements)
        for m in sorted(s.marks & place.keys())
    ]
    i, j, share = (np.array(part) for part in zip(*cells, strict=True))
    x = sparse.csr_matrix((share, (i, j)), shape=(len(statements), len(columns)))
    x = sparse.hstack([x, np.ones((len(statements), 1))], format="csr")
    y = np.array([[code in said.codes[field.name] for code in codes] for said in statements], dtype=float)
    return columns, descend(x, y) * np.array([*weight, 1.0])[:, None]


def _weight(mark: Mark, number: int, statements: int) -> float:
    """What a mark counts for: a word the more the rarer it is, what a rule reads more than a common word."""
    if mark[0] in (BY, FORM, NEWS):
        return 1.0
    return READ if mark[0] in (NOTION, ACT, CUE) else float(np.log(statements / number)) / COMMON


def descend(x: "sparse.csr_matrix", y: "np.ndarray") -> "np.ndarray":
    """Logistic regression with an L1 penalty, the base aside, always the same way."""
    back, steepest = x.T.tocsr(), np.ones(x.shape[1])
    for _ in range(30):
        steepest = back @ (x @ (steepest / np.linalg.norm(steepest)))
    step = 4 * len(y) / float(np.linalg.norm(steepest))
    weights = np.zeros((x.shape[1], y.shape[1]))
    ahead, pace = weights, 1.0
    for _ in range(ROUNDS):
        moved = ahead - step * (back @ (1 / (1 + np.exp(-(x @ ahead))) - y)) / len(y)
        moved[:-1] = np.sign(moved[:-1]) * np.maximum(np.abs(moved[:-1]) - step * PENALTY, 0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


if __name__ == "__main__":
    sys.exit(main())
