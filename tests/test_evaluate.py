"""`scripts/evaluate.py`: gold sets and public sets are read and measured as the reference measures them."""

import random
import re
import subprocess
import sys

import pytest
from builders import ROOT, SHARED
from perturbed import random_public, write_lines
from score_runs import casebook, shares

from casebook.records import Article
from casebook.score.figures import KINDS, ROWS
from casebook.score.public import measure_public, read_public

PUBLIC_SCORER = SHARED / "eval" / "score_external.py"

REWORDED = {
    "direct quotes": lambda m: f"P {m.precision:.3f} R {m.recall:.3f} (gold {m.gold}, predicted {m.said})",
    "speaker on matched": lambda m: f"{m.recall:.3f} ({m.gold})",
    "person mentions covered": lambda m: f"person mentions covered {m.recall:.3f} ({m.gold})",
    "persons covered throughout": lambda m: f"person entities with every mention covered {m.recall:.3f} ({m.gold})",
}


def in_their_words(measure):
    shares = f"P {measure.precision or 0:.3f} R {measure.recall:.3f} F1 {measure.f1 or 0:.3f}"
    plain = f"{shares} (gold {measure.gold}, predicted {measure.said})"
    told = REWORDED.get(measure.name)
    return told(measure) if told else plain


QUOTE = {"kind": "direct", "content": [[0, 100]], "source": [[110, 120]]}
SAID = {"content": [[0, 31]], "speaker": [119, 130], "directness": "direct"}
DATES = [{"span": [0, 10], "type": "DATE", "value": "2018"}, {"span": [20, 30], "type": "DURATION", "value": "P1W"}]


@pytest.mark.parametrize(
    ("theirs", "mine", "figures"),
    [
        ({"quotes": [QUOTE]}, {"statements": [SAID]}, [(1, 1, 1), (1, 1, 1), (0, 0, 1), (1, 0, None)]),
        ({"quotes": [QUOTE]}, {"statements": [{**SAID, "content": [[0, 29]]}]}, [(1, 1, 1), (0, 0, 1), (0, 0, 1), (0, 0, None)]),
        (
            {"quotes": [QUOTE]},
            {"statements": [SAID, {**SAID, "content": [[0, 90]], "speaker": None}]},
            [(1, 2, 2), (1, 1, 2), (1, 1, 2), (0, 0, None)],
        ),
        ({"quotes": []}, {"statements": [SAID]}, [(0, 0, 1), (0, 0, 1), (0, 0, 1), (0, 0, None)]),
        ({"dates": DATES}, {"dates": [{"span": [9, 12], "value": "2018"}]}, [(1, 1, 1), (1, 1, 1)]),
        ({"dates": DATES}, {"dates": [{"span": [9, 12], "value": "2017"}]}, [(1, 1, 1), (0, 0, 1)]),
        ({"dates": DATES}, {"dates": [{"span": [22, 25], "value": "2018"}]}, [(0, 0, 0), (0, 0, 0)]),
        ({"dates": DATES}, {"dates": [{"span": [9, 25], "value": "2018"}]}, [(1, 1, 1), (1, 1, 1)]),
        (
            {"dates": DATES},
            {"dates": [{"span": [0, 4], "value": "2017"}, {"span": [5, 9], "value": "2018"}]},
            [(1, 1, 2), (1, 1, 2)],
        ),
        (
            {
                "entities": [
                    {"type": "PERSON", "identifier": "DIRECT", "mentions": [[0, 5], [9, 14]]},
                    {"type": "PERSON", "identifier": "NO_MASK", "mentions": [[2, 4]]},
                    {"type": "ORG", "identifier": "DIRECT", "mentions": [[0, 5]]},
                ]
            },
            {"names": [{"span": [0, 6]}, {"span": [10, 14]}]},
            [(1, 0, None), (0, 0, None)],
        ),
    ],
)
def test_public_measures(theirs, mine, figures):
    """What is found, what is right and how much is said of quotes, dates and persons?"""
    measures = measure_public({"p1": theirs}, {"p1": mine})
    assert [(m.found, m.right, m.said) for m in measures] == figures


