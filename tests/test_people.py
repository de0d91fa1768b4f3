"""The mentions of a person come together, with the fullest one."""

from casebook.reading.document import read_document
from casebook.reading.names.find import find_names
from casebook.reading.names.people import Person, read_people
from casebook.records import Article


def people_in(text: str) -> tuple[Person, ...]:
    doc = read_document(Article("a1", text))
    return read_people(doc, find_names(doc))


TEXT = "Tasker held\n\nDet Supt Bram Tasker rang. Mr Tasker left Hask Lane, Kelso. Wenna Hask, 30, stayed."


def test_gathers_mentions() -> None:
    """Is each person there once, in order, with all mentions, and no street among them?"""
    people = people_in(TEXT)
    assert [p.id for p in people] == ["p1", "p2"]
    assert [TEXT[slice(*s)] for s in people[0].mentions] == ["Tasker", "Bram Tasker", "Tasker"]


def test_knows_the_fullest_mention() -> None:
    """Is it the full name that stands for the person?"""
    assert [TEXT[slice(*p.full)] for p in people_in(TEXT)] == ["Bram Tasker", "Wenna Hask"]


def test_nobody() -> None:
    """Does a text without names have no people?"""
    assert people_in("") == ()
