"""The invented examples against the records coded for them by hand: how much of each kind is read."""

import json

import pytest
from builders import EXAMPLES, ROOT

from casebook.ingest import read_articles
from casebook.reading.extract import extract
from casebook.records import Article

GOLDEN = {f.name.partition(".")[0]: json.loads(f.read_text()) for f in sorted((ROOT / "tests/golden").glob("*.json"))}
READ = {a.id: (a, extract(a)) for a in read_articles(EXAMPLES) if isinstance(a, Article) and a.id in GOLDEN}


def overlap(one, other):
    return bool(one and other) and one[0] < other[1] and other[0] < one[1]


def covered(span, others):
    return any(o[0] <= span[0] and span[1] <= o[1] for o in others)


def names(gold, record):
    return [covered(n["span"], [m.span for m in record.names]) for n in gold["names"]]


def arrests(gold, record):
    return [any(overlap(g["mention"], a.mention) and g["age"] == a.age for a in record.arrests) for g in gold["arrests"]]


def roles(gold, record):
    return [any(overlap(g["mention"], a.mention) and g["role"] == a.role for a in record.arrests) for g in gold["arrests"]]


def incidents(gold, record):
    return [any(g["type"] == i.type and g["date"] == i.date for i in record.incidents) for g in gold["incidents"]]


def speech(gold, record):
    return [any(overlap(g["content"][0], s.content[0]) for s in record.statements) for g in gold["statements"]]


def speakers(gold, record):
    return [any(overlap(g["speaker"], s.speaker) for s in record.statements) for g in gold["statements"] if g["speaker"]]


def invented(gold, record):
    """Statements that were read and are none."""
    return [
        not any(overlap(c, g) for g in (c for s in gold["statements"] for c in s["content"]))
        for s in record.statements
        for c in s.content[:1]
    ]


@pytest.mark.parametrize(
    ("kind", "least"), [(names, 0.99), (arrests, 0.95), (roles, 0.95), (incidents, 0.80), (speech, 0.97), (speakers, 0.85)]
)
def test_how_much_is_read(kind, least):
    """Is no less read of each kind than was reached before?"""
    found = [hit for name, gold in GOLDEN.items() for hit in kind(gold, READ[name][1])]
    assert sum(found) >= least * len(found), f"{kind.__name__}: {sum(found)} of {len(found)}"


def test_little_is_invented():
    """Are fewer than one in ten statements none?"""
    found = [miss for name, gold in GOLDEN.items() for miss in invented(gold, READ[name][1])]
    assert sum(found) < len(found) / 10


@pytest.mark.parametrize("name", GOLDEN)
def test_every_golden_name_is_a_name(name):
    """Does each hand-coded name begin with a capital and end with its word?"""
    text = READ[name][0].text
    for start, end in (told["span"] for told in GOLDEN[name]["names"]):
        assert text[start].isupper()
        assert not text[end : end + 1].isalnum()


def test_the_child_and_the_restricted_are_recognised():
    """Are the two persons who must never be released read as what they are?"""
    assert [a.age for a in READ["crowd-at-house"][1].arrests if a.age and a.age < 18] == [16]
    assert [a.age for a in READ["evidence-handover"][1].arrests if a.restriction] == [46]
