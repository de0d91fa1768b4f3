"""Code what a statement is: who speaks in which role, through what channel, for or against the groups, with what arguments.

Role and channel are read by rules, the act is graded on the words said, on what rules read in them and on who says them, and
where hunter groups are the subject so are stance and themes; elsewhere nobody argues about groups. Every code shows its
words; one that says only that nothing was said (`neutral`, `no_argument`, `assert_fact`) needs none.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from casebook.contract import load_contract
from casebook.reading.coding.cast import Role, gather_cast
from casebook.reading.coding.channels import Channel, read_channels
from casebook.reading.coding.grades import Proof, graded
from casebook.reading.coding.marks import Marked
from casebook.reading.coding.roles import read_roles
from casebook.reading.document import Document
from casebook.reading.rows import changed
from casebook.records import Name, Statement

NOT_APPLICABLE = "not_applicable"
NO_ARGUMENT = "no_argument"
SAYS_NOTHING = ("neutral", "assert_fact")  # codes that no word need show
Codes = dict[str, Any]
NOTHING_ARGUED: Codes = {"stance_groups": NOT_APPLICABLE, "themes": (NO_ARGUMENT,)}


def code_statements(doc: Document, statements: Sequence[Statement], names: tuple[Name, ...] = ()) -> tuple[Statement, ...]:
    """Fill role, channel, stance, themes and act of an article's statements, each with its evidence."""
    if not statements:
        return ()
    cast = gather_cast(doc, bool(doc.about_groups), names)
    roles = read_roles(cast, statements)
    channels = read_channels(cast, statements, roles)
    others = [tuple(span for s in statements if s is not statement for span in s.content) for statement in statements]
    marked = [Marked(cast, s, role[0], other) for s, role, other in zip(statements, roles, others, strict=True)]
    return tuple(_coded(*told) for told in zip(marked, roles, channels, strict=True))


def _coded(marked: Marked, role: Role, heard: Channel) -> Statement:
    cast, statement = marked.cast, marked.statement
    codes, proofs = _argued(marked) if cast.subject and statement.content else (NOTHING_ARGUED, {})
    act = graded("speech_act", marked.marks)[0].code
    shown = {"speaker_role": role[1], "channel": heard[1], "speech_act": _proof(marked, "speech_act", act), **proofs}
    evidence = {**statement.evidence, **{field: proof for field, proof in shown.items() if proof}}
    return changed(statement, speaker_role=role[0], channel=heard[0], speech_act=act, **codes, evidence=evidence)


def _argued(marked: Marked) -> tuple[Codes, dict[str, Proof]]:
    """Stance and themes by their grades; a theme that no word shows is not argued."""
    likely = {read.code for read in graded("themes", marked.marks) if read.grade > 0}
    argued = {theme: proof for theme in _themes() if theme in likely and (proof := marked.proof("themes", theme))}
    stance = graded("stance_groups", marked.marks)[0].code
    shown = tuple(evidence for proof in argued.values() for evidence in proof)
    codes = {"stance_groups": stance, "themes": tuple(argued) or (NO_ARGUMENT,)}
    return codes, {"stance_groups": _proof(marked, "stance_groups", stance), "themes": shown}


def _proof(marked: Marked, field: str, code: str) -> Proof:
    return () if code in SAYS_NOTHING else marked.proof(field, code)


@cache
def _themes() -> tuple[str, ...]:
    """The themes in the order of the codebook."""
    return tuple(code.code for code in load_contract().vocabularies["themes"].codes if code.code != NO_ARGUMENT)
