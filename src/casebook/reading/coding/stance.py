"""Say where a statement stands towards the groups: by its themes, the words that lean, and the speaker's seat."""

from collections.abc import Mapping

from casebook.reading.coding.themes import BENCH, POLICE
from casebook.reading.rules import Hit
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
HALFWAY = ("understands_motive", "stop_streaming", "cooperation_or_regulation")
# What a court's own people say is the case, not an opinion of the groups, unless it is about the groups' conduct.
CONDUCT = ("group_criminality", "motives_questioned", "enforcement_warning", "prejudices_trial", "no_safeguarding")

QUOTED_AGAINST = (
    "police_senior",
    "police_other",
    "defence",
    "target_suspect",
    "coroner",
    "business_venue",
    "charity_ngo",
    "politician",
)


def read_stance(statement: Statement, role: str, channel: str, themes: Themes, leaning: list[Hit]) -> tuple[str, Proof]:
    """Critical, mixed, neutral or supportive, with the words that say so."""
    against = _proof(themes, AGAINST) + tuple(h.evidence for h in leaning if h.value == "critical")
    favour = _proof(themes, FOR) + tuple(h.evidence for h in leaning if h.value == "supportive")
    if role == "activist_group":
        return _of_group(statement, themes, against, favour)
    if _speaks_of_the_case(statement, role, channel, themes):
        return "neutral", ()
    if role == "platform_company":
        against += themes.get("platform_responsibility", ())
    return _weighed(role, themes, against, favour)


def _weighed(role: str, themes: Themes, against: Proof, favour: Proof) -> tuple[str, Proof]:
    if against:
        return ("mixed" if favour else "critical"), (*against, *favour)
    if favour:
        return ("mixed" if role in POLICE and "thanks_public_or_group" not in themes else "supportive"), favour
    halfway = _proof(themes, HALFWAY)
    return ("mixed", halfway) if halfway else ("neutral", ())


def usual_stance(statement: Statement, role: str, act: str | None = None) -> str:
    """Where those who are quoted at length in such articles mostly stand when their words do not say."""
    if act == "prohibit" and role in ("business_venue", "platform_company"):
        return "critical"
    if statement.directness != "direct":
        return "neutral"
    if role == "activist_group":
        return "supportive"
    return "critical" if role in QUOTED_AGAINST else "neutral"


def _speaks_of_the_case(statement: Statement, role: str, channel: str, themes: Themes) -> bool:
    """A prosecutor or officer giving evidence, a defence of the client's own state, a family telling what happened."""
    if role == "prosecutor" or (role in POLICE and channel == "court"):
        return not _proof(themes, CONDUCT)
    if role == "defence":
        return not set(themes) & set(AGAINST) - {"harm_vulnerable_suspects"}
    if role == "victim_family":
        return statement.directness == "indirect"
    return role in BENCH and set(themes) <= {"offender_condemnation"}


def _of_group(statement: Statement, themes: Themes, against: Proof, favour: Proof) -> tuple[str, Proof]:
    if set(themes) <= {"responsible_practice"} and statement.directness == "indirect":
        return "neutral", ()
    if set(themes) == {"misidentification"}:
        return "critical", against
    if "misidentification" in themes or ("stop_streaming" in themes and against):
        return "mixed", against
    if "group_criminality" in themes and "public_safety_violence" not in themes and len(themes) == 1:
        return "critical", against
    proof = favour or against or _proof(themes, tuple(themes))
    return ("supportive", proof) if proof else ("neutral", ())


def _proof(themes: Themes, wanted: tuple[str, ...]) -> Proof:
    return tuple(evidence for theme in wanted for evidence in themes.get(theme, ()))
