"""The invented corpus: every record stands by its evidence, and every hand-coded span by its text."""

import json

import pytest
from builders import ROOT

from casebook.ingest import read_articles
from casebook.reading.extract import extract
from casebook.records import Article
from casebook.verify import verify_record

CORPUS = ROOT / "tests/corpus"
SETS = ("a", "b", "c", "d")


@pytest.mark.parametrize("name", SETS)
def test_every_record_holds(name):
    """Does each record of a set stand up to verify, with evidence to read again?"""
    articles = list(read_articles(CORPUS / name))
    assert len(articles) == 14
    for article in articles:
        assert isinstance(article, Article)
        assert verify_record(extract(article), article) > 10


@pytest.mark.parametrize("name", SETS)
def test_every_gold_span_is_in_its_text(name):
    """Do all hand-coded spans lie in their text, at the edges of words?"""
    for path in sorted((CORPUS / name).glob("*.offsets.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (CORPUS / name / f"{gold['id']}.txt").read_text(encoding="utf-8")
        spans = (
            [n["span"] for n in gold["names"]]
            + [a["mention"] for a in gold["arrests"]]
            + [i["anchor"] for i in gold["incidents"]]
        )
        spans += [c for s in gold["statements"] for c in s["content"]]
        assert all(0 <= start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end in spans), gold[
            "id"
        ]
