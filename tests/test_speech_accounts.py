"""Speech told round about: behind a quotation, by somebody's account, in the sentence after, a tense further back."""

import pytest
from test_speech import told


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mill was shut, Ros confirmed on Friday.", "Ros", ["The mill was shut"]),
        ("It was a “muddle”, Ros told him in a letter signed by the clerk.", "Ros", ["It was a “muddle”"]),
        ("It was a “muddle”, tweeted Tam Brackley, leaving for home.", "Tam Brackley", ["It was a “muddle”"]),
        ("The mill, said her cousin, Ros, “had been left to rot”.", "Ros", ["The mill", "had been left to rot"]),
        ("The mill was shut, said Ros, who has run it for years.", "Ros", ["The mill was shut"]),
        ("Ros still has the key, and claims that nobody asked for it.", "Ros", ["nobody asked for it"]),
        ("Ros told us it was “shabby”, before leaving the mill.", "Ros", ["it was “shabby”"]),
        ("The mill voiced its “deep regret” in a statement on Friday.", "The mill", ["its “deep regret”"]),
        ("“Nobody came,” was the verdict of Ros, who had waited.", "Ros", ["Nobody came,"]),
        ("“Nobody came,” is all Ros will say.", "Ros", ["Nobody came,"]),
        ("“Nobody came to the mill” (Ros, the owner).", "Ros", ["Nobody came to the mill"]),
        ("The mill had shut for good. That was the message from Ros.", "Ros", ["The mill had shut for good"]),
        ("The mill has shut for good. Or so Ros claims.", "Ros", ["The mill has shut for good"]),
        ("By Tam Brackley's account the mill was shut.", "Tam Brackley", ["the mill was shut"]),
        ("The mill was shut, if Ros is to be believed.", "Ros", ["The mill was shut"]),
        ("The plan was described as “a sorry mess” by Ros.", "Ros", ["as “a sorry mess”"]),
        ("The judge, Ros, found that the mill was shut.", "Ros", ["the mill was shut"]),
        ("Ros told the inquest that she slept. No one had been woken.", "Ros", ["she slept", "No one had been woken"]),
    ],
)
def test_one_statement(text: str, speaker: str, content: list[str]) -> None:
    """Do we find speaker and words where no plain verb stands beside them?"""
    assert told(text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The police found that the boat was gone.",
        "He was fined and told to pay costs.",
        "They demanded an explanation.",
        "The mill opened late. That was the end of the fair.",
        "He put the bag down to open the gate.",
    ],
)
def test_no_statement(text: str) -> None:
    """Do we leave alone what only looks like speech?"""
    assert told(text) == []