@pytest.mark.skipif(
    not PUBLIC_SCORER.exists(), reason="the reference scorer is not beside the project (../shared/eval/score_external.py)"
)
@pytest.mark.parametrize("seed", range(12))
def test_every_public_figure_is_the_reference_scorers(tmp_path, seed):
    """Are quotes, dates and persons measured as the reference measures them, on random sets and records?"""
    theirs, mine = random_public(random.Random(seed))  # noqa: S311  (a seed to repeat, no secret)
    gold_file, ours = write_lines(tmp_path / "gold.jsonl", theirs), write_lines(tmp_path / "ours.jsonl", mine)
    run = subprocess.run([sys.executable, PUBLIC_SCORER, gold_file, ours], capture_output=True, text=True, check=True)
    measures = measure_public(read_public(gold_file), {row["id"]: row for row in mine})
    assert len(measures) == 8
    for measure in measures:
        assert in_their_words(measure) in run.stdout, run.stdout


@pytest.fixture
def evaluate(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import evaluate

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["evaluate.py", *map(str, args), "--jobs", "1"])
        return evaluate.main()

    return run


def corpus_folder(tmp_path, names):
    """A gold folder with a few articles of the corpus."""
    folder = tmp_path / "few"
    folder.mkdir()
    for path in (p for name in names for p in (ROOT / "tests/corpus/a").glob(f"{name}.*")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_evaluate_a_gold_set(tmp_path, capsys, evaluate):
    """Does the script read the articles and print what extract and score would, a row for the set and one for all?"""
    folder = corpus_folder(tmp_path, ["a01", "a03"])
    assert evaluate(folder) == 0
    printed = capsys.readouterr()
    rows = {line.split()[0]: line.split()[1:] for line in printed.out.splitlines()[1:]}
    assert list(rows) == ["few", "all"]
    assert printed.err == ""
    casebook("extract", folder, "--out", tmp_path / "ours.jsonl", "--jobs", 1)
    table = shares(casebook("score", folder, tmp_path / "ours.jsonl")[1], ROWS)
    expected = [table["all"][2], *table["names"][:2], *(table[k][2] for k in (*KINDS, "arrest->incident")), "2"]
    assert rows["few"][:-1] == rows["all"][:-1] == expected


def test_evaluate_takes_the_day_from_gold(monkeypatch):
    """Is a day of the gold record used only where nothing else gives one and it is a day?"""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from evaluate import dated

    days = [("2018-03-04", None), ("2018-03-04", "2017-01-01"), ("spring", None), (None, None)]
    known = [dated(Article("a1", "text", published), day).published for day, published in days]
    assert known == ["2018-03-04", "2017-01-01", None, None]


def test_evaluate_a_public_set(tmp_path, capsys, evaluate):
    """Does a folder with gold.jsonl give the measures of a public set, and an article that is not there a line and code 1?"""
    article = ROOT / "tests/corpus/a/a01.txt"
    public = tmp_path / "public"
    public.mkdir()
    write_lines(public / "articles.jsonl", [{"id": "p1", "text": article.read_text(encoding="utf-8")}])
    dates = [{"span": [0, 9], "type": "DATE", "value": "2018"}]
    write_lines(public / "gold.jsonl", [{"id": "p1", "dates": dates}, {"id": "p2", "dates": dates}])
    assert evaluate(public) == 1
    printed = capsys.readouterr()
    assert re.search(r"^dates and values +\d", printed.out, re.MULTILINE)
    assert "public: p2 has no article that can be read" in printed.err


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "p1", "dates": [{}]}', '{"id": "p1", "dates": 3}'])
def test_evaluate_tells_a_bad_set(tmp_path, capsys, evaluate, line):
    """Is a public gold set that is not well formed one line with its place, and a missing folder too?"""
    (tmp_path / "gold.jsonl").write_text(line + "\n")
    assert evaluate(tmp_path) == 2
    assert "gold.jsonl: line 1: " in capsys.readouterr().err
    assert evaluate(tmp_path / "nowhere") == 2
