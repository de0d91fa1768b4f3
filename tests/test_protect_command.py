"""`casebook protect` as a user meets it."""

import json

from test_cli import casebook
from test_flat import ROWS, policy, read, written


def command(folder, *more, rows=ROWS, **asked):
    table = written(folder / "table.csv", [["town", "age", "illness", "id"], *rows])
    return casebook("protect", table, "--policy", policy(folder, **asked), "--out", folder / "out.csv", *more)


def test_it_writes_the_table_and_says_what_that_cost(tmp_path):
    """Are k, loss, precision, discernibility and the smallest class told, and told again in the report?"""
    code, printed = command(tmp_path, "--report", tmp_path / "report.json")
    assert code == 0, printed
    for word in ("k = 2 holds", "smallest", "suppressed", "Loss", "precision", "discernibility"):
        assert word in printed
    assert len(read(tmp_path / "out.csv")) == len(ROWS) + 1
    told = json.loads((tmp_path / "report.json").read_text())
    assert told["k_reached"] == 2
    assert set(told["loss_by_field"]) == {"town", "age"}
    assert told["risk"]["prosecutor"]["highest"] == 0.5
    assert not any(row[0] in (tmp_path / "report.json").read_text() for row in ROWS)


def test_the_same_call_gives_the_same_bytes(tmp_path):
    """Is a second run the same?"""
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        command(tmp_path / name, text='recoding = "local"')
        made.append((tmp_path / name / "out.csv").read_bytes())
    assert made[0] == made[1]


def test_a_mistake_is_one_line_and_leaves_nothing(tmp_path):
    """Does a wrong call end with its exit code, in one line, without an output or a value?"""
    code, printed = command(tmp_path, rows=[["Atlantis", "21", "", ""]])
    assert code == 2
    assert printed.count("\n") == 1
    assert "Atlantis" not in printed
    code, printed = command(tmp_path, text="k = 5")
    assert code == 5
    assert not (tmp_path / "out.csv").exists()
