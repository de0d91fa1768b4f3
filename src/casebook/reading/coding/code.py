"""Code what a statement is: who speaks in which role, through what channel, for or against the groups, with what arguments.

A lexicon-and-rule codebook coder: every code shows its words. A code that says only that nothing was
said (`not_reported`, `neutral`, `no_argument`, `assert_fact`) needs none.
"""

from collections.abc import Sequence

from casebook.reading.coding.acts import HEARD, NEWS_ONLY, default_act, read_act
from casebook.reading.coding.cast import Cast, gather_cast
from casebook.reading.coding.channels import Channel, around, read_channels
from casebook.reading.coding.notions import sentences_of
from casebook.reading.coding.roles import Role, read_roles
from casebook.reading.coding.stance import Proof, Themes, read_stance
from casebook.reading.coding.themes import NO_ARGUMENT, POLICE, THEMES, read_themes, themes_open_to
from casebook.reading.document import Document
from casebook.reading.graded import graded, marks_of, proof_of, words_in
from casebook.reading.rows import changed
from casebook.records import Statement

NOT_APPLICABLE = "not_applicable"
ARGUED = 3  # arguments that outweigh a bit of news or an appeal among them


def code_statements(doc: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Fill role, channel, stance, themes and act of an article's statements, each with its evidence."""
    if not statements:
        return ()
    cast = gather_cast(doc, bool(doc.about_groups))
    roles = read_roles(cast, statements)
    channels = read_channels(cast, statements, roles)
    return tuple(_coded(cast, *told) for told in zip(statements, roles, channels, strict=True))


def _coded(cast: Cast, statement: Statement, role: Role, heard: Channel) -> Statement:
    name = role[0]
    argues = _may_argue(cast, statement, role, heard[0])
    themes = _argued(cast, statement, name) if argues else {}
    guessed = _guessed(cast, statement, name) if argues and not themes else None
    act = read_act(cast, around(cast, statement), statement, role)
    if act and act[0] in NEWS_ONLY:
        enough = len(themes) >= ARGUED
        themes = themes if enough else {}
        act = read_act(cast, around(cast, statement), statement, role, but=NEWS_ONLY) if enough else act
    if guessed:
        themes, (stance, leans) = guessed
    else:
        stance, leans = _stance(cast, statement, role, themes)
    does = act or default_act(statement, role, stance, themes, heard[0])
    evidence = {
        "speaker_role": role[1], "channel": heard[1], "stance_groups": leans, "speech_act": does[1],
        "themes": tuple(e for proof in themes.values() for e in proof),
    }  # fmt: skip
    return changed(
        statement,
        speaker_role=name,
        channel=heard[0],
        stance_groups=stance,
        themes=tuple(themes) or (NO_ARGUMENT,),
        speech_act=does[0],
        evidence={**statement.evidence, **{field: proof for field, proof in evidence.items() if proof}},
    )


def _may_argue(cast: Cast, statement: Statement, role: Role, channel: str) -> bool:
    """A court that hears something, or an officer who gives evidence, argues nothing about the groups."""
    testifies = channel == "court" and role[0] in POLICE
    heard = statement.directness == "indirect" and any(e.rule == HEARD for e in role[1])
    return cast.subject and bool(statement.content) and not testifies and not heard


def _argued(cast: Cast, statement: Statement, role: str) -> Themes:
    return read_themes(sentences_of(cast, statement.content), cast.scene, role, statement.directness != "indirect")


def _guessed(cast: Cast, statement: Statement, role: str) -> tuple[Themes, tuple[str, Proof]]:
    """Where no argument is read: what the words of the statement, taken one by one, speak for most."""
    words = words_in(cast.text, statement.content)
    marks = marks_of(words, role)
    likely = {read.value for read in graded("graded_theme", marks) if read.grade > 0} & themes_open_to(role)
    proofs = {theme: proof_of("graded_theme", theme, words) for theme in THEMES if theme in likely}
    stance = graded("graded_stance", marks)[0].value
    return {theme: proof for theme, proof in proofs.items() if proof}, (stance, proof_of("graded_stance", stance, words))


def _stance(cast: Cast, statement: Statement, role: Role, themes: Themes) -> tuple[str, Proof]:
    if not cast.subject:
        return NOT_APPLICABLE, ()
    return read_stance(statement, role[0], themes)
