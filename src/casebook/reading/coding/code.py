"""Code what a statement is: who speaks in which role, through what channel, for or against the groups, with what arguments.

Role and channel are read by rules, in any article. Where hunter groups are the subject, stance, themes and act are graded on
the words said, on what rules read in them and on who says them; elsewhere nobody argues about groups, and the act is read by
rules. Every code shows its words; one that says only that nothing was said (`neutral`, `no_argument`, `assert_fact`) needs none.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from casebook.contract import load_contract
from casebook.reading.coding.acts import read_act
from casebook.reading.coding.cast import Cast, gather_cast
from casebook.reading.coding.channels import Channel, around, read_channels
from casebook.reading.coding.grades import Proof, graded
from casebook.reading.coding.marks import Marked
from casebook.reading.coding.roles import Role, read_roles
from casebook.reading.document import Document
from casebook.reading.rows import changed
from casebook.records import Statement

NOT_APPLICABLE = "not_applicable"
NO_ARGUMENT = "no_argument"
Codes = dict[str, Any]


def code_statements(doc: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Fill role, channel, stance, themes and act of an article's statements, each with its evidence."""
    if not statements:
        return ()
    cast = gather_cast(doc, bool(doc.about_groups))
    roles = read_roles(cast, statements)
    channels = read_channels(cast, statements, roles)
    return tuple(_coded(cast, *told) for told in zip(statements, roles, channels, strict=True))


def _coded(cast: Cast, statement: Statement, role: Role, heard: Channel) -> Statement:
    argues = cast.subject and bool(statement.content)
    codes, proofs = _about_groups(Marked(cast, statement, role[0])) if argues else _of_other_news(cast, statement, role)
    shown = {"speaker_role": role[1], "channel": heard[1], **proofs}
    evidence = {**statement.evidence, **{field: proof for field, proof in shown.items() if proof}}
    return changed(statement, speaker_role=role[0], channel=heard[0], **codes, evidence=evidence)


def _about_groups(marked: Marked) -> tuple[Codes, dict[str, Proof]]:
    """Stance, themes and act by their grades; a theme that no word shows is not argued."""
    likely = {read.code for read in graded("themes", marked.marks) if read.grade > 0}
    argued = {theme: proof for theme in _themes() if theme in likely and (proof := marked.proof("themes", theme))}
    stance, act = (graded(field, marked.marks)[0].code for field in ("stance_groups", "speech_act"))
    codes = {"stance_groups": stance, "themes": tuple(argued) or (NO_ARGUMENT,), "speech_act": act}
    proofs = {"stance_groups": marked.proof("stance_groups", stance), "speech_act": marked.proof("speech_act", act)}
    return codes, {**proofs, "themes": tuple(e for proof in argued.values() for e in proof)}


def _of_other_news(cast: Cast, statement: Statement, role: Role) -> tuple[Codes, dict[str, Proof]]:
    """Nobody argues about groups in other news."""
    act, proof = read_act(cast, around(cast, statement), statement, role)
    return {"stance_groups": NOT_APPLICABLE, "themes": (NO_ARGUMENT,), "speech_act": act}, {"speech_act": proof}


@cache
def _themes() -> tuple[str, ...]:
    """The themes in the order of the codebook."""
    return tuple(code.code for code in load_contract().vocabularies["themes"].codes if code.code != NO_ARGUMENT)
