"""Say what a speaker does by speaking: by the verb of saying, else by the words said, else by where the speaker stands.

Not everybody does everything with words: "had been arrested" announces an outcome when the police say
it, and tells a fact when a court hears it. Who may do what is told below.
"""

from functools import cache

from casebook.reading.coding.roles import Role
from casebook.reading.coding.stance import Proof, Themes
from casebook.reading.coding.themes import BAR, BENCH, GROUP, POLICE, STRUCK, TALK
from casebook.reading.index import Index
from casebook.reading.rules import Hit, family_rules
from casebook.records import Span, Statement

BODIES = ("local_authority", "other", "business_venue", "platform_company", "politician", "charity_ngo")
ACTORS = {
    "appeal_for_information": (*POLICE, "victim_family", "charity_ngo", "other", "local_authority"),
    "regret": (*POLICE, *GROUP, *BODIES, "target_suspect", "victim_family", "defence", "coroner"),
    "prohibit": (*POLICE, *BENCH, *BODIES),
    "deny": (*GROUP, *BODIES, "target_suspect", "defence", "police_force"),
    "praise_thank": (*POLICE, *BENCH, *GROUP, *STRUCK, *TALK, *BODIES, "prosecutor"),
    "criticise": (*POLICE, *BENCH, *GROUP, *BODIES, "academic_expert", "victim_family", "defence", "target_suspect"),
    "warn": (*POLICE, *BENCH, *GROUP, *TALK, *BODIES),
    "urge": (*POLICE, *BENCH, *GROUP, *TALK, *BODIES, "victim_family", "academic_expert"),
    "commit": (*POLICE, *GROUP, *BODIES, "defence"),
    "announce_outcome": (*POLICE, *GROUP, *BENCH),
    "justify": (*GROUP, *BAR, *BENCH, *BODIES, "target_suspect"),
}  # fmt: skip
# Where several acts are read in one statement, the earlier one wins; a judge addresses the accused before warning anybody.
ORDER = (
    "appeal_for_information", "regret", "prohibit", "deny", "warn", "urge", "commit", "praise_thank", "announce_outcome",
    "justify", "criticise",
)  # fmt: skip
BENCH_ORDER = ("announce_outcome", "praise_thank", "criticise", "prohibit", "warn", "urge", "justify")
NEWS_ONLY = ("announce_outcome", "appeal_for_information")
LEAD = 80  # an outcome is announced at the head of a statement
REPORTING = (*NEWS_ONLY, "commit", "regret")


def read_act(
    index: Index, around: list[Span], statement: Statement, role: Role, but: tuple[str, ...] = ()
) -> tuple[str, Proof] | None:
    """What the verb of saying or the words said do, acts in `but` aside; None where neither tells."""
    name = role[0]
    for hit in (hit for window in around for hit in index.scan("actcue", window, _open_to("actcue", name))):
        if hit.value not in but:
            return hit.value, (hit.evidence,)
    if statement.directness == "indirect" and name in BENCH:
        return None
    said = [hit for stretch in statement.content for hit in index.scan("act", stretch, _open_to("act", name))]
    early = statement.content[0][0] + LEAD if statement.content else 0
    said = [hit for hit in said if hit.value not in but and (hit.value != "announce_outcome" or hit.span[0] < early)]
    if said:
        best = min(said, key=lambda hit: _rank(hit, name))
        return best.value, (best.evidence,)
    return None


@cache
def _open_to(family: str, role: str) -> frozenset[str]:
    """The rules of a family for acts that a speaker in this role may do."""
    return frozenset(rule.id for rule in family_rules(family) if role in ACTORS[rule.value or ""])


def _rank(hit: Hit, role: str) -> int:
    order = BENCH_ORDER if role in BENCH else ORDER
    return order.index(hit.value) if hit.value in order else len(order)


def default_act(statement: Statement, role: str, stance: str, themes: Themes) -> tuple[str, Proof]:
    """What people in this seat do with such arguments."""
    plain = statement.directness == "indirect"
    for theme, roles, act in USUAL:
        if theme in themes and role in roles and not (plain and role in (*POLICE, *GROUP)):
            return act, themes[theme]
    act = _by_stance(role, stance, plain, bool(themes))
    return act, () if act == "assert_fact" else next(iter(themes.values()), ())


def _by_stance(role: str, stance: str, plain: bool, argues: bool) -> str:
    if role == "activist_group":
        return "assert_fact" if stance == "neutral" else "justify"
    if role == "defence" and stance == "neutral" and argues:
        return "justify"
    if stance == "supportive" and not plain:
        return "praise_thank"
    critic = role not in ("police_force", "prosecutor") and not (plain and role in (*POLICE, "victim_family", "business_venue"))
    return "criticise" if stance == "mixed" or (stance == "critical" and critic) else "assert_fact"


EVERYBODY = (*POLICE, *BENCH, *BAR, *GROUP, *STRUCK, *TALK)
# What is usually done with an argument, by whom; the first that fits counts.
USUAL = (
    ("thanks_public_or_group", EVERYBODY, "praise_thank"),
    ("enforcement_warning", ("business_venue",), "prohibit"),
    ("enforcement_warning", EVERYBODY, "warn"),
    ("misidentification", GROUP, "regret"),
    ("stop_streaming", GROUP, "commit"),
    ("leave_it_to_police", (*POLICE, "charity_ngo", "local_authority", "politician"), "urge"),
    ("offender_condemnation", (*BENCH, *POLICE, "victim_family", "politician", "witness_public"), "criticise"),
    ("evidence_useful", (*BENCH, *POLICE), "praise_thank"),
    ("cooperation_or_regulation", ("politician", "charity_ngo", "academic_expert", "other"), "urge"),
    ("stop_streaming", (*POLICE, *TALK), "urge"),
    ("deterrence", GROUP, "warn"),
    ("justice_too_lenient", EVERYBODY, "criticise"),
    ("prejudices_trial", BENCH, "warn"),
    ("public_safety_violence", POLICE, "warn"),
    ("police_lack_capacity", ("politician", "charity_ngo", "other", "witness_public"), "criticise"),
    ("transparency_right_to_know", ("witness_public", "politician"), "justify"),
)
