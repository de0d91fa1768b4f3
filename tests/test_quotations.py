"""Quotations: where do quoted words begin and end?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reading.document import read_document
from casebook.reading.rules import rerun
from casebook.reading.speech.quotations import Quotation, find_quotations
from casebook.records import Article

LEAD = "Nobody was hurt at the mill on Sunday.\n"  # keeps a first line from passing for a headline


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(read_document(Article("a", LEAD + text)))


def inner(text: str) -> list[str]:
    whole = LEAD + text
    return [whole[slice(*q.inner)] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"It was dark," she said.', ["It was dark,"]),
        ("“It was dark,” she said.", ["It was dark,"]),
        ("‘It was dark,’ she said.", ["It was dark,"]),
        ("'It was dark,' she said.", ["It was dark,"]),
        ("''It was dark,'' she said.", ["It was dark,"]),
        ('“It was dark," she said.', ["It was dark,"]),
        ("”It was dark,” she said.", ["It was dark,"]),
        ("'We don't know the lads' names,' he said.", ["We don't know the lads' names,"]),
        ("‘It’s over,’ he said, ‘and we’re glad.’", ["It’s over,", "and we’re glad."]),
        ("“He shouted, ‘Stand back,’ and ran,” she said.", ["He shouted, ‘Stand back,’ and ran,"]),
        ('“He said "no" to me,” she said.', ['He said "no" to me,']),
        ('"She read “Keep out” on the gate," he said.', ["She read “Keep out” on the gate,"]),
        ('The "ghost" train and the "lost" key', ["ghost", "lost"]),
    ],
)
def test_marks_are_paired(text: str, words: list[str]) -> None:
    """Do we read straight, curly, single, doubled and mixed marks, and keep a nested quote with the outer one?"""
    assert inner(text) == words


@pytest.mark.parametrize(
    "text",
    ["The owners' dog wasn't lost.", 'He is 5ft 9" tall.', "It was the '90s.", '""', "Rock 'n' roll it isn't."],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    """Do we leave apostrophes, inches and empty marks alone?"""
    assert inner(text) == []


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“(LAUGHTER.)”", False),
        ("She spoke on Channel Nine’s “Morning of the North.”", False),
        ("He sang on their album “Long Night.”", False),
        ("She said: “Not Today.”", True),
        ("On Channel Nine’s stairs she said “Jo Vane Lied.”", True),
        ("“(I think) they should all go home now,” she said.", True),
    ],
)
def test_notes_and_names_of_works_are_not_spoken(text: str, spoken: bool) -> None:
    """Are the name of a programme and a note on what is heard told from words that somebody says?"""
    assert bool(inner(text)) == spoken


def test_quote_stays_open_over_paragraphs() -> None:
    """Does a paragraph without a closing mark leave its quotation open?"""
    text = "She said: “We waited.\n\n“Nobody came.”"
    assert [(q.open, q.words) for q in quotations(text)] == [(True, 2), (False, 2)]


def test_single_quote_stays_open_over_paragraphs() -> None:
    """Does the same hold for single marks, which need the next paragraph to tell?"""
    text = "She said: ‘We waited at the gate until six.\n\n‘Nobody came.’"
    assert [q.open for q in quotations(text)] == [True, False]


def test_headlines_are_left_out() -> None:
    """Do quoted words in the headline stay out?"""
    doc = read_document(Article("a", "'No regrets': baker closes shop\nThe baker closed the shop on Friday.\nHe sold it."))
    assert find_quotations(doc) == ()


@pytest.mark.parametrize(("text", "long"), [('"one two three four five six"', True), ('"one two three four five"', False)])
def test_six_words_are_long(text: str, long: bool) -> None:
    """Are six quoted words in a row enough for direct speech, and five not?"""
    assert [q.long for q in quotations(f"She said: {text}")] == [long]


@given(st.text(alphabet="ab \n\"“”'‘’.,:", max_size=80))
def test_quotations_prove_themselves(text: str) -> None:
    """Does every quotation lie in the text, in order, and stand by its evidence?"""
    doc = read_document(Article("a", text))
    found = find_quotations(doc)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    for q in found:
        assert q.span[0] <= q.inner[0] <= q.inner[1] <= q.span[1]
        assert rerun(q.evidence.rule, text, q.evidence.span)
