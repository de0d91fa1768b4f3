"""Voices: whom do names, descriptions and pronouns stand for that speak?"""

import pytest
from test_speech import statements, told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A club in the town, Pier Lantern, said the boat had gone.", "Pier Lantern"),
        ("The crew's cook, Nerys, said the boat had gone.", "Nerys"),
        ("The boat had gone, said a crew in the port, Moor Tide.", "Moor Tide"),
        ("A farmer from Hale, Norfolk, said the boat had gone.", "A farmer from Hale"),
        ("The force, Monday, said the boat had gone.", "The force"),
        ("Moor Tide has met twice. It says the boat had gone.", "Moor Tide"),
        ("Monday was wet. It said the boat had gone.", "It"),
    ],
)
def test_a_name_beside_a_description_speaks(text: str, speaker: str) -> None:
    """Is it the name that speaks, no county and no day; and may "it" go back to a body by its name alone?"""
    assert [s for s, _ in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("By the gate stood a retired sergeant.", "a retired sergeant"),
        ("There was no sympathy from one neighbour in the crowd.", "one neighbour"),
        ("For a detective in the unit, who won't be named, it is plain.", "a detective"),
        ("The neighbour next door takes another view.", "The neighbour"),
        ("Her solicitor was not impressed.", "Her solicitor"),
        ("We spoke to a cook who was there.", "a cook"),
        ("A cook stood beside a porter by the gate.", "A cook"),
        ("It stood by a cook and a porter.", "she"),
        ("Somebody had left a hammer by the gate.", "she"),
    ],
)
def test_who_is_told_of_without_a_name_speaks(before: str, speaker: str) -> None:
    """Does a pronoun go back to the one person, new and without a name, of whom the sentence before tells, and to no thing?"""
    assert [s for s, _ in told(f"{before} “It was far too dark to see a thing,” she said.")] == [speaker]


def test_the_force_is_the_police_that_spoke() -> None:
    """Does a description go on with the body that has just spoken?"""
    found = statements("North Moor Police said the boat was gone. A man was held, the force added.")
    assert [s.voice for s in found] == ["body:north moor police"]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Elspeth Oddie smiled. She said it was over.", ["p1"]),
        ("Elspeth Oddie said it was early. Tam Brackley said it was not. He said it was late.", ["p1", "p2"]),
        ("Mrs Oddie and Mr Brackley wept. He said it was late.", ["p2"]),
        ("A spokesman for the river trust said it was late.", ["body:river trust"]),
        ("Elspeth Oddie, 68, left the boat. ‘It was the wind, I thought,’ the 68-year-old said.", ["p1"]),
        ("The river trust said it was late. It said the gate was shut.", ["body:river trust"]),
        ("“It was late, and the gate was shut,” Elspeth Oddie said.\n“We left,” the trust leader added.", ["p1"]),
        ("When police issued an appeal in May they said he had gone.", ["body:police"]),
        ("A woman on the weir said it was late. They said it was early.", ["body:woman on the weir", "body:they"]),
        ("The lock keeper, Elspeth Oddie, said it was late.\nNobody came.\nThe keeper said it was over.", ["p1", "p1"]),
        (
            "A miller on the weir said it was late.\nNobody came.\n“It was over,” the miller said.",
            ["body:miller on the weir"] * 2,
        ),
        (
            "“It was late,” said Tam Brackley, of the mill. “It was early, if anything,” replied the miller.",
            ["p2", "body:miller"],
        ),
        ("Tam Brackley said it was late. The RNLI said it was early.", ["p2", "body:rnli"]),
        ("Tam Brackley said it was late. His wife was cross: she said it was early.", ["p2", "body:wife"]),
        ("Elspeth Oddie said it was late. The judge was unmoved. “You left the gate open,” she said.", ["p1", "body:judge"]),
        ("The river trust has met twice. It said the gate was shut.", ["body:river trust"]),
        ("Ros said it was locked. Tam Brackley said it was not. “It was,” came the reply.", ["p3", "p2", "p3"]),
        ("Ros left. We have spoken to the father of the boy. He said it was late.", ["body:father"]),
        ("A miller whose boat sank said it was late. The miller said it was over.", ["body:miller whose boat sank"]),
        (
            "A woman whose boat sank said it was late.\nNobody came.\nThe woman said it was over.",
            ["body:woman whose boat sank"] * 2,
        ),
    ],
)
def test_voices_are_resolved(text: str, voices: list[str]) -> None:
    """Do pronouns and descriptions go back to the person or body they stand for?"""
    assert [s.voice for s in statements(text)] == voices


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Elspeth Oddie keeps bees. Two hives stand in the yard.\n“The mill was our whole lives,” she says.", "p1"),
        (
            "It was late and Tam Brackley was still awake. The lamp was lit.\nThe lamp was low.\n“I heard the bell,” he said.",
            "p2",
        ),
        (
            "“We left at six,” said Elspeth Oddie.\nTam Brackley has had enough.\nThe river rose.\n“I am off,” he said.",
            "p2",
        ),
        (
            "Tam Brackley ran the mill. The miller, now in his 50s, was in tears.\nThe lamp was lit.\nHe said: “I told nobody.”",
            "body:miller",
        ),
        ("“The mill is ours,” Tam Brackley says. His friend shakes his head. “Tell that to Ros,” he says.", "body:friend"),
        ("Elspeth Oddie said they had rung. “It was dark.” Why, she was asked, had she gone? “I was cold,” she replied.", "p1"),
        ("Tam Brackley said it was dark. Questioned by Elspeth Oddie, he accepted it was late.", "p2"),
    ],
)
def test_a_pronoun_goes_back_to_whom_was_told_of(text: str, voice: str) -> None:
    """Does "he" behind narration mean who spoke or was the subject last, and no one of the other sex?"""
    assert statements(text)[-1].voice == voice
