"""Code what a statement is: who speaks in which role, through what channel, for or against the groups, with what arguments.

A lexicon-and-rule codebook coder: every code shows its words. A code that says only that nothing was
said (`not_reported`, `neutral`, `no_argument`, `assert_fact`) needs none.
"""

from collections.abc import Sequence
from dataclasses import replace

from casebook.reading.coding.acts import NEWS_ONLY, REPORTING, default_act, read_act
from casebook.reading.coding.cast import Cast, gather_cast
from casebook.reading.coding.channels import Channel, around, read_channels
from casebook.reading.coding.roles import Role, read_roles
from casebook.reading.coding.stance import Proof, Themes, read_stance, usual_stance
from casebook.reading.coding.themes import NO_ARGUMENT, read_themes
from casebook.reading.document import Document
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
    act = read_act(cast.index, around(cast, statement), statement, role)
    heard_only = statement.directness == "indirect" and any(e.rule == "role.court" for e in role[1])
    argues = cast.subject and not heard_only
    themes = read_themes(cast.index, statement.content, name, weak=statement.directness != "indirect") if argues else {}
    if act and act[0] in NEWS_ONLY:
        argues = len(themes) >= ARGUED
        themes = themes if argues else {}
        act = read_act(cast.index, around(cast, statement), statement, role, but=NEWS_ONLY) if argues else act
    stance, leans = _stance(cast, statement, role, heard[0], themes)
    if stance == "neutral" and argues and not themes and not (act and act[0] in REPORTING):
        stance, leans = usual_stance(statement, name, act[0] if act else None), role[1]
    does = act or default_act(statement, name, stance, themes)
    evidence = {
        "speaker_role": role[1], "channel": heard[1], "stance_groups": leans, "speech_act": does[1],
        "themes": tuple(e for proof in themes.values() for e in proof),
    }  # fmt: skip
    return replace(
        statement,
        speaker_role=name,
        channel=heard[0],
        stance_groups=stance,
        themes=tuple(themes) or (NO_ARGUMENT,),
        speech_act=does[0],
        evidence={**statement.evidence, **{field: proof for field, proof in evidence.items() if proof}},
    )


def _stance(cast: Cast, statement: Statement, role: Role, channel: str, themes: Themes) -> tuple[str, Proof]:
    if not cast.subject:
        return NOT_APPLICABLE, ()
    leaning = [hit for stretch in statement.content for hit in cast.index.scan("stance", stretch)]
    return read_stance(statement, role[0], channel, themes, leaning)
