"""Is a speaker whom no rule places known by the words that bring him in?"""

import pytest

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.grades import BEHIND, BESIDE, LEADING, OWN, graded
from casebook.reading.coding.introduced import introduced, told
from casebook.reading.document import read_document
from casebook.reading.evidence import proves
from casebook.reading.extract import extract
from casebook.records import Article

LEAD = "A self-styled paedophile hunter group called Marram Watch met a man in a car park in Bude and filmed him.\n\n"


def _marks(text: str, who: str):
    whole = f"Head\n\n{text}"
    start = whole.rindex(who)
    return introduced(Cast(read_document(Article("a1", whole)), subject=True), [(start, start + len(who))])


def test_each_place_has_a_mark_of_its_own() -> None:
    """Are the words beside, right before and right behind a speaker told apart, and quoted ones and other sentences left out?"""
    text = 'Rain fell on Bude. For the bench, chair Nell Orchard, frowning, called it "a very sorry little tale".'
    marks = _marks(text, "Nell Orchard")
    assert {(BESIDE, "bench"), (BESIDE, "call"), (LEADING, "chair"), (BEHIND, "frown")} <= marks.keys()
    assert not {(BESIDE, "sorry"), (BESIDE, "rain"), (BESIDE, "nell")} & marks.keys()


def test_his_own_words_count() -> None:
    """Is "the woman who sweeps the yard" known by what she is called?"""
    assert (OWN, "yard") in _marks("It woke the woman who sweeps the yard.", "the woman who sweeps the yard")


@pytest.mark.parametrize(("word", "means"), [("Carnaby", "~"), ("Coroner", "coroner"), ("The", "the"), ("mitigating", "mitigat")])
def test_a_name_is_any_name(word: str, means: str) -> None:
    """Do all names look alike, while an office with a capital stays what it is?"""
    assert told(word) == means


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rising to mitigate, Nell Orchard submitted that prison would undo her client.", "defence"),
        ("Nell Orchard opened the case to the jury and said the phone held 300 messages.", "prosecutor"),
        ("Nell Orchard looked out of her bedroom window and said it was over in a minute.", "witness_public"),
    ],
)
def test_roles_nobody_wrote_a_rule_for(text: str, role: str) -> None:
    """Is the role right, with words that prove it?"""
    whole = LEAD + text
    statement = extract(Article("a1", whole, published="2021-03-05")).statements[-1]
    assert statement.speaker_role == role
    proof = dict(statement.evidence)["speaker_role"]
    assert proof
    assert all(proves(evidence, whole) for evidence in proof)


def test_every_grade_is_of_a_role() -> None:
    """Has each of the roles a base, so that somebody of whom nothing is told has a sum for each?"""
    assert {"defence", "prosecutor", "activist_group", "other"} <= {read.code for read in graded("introduced", frozenset())}
