"""A text tells its region by the most telling place it names."""

import pytest

from casebook.reading.names.places import region_of
from casebook.reading.rules import rerun

REGIONS = [
    ("A man from Leeds was held by Kent Police.", "south_east", "Kent Police"),
    ("He lives in Nelson, Lancashire.", "north_west", "Lancashire"),
    ("He was held in Hull and then in Truro.", "yorkshire_humber", "Hull"),
    ("Officers of Devon and Cornwall Police rang.", "south_west", "Devon and Cornwall Police"),
    ("It began in Newcastle upon Tyne.", "north_east", "Newcastle upon Tyne"),
    ("A flat in Stoke-on-Trent was searched.", "west_midlands", "Stoke-on-Trent"),
    ("He appeared at Derby Crown Court.", "east_midlands", "Derby"),
    ("A Luton man was held.", "east_of_england", "Luton"),
    ("The Metropolitan Police said so.", "london", "Metropolitan Police"),
    ("He went from Rhyl to Mold.", "wales", "Rhyl"),
    ("Police Scotland rang.", "scotland", "Police Scotland"),
    ("The PSNI rang from Larne.", "northern_ireland", "PSNI"),
    ("Scotland is far, said a man from Fife.", "scotland", "Fife"),
    ("A man in London was charged by Essex Police.", "east_of_england", "Essex Police"),
]
NOWHERE = [
    "",
    "it was over",
    "Mr Preston told Judge Lancaster about the Duke of York.",
    "Reading the verdict took an hour. March was cold.",
    "Such orders are new in England and Wales.",
    "He flew to New South Wales and New York.",
    "Leeds United lost.",
    "He was seen in Newport.",
]


@pytest.mark.parametrize(("text", "region", "words"), REGIONS)
def test_tells_the_region(text: str, region: str, words: str) -> None:
    """Does a force count more than a county, a county more than a town, and the first of equals most?"""
    code, span = region_of(text) or ("", (0, 0))
    assert (code, text[slice(*span)]) == (region, words)


@pytest.mark.parametrize("text", NOWHERE)
def test_says_nothing_without_a_place(text: str) -> None:
    """Are surnames, words, clubs, titles and towns of several regions left alone?"""
    assert region_of(text) is None


@pytest.mark.parametrize("text", [text for text, _, _ in REGIONS])
def test_place_proves_itself(text: str) -> None:
    """Does the rule for places read the words again?"""
    _, span = region_of(text) or ("", (0, 0))
    assert rerun("place.named", text, span)
