"""Notions are read in plain words and in pictures alike, and only where they are meant."""

import pytest

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.notions import notions_of
from casebook.reading.document import read_document
from casebook.records import Article


def notions(said: str) -> set[str]:
    """The notions in something said."""
    text = f"Said\n\n{said}"
    return set(notions_of(Cast(read_document(Article("line", text)), subject=True), [(len(text) - len(said), len(text))]))


@pytest.mark.parametrize(
    ("said", "notion"),
    [
        ("The bairns were in tears on the landing.", "kin_hurt"),
        ("She took the twins to school and strangers stood at the gate.", "fallout"),
        ("There was a toddler asleep upstairs.", "child_inside"),
        ("He says yes to anybody who raises their voice.", "impaired"),
        ("He never came back down from the loft.", "death"),
        ("They had the right road and the wrong door.", "wrongman"),
        ("It was out by one digit.", "namesake"),
        ("Sooner or later there will be a body on that pavement.", "someday"),
        ("They took his car keys and sat on him.", "manhandled"),
        ("A tripod is not a courtroom.", "notcourt"),
        ("I had two crews stood on that drive and a missing girl at the other end of town.", "otherjobs"),
        ("The laptop was in the canal by teatime.", "casefails"),
        ("Every one of them wants subscribers.", "fame"),
        ("Then they drive off and who sits with the mother?", "aftercare"),
        ("Put the phones away.", "cutfeed"),
        ("Anyone who turns up there will be arrested.", "bewarned"),
    ],
)
def test_notion_is_read(said: str, notion: str) -> None:
    """Does a statement hold the notion that its words stand for?"""
    assert notion in notions(said)


@pytest.mark.parametrize(
    ("said", "notion"),
    [
        ("He was wrong-footed by the wind.", "wrongman"),
        ("They took the train home.", "manhandled"),
        ("The camera is new.", "notcourt"),
        ("We will be home by six.", "bewarned"),
    ],
)
def test_notion_is_left(said: str, notion: str) -> None:
    """Is a notion left alone where its words mean something else?"""
    assert notion not in notions(said)
