"""The invented corpus and the shared sets: every record stands by its evidence, and every hand-coded span by its text."""

import json
from itertools import chain

import pytest
from builders import ROOT, SHARED
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.ingest import read_articles
from casebook.reading.document import read_document
from casebook.reading.extract import extract
from casebook.records import Article
from casebook.verify import verify_record

CORPUS = ROOT / "tests/corpus"
SETS = sorted({path.parent.name for path in CORPUS.glob("*/*.offsets.json")})


@pytest.mark.parametrize("name", SETS)
def test_every_record_holds(name):
    """Does each record of a set stand up to verify, with evidence to read again?"""
    articles = list(read_articles(CORPUS / name))
    assert len(articles) >= 8
    for article in articles:
        assert isinstance(article, Article)
        assert verify_record(extract(article), article) > 5


@pytest.mark.parametrize(
    "name", ["article", "gold/crime-dev", "gold/fiction-dev", "public/bbc-dev", "public/polnear-dev", "public/timebank"]
)
def test_every_record_of_the_shared_sets_holds(name):
    """Is every text of every set read, and does each record stand up to verify?"""
    source = SHARED / name
    if not source.exists():
        pytest.skip(f"shared/{name} is not here: the sources stand beside the project, never in it.")
    articles = list(read_articles(source / "articles.jsonl" if (source / "articles.jsonl").exists() else source))
    assert articles
    for article in articles:
        assert isinstance(article, Article)
        verify_record(extract(article), article)


SENTENCES = list(
    chain.from_iterable(
        [doc.text[slice(*s.span)] for s in doc.sentences]
        for name in SETS
        for article in read_articles(CORPUS / name)
        if isinstance(article, Article)
        for doc in [read_document(article)]
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n", "\r\n"])), min_size=1, max_size=25))
def test_sentences_in_any_order_hold(told):
    """Does a record still quote its text where the sentences of many stories are thrown together?"""
    article = Article("mixed", "".join(sentence + end for sentence, end in told))
    verify_record(extract(article), article)


@given(st.text(max_size=300))
def test_any_text_holds(text):
    """Does any text, however odd, give a record that stands up to verify?"""
    article = Article("odd", text)
    verify_record(extract(article), article)


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
