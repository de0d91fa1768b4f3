"""Speakers: who is the subject of a reporting verb?"""

import pytest

from casebook.reading.speech.speakers import Cast, cast_of, is_paper, main_subject, subject_after, subject_before
from casebook.records import Name

PEOPLE = ("Elspeth Oddie", "Oddie", "Tam Brackley", "Ros")


def cast(text: str) -> Cast:
    """The persons of a sentence: the longest of PEOPLE at every place."""
    names, place = [], 0
    while place < len(text):
        name = next((p for p in PEOPLE if text.startswith(p, place)), None)
        if name:
            names.append(Name((place, place + len(name)), person=f"p{PEOPLE.index(name)}"))
        place += len(name) if name else 1
    return cast_of(names)


def before(sentence: str, *, opens: bool = False) -> str | None:
    """The subject before the verb that stands at the bar."""
    left, text = sentence.index("|"), sentence.replace("|", "")
    span = subject_before(text, cast(text), 0, left, opens=opens)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Police |said", "Police"),
        ("Det Insp Elspeth Oddie |said", "Elspeth Oddie"),
        ("Det Insp Elspeth Oddie, of the river unit, |said", "Elspeth Oddie"),
        ("Elspeth Oddie, 41, the mill's owner, |said", "Elspeth Oddie"),
        ("The mill's owner, Elspeth Oddie, |said", "Elspeth Oddie"),
        ("Passing sentence, Judge Tam Brackley |told", "Tam Brackley"),
        ("Tam Brackley, representing Elspeth Oddie, |said", "Tam Brackley"),
        ("However, addressing the court, Mr Oddie, defending, |said", "Oddie"),
        ("Ros, who sings in a choir and won't give her age, |said", "Ros"),
        ("One of the crew, known to all as Ros, |said", "Ros"),
        ("The crew's founder, who goes by the name of Tidewalker, |said", "Tidewalker"),
        ("Her counsel, Tam Brackley KC, |said", "Tam Brackley"),
        ("Elspeth Oddie, who represents Brackley, |said", "Elspeth Oddie"),
        ("Sir Reed Elland, MP for the coast, |said", "Sir Reed Elland"),
        ("Giving evidence by link, the crew's cook, who can't be named, |said", "the crew's cook"),
        ("On its website the crew |said", "the crew"),
        ("In a statement police |said", "police"),
        ("But the mill's lawyers have since |claimed", "the mill's lawyers"),
        ("A man who saw the boat sink |said", "A man who saw the boat sink"),
        ("The boat had gone but police |said", "police"),
        ("They met Tam Brackley, who |said", "Tam Brackley"),
        ("He was banned by a panel, which |heard", "a panel"),
        ("As the boat sank, she |shouted", "she"),
        ("The mother of Tam Brackley |said", "The mother of Tam Brackley"),
        ("A girl to whom he |said", None),
    ],
)
def test_subject_stands_before(sentence: str, subject: str | None) -> None:
    """Do we find the name without its title, else the noun phrase or pronoun, whatever stands beside it?"""
    assert before(sentence) == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("said Det Insp Elspeth Oddie.", "Elspeth Oddie"),
        ("said Mr Brackley's solicitor, Ros.", "Ros"),
        ("said a spokeswoman for the ferry firm.", "a spokeswoman for the ferry firm"),
        ("said Elspeth Oddie, of the river unit.", "Elspeth Oddie"),
    ],
)
def test_subject_stands_after(sentence: str, subject: str) -> None:
    """Do we find the speaker of an inverted attribution?"""
    span = subject_after(sentence, cast(sentence), len("said"), len(sentence))
    assert span
    assert sentence[slice(*span)] == subject


def test_name_wins_over_an_unclosed_apposition() -> None:
    """Is the name the subject when the second comma was forgotten?"""
    assert before("Elspeth Oddie, founder of the river trust |said", opens=True) == "Elspeth Oddie"


def test_later_verbs_go_back_to_the_main_subject() -> None:
    """Whose is a verb that has no subject of its own?"""
    text = "Elspeth Oddie, who runs the mill, has written to the firm asking for help."
    span = main_subject(text, cast(text), 0, text.index("asking"))
    assert span
    assert text[slice(*span)] == "Elspeth Oddie"


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("The report", True),
        ("A petition set up by anglers", True),
        ("A survey of anglers", True),
        ("The report's author", False),
        ("Police in the film", False),
    ],
)
def test_papers_do_not_speak(words: str, *, paper: bool) -> None:
    """Are documents and data told from those who wrote them?"""
    assert is_paper(words, cast_of(()), (0, len(words))) is paper
