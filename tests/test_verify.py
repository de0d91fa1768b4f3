from dataclasses import replace

import pytest
from builders import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from casebook.errors import EvidenceError, UsageError
from casebook.ingest import read_articles
from casebook.reading.extract import extract
from casebook.records import Article, Evidence
from casebook.verify import read_records, verify_record

ARTICLES = [a for a in read_articles(EXAMPLES) if isinstance(a, Article)]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_what_is_extracted_holds(article):
    """Does every example's record stand up, with evidence to check?"""
    assert verify_record(extract(article), article) > 20


def lies(record):
    """Records that each claim one thing the article does not say, and the path that must be named."""
    told, said, scene = record.arrests[0], record.statements[0], record.incidents[0]
    yield replace(record, arrests=(replace(told, stage="appealed"), *record.arrests[1:])), "arrests[0].stage"
    yield replace(record, arrests=record.arrests[1:]), "arrests (how many there are)"
    yield replace(record, arrests=(replace(told, mention=(0, 10**6)), *record.arrests[1:])), "arrests[0].mention: span"
    yield replace(record, statements=(replace(said, speaker=(3, 3)), *record.statements[1:])), "statements[0].speaker: span"
    yield replace(record, statements=(replace(said, content=((0, 5),)), *record.statements[1:])), "statements[0].content"
    yield replace(record, incidents=(replace(scene, evidence={"type": (Evidence((0, 3), "no.rule"),)}),)), "rule 'no.rule'"
    yield replace(record, names=(replace(record.names[0], span=(1, 2)), *record.names[1:])), "names[0]"
    yield replace(record, published="2001-01-01"), "published"


def test_each_lie_is_caught_and_named():
    """Does verify fail on each lie, naming the field and not the value?"""
    article = next(a for a in ARTICLES if a.id == "burger-bar-sting")
    made = list(lies(extract(article)))
    assert len(made) == 8
    for lie, path in made:
        with pytest.raises(EvidenceError) as problem:
            verify_record(lie, article)
        assert path in str(problem.value)
        assert article.text[:30] not in str(problem.value)


@given(st.binary(max_size=60))
def test_a_line_that_is_no_record(tmp_path_factory, junk):
    """Does any other line end with its number and no traceback?"""
    path = tmp_path_factory.mktemp("records") / "r.jsonl"
    path.write_bytes(b'{"id":"a"}\n' + junk.replace(b"\n", b"") + b"x\n")
    with pytest.raises(EvidenceError, match="line 2 is not a working record"):
        list(read_records(path))


def test_no_such_file(tmp_path):
    """Does a missing file name itself?"""
    with pytest.raises(UsageError, match="no such file"):
        next(read_records(tmp_path / "none.jsonl"))
