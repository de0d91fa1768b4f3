"""Say where a statement stands towards the groups: by what it argues, and the speaker's seat."""

from collections.abc import Mapping, Sequence

from casebook.reading.coding.themes import BENCH, POLICE
from casebook.records import Evidence, Statement

Proof = tuple[Evidence, ...]
Themes = Mapping[str, Proof]

AGAINST = (
    "hinders_investigations", "compromises_evidence", "prejudices_trial", "misidentification", "due_process_rights",
    "public_safety_violence", "harm_vulnerable_suspects", "harm_family_bystanders", "group_criminality", "diverts_resources",
    "no_safeguarding", "leave_it_to_police", "police_already_effective", "motives_questioned", "enforcement_warning",
)  # fmt: skip
FOR = (
    "evidence_useful", "police_lack_capacity", "groups_get_results", "deterrence", "child_protection_duty",
    "justice_too_lenient", "transparency_right_to_know", "thanks_public_or_group", "responsible_practice",
)  # fmt: skip
HALFWAY = ("stop_streaming", "cooperation_or_regulation", "understands_motive")
# What a group tells of itself against itself; the violence of others and the harm it answers are not.
OWNED = ("misidentification", "group_criminality", "motives_questioned", "compromises_evidence", "prejudices_trial")


def read_stance(statement: Statement, role: str, themes: Themes) -> tuple[str, Proof]:
    """Critical, mixed, neutral or supportive, with the words that say so."""
    against, favour = _proof(themes, AGAINST), _proof(themes, FOR)
    if role == "activist_group":
        return _of_group(statement, themes, against, favour)
    if _speaks_of_the_case(statement, role, themes):
        return "neutral", ()
    if against:
        return ("mixed" if favour else "critical"), (*against, *favour)
    if favour:
        return ("mixed" if role in POLICE and statement.directness == "partial" else "supportive"), favour
    return _halfway(statement, role, _proof(themes, HALFWAY))


def _halfway(statement: Statement, role: str, halfway: Proof) -> tuple[str, Proof]:
    """Asking for rules or for an end of streaming: a step the police welcome, a reproach from those who quote it."""
    if not halfway or role in ("platform_company", "defence", "other"):
        return "neutral", ()
    if role in ("politician", "charity_ngo"):
        return ("critical", halfway) if statement.directness == "direct" else ("neutral", ())
    return "mixed", halfway


def _speaks_of_the_case(statement: Statement, role: str, themes: Themes) -> bool:
    """A prosecutor on the evidence, a defence of the client, a family telling what happened, a judge on the guilty."""
    if role == "prosecutor":
        return statement.directness == "indirect" and set(themes) <= {"evidence_useful", "responsible_practice"}
    if role == "defence":
        return not set(themes) & set(AGAINST) - {"harm_vulnerable_suspects", "harm_family_bystanders"}
    if role == "victim_family":
        return statement.directness == "indirect"
    return role in BENCH and set(themes) <= {"offender_condemnation"}


def _of_group(statement: Statement, themes: Themes, against: Proof, favour: Proof) -> tuple[str, Proof]:
    """A group that owns up is critical of itself, one that changes its ways is mixed, else it speaks for itself."""
    owned = _proof(themes, OWNED)
    if owned:
        return ("mixed" if favour or "stop_streaming" in themes else "critical"), (*owned, *favour)
    if "stop_streaming" in themes and statement.directness != "indirect":
        return "mixed", (*themes["stop_streaming"], *favour)
    if statement.directness == "indirect" and set(themes) <= {"responsible_practice", "harm_vulnerable_suspects"}:
        return "neutral", ()
    proof = favour or against or _proof(themes, tuple(themes))
    return ("supportive", proof) if proof else ("neutral", ())


def _proof(themes: Themes, wanted: Sequence[str]) -> Proof:
    return tuple(evidence for theme in wanted for evidence in themes.get(theme, ()))
