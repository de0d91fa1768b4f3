"""Do graded words read what nobody wrote a rule for, and show it?"""

import json

import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.reading.graded import graded, marks_of, proof_of, stem, words_in
from casebook.reading.rules import family_rules, rerun

FAMILIES = {"graded_theme": "themes", "graded_stance": "stance_groups"}
SAID = [
    json.loads(line) for f in sorted((ROOT / "tests/corpus/said").glob("*.jsonl")) for line in f.read_text("utf-8").splitlines()
]


def _read(family: str, text: str, role: str = "politician"):
    return graded(family, marks_of(words_in(text, [(0, len(text))]), role))


@pytest.mark.parametrize(
    ("word", "stemmed"), [("Jeopardised", "jeopardis"), ("cases", "cas"), ("hunter’s", "hunter"), ("as", "as")]
)
def test_endings_are_cut_off(word: str, stemmed: str) -> None:
    """Do the forms of a word share a stem, and do short words stay whole?"""
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("They do it for the clicks and the likes and nothing else.", "motives_questioned"),
        ("An innocent man was hounded because they had the wrong person.", "misidentification"),
        ("Social media firms have to remove these videos from their sites.", "platform_responsibility"),
        ("It ties up officers for days and costs the taxpayer a fortune.", "diverts_resources"),
    ],
)
def test_likely_themes(text: str, theme: str) -> None:
    """Is an argument read that is put in words of its own?"""
    assert theme in [read.value for read in _read("graded_theme", text) if read.grade > 0]


def test_nothing_is_read_from_nothing() -> None:
    """Does a statement without a telling word argue nothing?"""
    assert not [read for read in _read("graded_theme", "He parked by the bakery.", "witness_public") if read.grade > 0]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_is_one_of_the_codebook(family: str) -> None:
    """Is each graded code in the contract's vocabulary?"""
    codes = {code.code for code in load_contract().vocabularies[FAMILIES[family]].codes}
    assert {rule.value for rule in family_rules(family)} <= codes


@pytest.mark.parametrize("family", FAMILIES)
@given(said=st.sampled_from(SAID))
def test_what_speaks_for_a_code_can_be_read_again(family: str, said: dict[str, str]) -> None:
    """Does every word shown prove itself when its rule is run again?"""
    words = words_in(said["said"], [(0, len(said["said"]))])
    for read in _read(family, said["said"], said["by"])[:3]:
        for proof in proof_of(family, read.value, words):
            assert rerun(proof.rule, said["said"], proof.span)


def test_the_statements_counted_are_well_formed() -> None:
    """Is each of the invented statements coded in the words of the codebook?"""
    vocabularies = load_contract().vocabularies
    themes, stances, acts, roles = (
        {code.code for code in vocabularies[name].codes} for name in ("themes", "stance_groups", "speech_act", "speaker_role")
    )
    assert len(SAID) > 2000
    for row in SAID:
        assert row["said"]
        assert set(row["themes"]) <= themes
        assert row["stance"] in stances
        assert row["act"] in acts
        assert row["by"] in roles
