"""Is each row as sure of itself as it may be, and is what contradicts itself left unclear?"""

from pathlib import Path

import pytest
from builders import ROOT, arrest, incident, statement
from hypothesis import given
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.derive.between import contradiction
from casebook.reading.doubt import reliability, settle, weigh_arrest, weigh_incident, weigh_statement
from casebook.reading.extract import extract
from casebook.records import FIELDS, Arrest, Article, Evidence, Incident, Statement, says_nothing

MEASURED = ("e", "f", "j", "k", "q", "u", "y", "z")


@pytest.mark.parametrize(
    ("fields", "unclear"),
    [
        ({"verdict": "acquitted", "sentence": "community", "charge": "charged", "stage": "tried"}, {"verdict", "sentence"}),
        ({"verdict": "convicted", "plea": "guilty", "charge": "charged", "stage": "tried"}, {"verdict", "stage"}),
        ({"charge": "charged", "plea": "not_guilty", "stage": "tried"}, set()),
        ({"charge": "charged", "verdict": "convicted", "sentence": "suspended", "stage": "sentenced"}, set()),
    ],
)
def test_contradictory_fields_are_unclear(fields: dict[str, str], unclear: set[str]) -> None:
    """Do two fields that can't both be true become unclear, and no others?"""
    row, reasons = settle(arrest(**fields))
    found = {name for name in FIELDS["arrests"] if getattr(row, name) == "unclear"}
    assert found == unclear
    assert bool(reasons) == bool(unclear)


CODES = {
    "charge": ("charged", "not_charged", "not_reported"),
    "plea": ("guilty", "not_guilty", "none_reported"),
    "verdict": ("convicted", "acquitted", "discontinued", "not_reported"),
    "sentence": ("immediate_custody", "suspended", "community", "not_reported"),
    "stage": ("arrested", "charged", "tried", "convicted", "sentenced"),
}


@given(st.fixed_dictionaries({name: st.sampled_from(codes) for name, codes in CODES.items()}))
def test_no_settled_row_contradicts_itself(fields: dict[str, str]) -> None:
    """Does every row, whatever was read, agree with the contract's rules once it is settled?"""
    row, _ = settle(arrest(**fields))
    assert contradiction({**vars(row), "custody_band": "not_reported"}, "arrests", load_contract()) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"age": 16}, "age: under 18"),
        ({"restriction": True}, "restriction: words of a reporting restriction"),
        ({"verdict": "acquitted", "sentence": "community"}, "sentence: contradicts verdict (acquitted_no_sentence)"),
    ],
)
def test_delicate_rows_are_marked(changes: dict[str, object], reason: str) -> None:
    """Is a row that must be read again marked, with the reason and without a value?"""
    row = weigh_arrest(arrest(**changes))
    assert reason in row.review


def test_a_child_and_a_hidden_name_are_read_from_the_words() -> None:
    """Do the words of a restriction and an age under 18 mark the row that they are told of?"""
    text = "A 16-year-old boy, who cannot be named for legal reasons, was charged with robbery in Derby."
    (row,) = extract(Article("a1", text, "2019-05-06")).arrests
    assert {"age: under 18", "restriction: words of a reporting restriction"} <= set(row.review)


def test_better_evidence_gives_more_confidence() -> None:
    """Is a row surer of itself where its fields rest on evidence that was right more often?"""
    shown = {"offences": (Evidence((0, 4), "offence.robbery"),), "age": (Evidence((0, 4), "person_age.years"),)}
    rows = [weigh_arrest(arrest(age=30, offences=("robbery",), evidence=proof)) for proof in (shown, {})]
    assert all(0 < row.confidence <= 1 for row in rows)
    told = reliability("arrests", "age", "person_age")
    assert told > reliability("statements", "themes", "unshown")


@pytest.mark.parametrize(
    ("field", "value", "silent"),
    [
        ("age", None, True),
        ("plea", "none_reported", True),
        ("themes", ("no_argument",), True),
        ("offences", [], True),
        ("count", 1, True),
        ("count", 3, False),
        ("custody_months", 1, False),
        ("audience", 0, False),
        ("offences", ("robbery",), False),
        ("speaker", (0, 4), False),
        ("charge", "unclear", False),
    ],
)
def test_what_says_nothing(field: str, value: object, silent: bool) -> None:
    """Is a field empty that tells nothing beyond what any row has, and no other?"""
    assert says_nothing(field, value) is silent


@pytest.mark.parametrize(("kind", "row"), [("incidents", incident()), ("arrests", arrest()), ("statements", statement())])
def test_every_scored_field_is_one_of_its_row(kind: str, row: Incident | Arrest | Statement) -> None:
    """Does each row have all the fields that are scored and weighed?"""
    assert {*FIELDS[kind]} <= vars(row).keys()


def test_a_counted_set_is_weighed_by_its_count() -> None:
    """Does a row of several persons rest on its number too?"""
    shown = {"count": (Evidence((0, 4), "arrest.counted"),)}
    several, one = weigh_arrest(arrest(count=3, evidence=shown)), weigh_arrest(arrest(evidence=shown))
    assert several.confidence != one.confidence


def test_every_kind_of_row_is_weighed() -> None:
    """Does a row that says nothing have no confidence, and one that says something have some?"""
    assert weigh_incident(incident()).confidence > 0
    assert weigh_statement(statement()).confidence > 0
    assert weigh_arrest(arrest(role="", arrest="not_reported", stage="", charge="")).confidence == 0


def test_confidence_is_counted_on_sets_nobody_developed_on() -> None:
    """Is the table what the script prints for the sets that are kept for measuring?"""
    import subprocess
    import sys

    table = ROOT / "src/casebook/reading/lexicon/reliability.toml"
    folders = [str(Path("tests/corpus") / name) for name in MEASURED]
    told = subprocess.run(
        [sys.executable, "scripts/calibrate.py", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == table.read_text(encoding="utf-8"), "Run scripts/calibrate.py on the measuring sets again."
