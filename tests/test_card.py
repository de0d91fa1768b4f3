"""The card: what it says of a release follows from the tables, and the code in it runs as it stands."""

import csv
import io
import json
import os
import re
import shutil
import subprocess

import pytest
from builders import ROOT
from released import CONTRACT, row

from casebook.errors import UsageError
from casebook.release.answers import QUESTIONS, answers
from casebook.release.card import blocks_of, naming, with_blocks

CURRENT = json.loads((ROOT / "dataset/versions.json").read_text())["current"]
CARD = (ROOT / "DATASET_CARD.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(python|r)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ASKED = [question[1:] for question in QUESTIONS]
Counts = dict[tuple[str, str], int]


def code(text: str, language: str, heading: str) -> str:
    """The first block of a language under a heading."""
    chapter = text[text.index(f"## {heading}") :]
    return next(found[2] for found in BLOCK.finditer(chapter) if found[1] == language)


def told(block: str) -> list[Counts]:
    """The cross-tables of the answers, zeros left out."""
    tables = [part.strip().split("\n") for part in re.split(r"\*\*.*\*\*\n", block) if part.strip()]
    cells = [[[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines] for lines in tables]
    return [
        {(line[0], head): int(n) for line in lines for head, n in zip(header[1:], line[1:], strict=True) if n != "0"}
        for header, _, *lines in cells
    ]


def test_answers_count_the_rows_for_each_pair_of_codes():
    """Are all pairs that occur counted, in the codebook's order, and those that don't told as 0?"""
    rows = [
        row("arrests", stage=stage, role=role)
        for stage, role in [("charged", "suspect"), ("arrested", "suspect"), ("charged", "suspect"), ("charged", "group_member")]
    ]
    first = answers({"arrests": rows, "statements": [], "incidents": []}, CONTRACT).split("\n\n")[1]
    assert first.split("\n") == [
        "| stage, by role | `suspect` | `group_member` |",
        "|---|---|---|",
        "| `arrested` | 1 | 0 |",
        "| `charged` | 2 | 1 |",
    ]


def test_a_question_without_its_columns_is_left_out():
    """Does a release of the open tier without stances answer the others only?"""
    narrow = CONTRACT.narrowed({"arrests": ["stage", "role"], "statements": ["speaker_role"]})
    told = answers({"arrests": [], "statements": []}, narrow)
    assert re.findall(r"\*\*(.*)\*\*", told) == [QUESTIONS[0][0]]


def test_blocks_are_filled_by_name():
    """Does each block go between its own markers, and is a card without figures refused?"""
    text = "a\n<!-- figures: here -->\nold\n<!-- /figures -->\nb\n<!-- answers: here -->\n<!-- /answers -->\n"
    filled = with_blocks(text, {"figures": "new\n", "answers": "yes\n"})
    assert blocks_of(filled) == {"figures": "new\n", "answers": "yes\n"}
    assert filled.startswith("a\n<!-- figures: here -->\nnew\n<!-- /figures -->\nb\n")
    with pytest.raises(UsageError, match="figures"):
        with_blocks("no markers", {})


def test_examples_name_the_version_they_stand_in():
    """Do paths and arguments follow the version, and nothing else?"""
    text = 'load("dataset/{0}", version="{0}") # since 1.0.0; version = {{{0}}} (version {0})'
    assert naming(text.format("0.9.1"), "2.1.3") == text.format("2.1.3")


def test_the_python_of_the_card_gives_its_answers(monkeypatch):
    """Does the code under the questions run as it stands and count what the card says?"""
    monkeypatch.chdir(ROOT)
    space: dict = {}
    exec(code(CARD, "python", "Three questions"), space)  # noqa: S102  (our own card)
    tables = [space["ask"](*asked) for asked in ASKED]
    found = [{(str(a), str(b)): int(n) for a, line in t.iterrows() for b, n in line.items() if n} for t in tables]
    assert found == told(blocks_of(CARD)["answers"])
    space["PART"] = "synthetic_"
    assert space["ask"](*ASKED[0]).to_numpy().sum() > 1000


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize(("part", "least"), [("data", 1), ("synthetic", 1000)])
def test_the_r_of_the_card_gives_the_same(part, least):
    """Does the R under the questions run as it stands, on the tables and on the companion, and count the same?"""
    script = code(CARD, "r", "Three questions").replace('part <- "data"', f'part <- "{part}"')
    script += "".join(
        f'\ncat("--\\n"); write.csv(as.data.frame(ask({", ".join(map(json.dumps, a))})), row.names = FALSE)' for a in ASKED
    )
    run = subprocess.run(
        ["Rscript", "-e", script], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    found = [
        {(line["Var1"], line["Var2"]): int(line["Freq"]) for line in csv.DictReader(io.StringIO(printed)) if line["Freq"] != "0"}
        for printed in run.stdout.split("--\n")[1:]
    ]
    assert sum(found[0].values()) >= least
    if part == "data":
        assert found == told(blocks_of(CARD)["answers"])


def test_the_first_example_of_the_readme_runs(monkeypatch, capsys):
    """Does a stranger who pastes it get the cross-table of the current release?"""
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f'version="{CURRENT}"' in text
    exec(code(text, "python", "Use the data"), {})  # noqa: S102
    assert "charge" in capsys.readouterr().out
