"""Short pieces of news full of hard names, every mention of a person marked: as many are found as were."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT

from casebook.ingest import read_articles
from casebook.reading.extract import extract
from casebook.records import Article
from casebook.verify import verify_record

NAMED = ROOT / "tests/corpus/named"
# Precision and recall, rounded down: `a` was developed on, `b` only measures. Less is a loss, which wants a reason.
FOUND = {"a": (0.98, 0.97), "b": (0.91, 0.9)}


@pytest.fixture(scope="module")
def unfolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pieces as gold folders."""
    folder = tmp_path_factory.mktemp("named")
    command = [sys.executable, "scripts/unfold_pieces.py", *sorted(NAMED.glob("*.jsonl")), "--out", folder]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("name", FOUND)
def test_persons_are_found(unfolded: Path, name: str) -> None:
    """Are no fewer mentions of persons found, and no more things taken for one?"""
    found, marked, both = 0, 0, 0
    for article in read_articles(unfolded / name):
        assert isinstance(article, Article)
        record = extract(article)
        verify_record(record, article)
        gold = json.loads((unfolded / name / f"{article.id}.offsets.json").read_text(encoding="utf-8"))["names"]
        told, read = {tuple(n["span"]) for n in gold}, {n.span for n in record.names if n.kind == "person"}
        found, marked, both = found + len(read), marked + len(told), both + len(told & read)
    precision, recall = FOUND[name]
    assert marked > 200
    assert both / found >= precision
    assert both / marked >= recall
