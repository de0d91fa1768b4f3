"""Do graded words read what nobody wrote a rule for, and show it?"""

import json

import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.reading.coding.grades import BASE, graded, grades_of, marks_of_words, proof_of, stem, words_in
from casebook.reading.evidence import proves
from casebook.records import Evidence

FIELDS = ("themes", "stance_groups", "speech_act", "speaker_role", "introduced")
KINDS = {"said", "voice", "notion", "act", "cue", "around", "by", "form", "news", "beside", "leading", "behind", "own", BASE}
SAID = [
    json.loads(line) for f in sorted((ROOT / "tests/corpus/said").glob("*.jsonl")) for line in f.read_text("utf-8").splitlines()
]


def _words(text: str):
    return words_in(text, [(0, len(text))])


def _argued(text: str, role: str) -> list[str]:
    return [read.code for read in graded("themes", marks_of_words(_words(text), role)) if read.grade > 0]


@pytest.mark.parametrize(
    ("word", "stemmed"), [("Jeopardised", "jeopardis"), ("cases", "cas"), ("hunter’s", "hunter"), ("as", "as")]
)
def test_endings_are_cut_off(word: str, stemmed: str) -> None:
    """Do the forms of a word share a stem, and do short words stay whole?"""
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("text", "role", "theme"),
    [
        ("An innocent man was hounded because they had the wrong person.", "witness_public", "misidentification"),
        ("Social media firms have to remove these videos from their sites.", "charity_ngo", "platform_responsibility"),
    ],
)
def test_likely_themes(text: str, role: str, theme: str) -> None:
    """Is an argument read that is put in words of its own?"""
    assert theme in _argued(text, role)


def test_nothing_is_read_from_nothing() -> None:
    """Does a statement without a telling word argue nothing?"""
    assert not _argued("He parked by the bakery.", "witness_public")


def test_who_says_it_counts() -> None:
    """Does the same word weigh otherwise in another mouth?"""
    text = "We took the man and his phone to the station."
    one, other = (graded("stance_groups", marks_of_words(_words(text), role)) for role in ("activist_group", "police_force"))
    assert one != other


@pytest.mark.parametrize("field", FIELDS)
def test_every_grade_is_of_a_code_and_of_a_kind(field: str) -> None:
    """Is each graded code in the contract's vocabulary, each mark of a known kind, and does every code have its base?"""
    codes = {code.code for code in load_contract().vocabularies["speaker_role" if field == "introduced" else field].codes}
    grades = grades_of(field)
    graded_codes = {code for told in grades.values() for code in told}
    assert graded_codes == set(grades[BASE, ""]) <= codes
    assert {kind for kind, _ in grades} <= KINDS
    assert all(told and (kind == BASE or all(told.values())) for (kind, _), told in grades.items())


@pytest.mark.parametrize("field", FIELDS)
@given(said=st.sampled_from(SAID))
def test_what_speaks_for_a_code_can_be_read_again(field: str, said: dict[str, str]) -> None:
    """Does every word shown prove itself when it is read again?"""
    words = _words(said["said"])
    for read in graded(field, marks_of_words(words, said["by"]))[:3]:
        assert all(proves(proof, said["said"]) for proof in proof_of(field, read.code, words, said["by"]))


@pytest.mark.parametrize("rule", ["graded_themes.deterrence", "graded_nothing.deterrence", "graded_themes.nothing", "graded_"])
def test_other_words_prove_nothing(rule: str) -> None:
    """Does a word that speaks for no code, or a rule that is none, prove nothing?"""
    assert not proves(Evidence((0, 5), rule), "Zzyzx and more.")


def test_the_statements_counted_are_well_formed() -> None:
    """Is each of the invented statements coded in the words of the codebook, and told once?"""
    vocabularies = load_contract().vocabularies
    themes, stances, acts, roles = (
        {code.code for code in vocabularies[name].codes} for name in ("themes", "stance_groups", "speech_act", "speaker_role")
    )
    assert len({row["said"] for row in SAID}) == len(SAID) > 2000
    for row in SAID:
        assert row["said"]
        assert set(row["themes"]) <= themes
        assert row["stance"] in stances or (row["stance"] == "not_applicable" and row["themes"] == ["no_argument"])
        assert row["act"] in acts
        assert row["by"] in roles
