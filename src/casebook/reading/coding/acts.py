"""Say what a speaker does by speaking: by the verb of saying, else by the words said, else by where the speaker stands.

Not everybody does everything with words: "had been arrested" announces an outcome when the police say
it, and tells a fact when a court hears it. Who may do what is told below.
"""

from dataclasses import dataclass
from functools import cache

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.roles import Role
from casebook.reading.coding.stance import Proof, Themes
from casebook.reading.coding.themes import BENCH, GROUP, POLICE, STRUCK, TALK
from casebook.reading.rules import Hit, family_rules
from casebook.records import Span, Statement

BODIES = ("local_authority", "other", "business_venue", "platform_company", "politician", "charity_ngo")
ACTORS = {
    "appeal_for_information": (*POLICE, "victim_family", "charity_ngo", "other", "local_authority"),
    "regret": (*POLICE, *GROUP, *BODIES, "target_suspect", "victim_family", "defence", "coroner"),
    "prohibit": (*POLICE, *BENCH, *BODIES),
    "deny": (*GROUP, *BODIES, "target_suspect", "defence"),
    "praise_thank": (*POLICE, *BENCH, *GROUP, *STRUCK, *TALK, *BODIES, "prosecutor"),
    "criticise": (*POLICE, *BENCH, *GROUP, *BODIES, "academic_expert", "victim_family", "defence", "target_suspect"),
    "warn": (*POLICE, *BENCH, *TALK, *BODIES),
    "urge": (*POLICE, *BODIES, "academic_expert", "victim_family"),
    "commit": (*POLICE, *GROUP, *BODIES, "defence"),
    "announce_outcome": (*POLICE, *GROUP, *BENCH, "prosecutor"),
    "justify": (*GROUP, "defence", "target_suspect", "witness_public"),
}  # fmt: skip
# Rules whose words not all of them use so: who gives orders in a quotation, who warns of a danger, who was elsewhere.
ONLY = {
    "act.do_it": (*POLICE, "local_authority", "other", "charity_ngo"),
    "act.warn_danger": (*POLICE, *TALK, *BODIES),
    "act.elsewhere": ("defence", "target_suspect"),
}
# Where several acts are read in one statement, the earlier one wins; a judge addresses the accused before warning anybody.
ORDER = (
    "appeal_for_information", "prohibit", "commit", "regret", "deny", "warn", "urge", "praise_thank", "announce_outcome",
    "justify", "criticise",
)  # fmt: skip
BENCH_ORDER = ("announce_outcome", "praise_thank", "prohibit", "warn", "criticise")
HEARD = "role.court"  # "the court heard": no judge speaks
NEWS_ONLY = ("announce_outcome", "appeal_for_information")
INTO = 30  # characters by which a verb of saying may reach into what is said: "appealed for | witnesses"
AT_ONCE, LEAD, EVER = 20, 80, 1_000_000  # how far into a stretch a demand, an outcome, any other act is looked for
TOLD, QUOTED, EITHER = ("indirect",), ("direct", "partial"), ("direct", "partial", "indirect")
ANY = ("critical", "mixed", "neutral", "supportive", "not_applicable")


@dataclass(frozen=True)
class Usual:
    """What speakers in some seats usually do, with such words and such a stance, when no word of theirs tells."""

    act: str
    roles: tuple[str, ...]
    forms: tuple[str, ...] = QUOTED
    stances: tuple[str, ...] = ANY
    themes: tuple[str, ...] = ()  # one of which must be argued, where any are given


# The first that fits counts; what fits none asserts a fact.
USUAL = (
    Usual("praise_thank", (*GROUP, *STRUCK, *TALK, *POLICE), themes=("thanks_public_or_group",)),
    Usual("praise_thank", BENCH, stances=("supportive", "mixed"), themes=("thanks_public_or_group", "evidence_useful")),
    Usual("criticise", BENCH),
    Usual("prohibit", ("business_venue",), EITHER, themes=("enforcement_warning",)),
    Usual("warn", POLICE, EITHER, themes=("enforcement_warning",)),
    Usual("commit", GROUP, stances=("critical", "mixed"), themes=("stop_streaming",)),
    Usual("regret", GROUP, stances=("critical", "mixed"), themes=("misidentification",)),
    Usual("warn", GROUP, themes=("deterrence",)),
    Usual("justify", GROUP, stances=("supportive", "mixed", "critical")),
    Usual("criticise", ("defence",), ("direct",), stances=("critical",)),
    Usual("justify", ("defence",), EITHER),
    Usual("urge", POLICE, TOLD, themes=("leave_it_to_police", "stop_streaming")),
    Usual("urge", (*POLICE, *TALK), stances=("mixed", "neutral"), themes=("cooperation_or_regulation", "stop_streaming")),
    Usual("urge", ("politician", "charity_ngo", "other"), themes=("cooperation_or_regulation", "stop_streaming")),
    Usual("urge", ("politician", "charity_ngo", "other"), TOLD, themes=("cooperation_or_regulation", "leave_it_to_police")),
    Usual("praise_thank", POLICE, stances=("supportive", "mixed"), themes=("evidence_useful", "responsible_practice")),
    Usual("criticise", (*POLICE, *TALK, *STRUCK), ("direct",), stances=("critical", "mixed")),
    Usual("criticise", ("charity_ngo", "politician", "target_suspect"), EITHER, stances=("critical", "mixed")),
    Usual("justify", ("witness_public", "victim_family"), stances=("supportive", "mixed")),
    Usual("criticise", ("politician",), ("direct",)),
)


def read_act(
    cast: Cast, around: list[Span], statement: Statement, role: Role, but: tuple[str, ...] = ()
) -> tuple[str, Proof] | None:
    """What the verb of saying or the words said do, acts in `but` aside; None where neither tells."""
    name = role[0]
    for start, end in around:
        for hit in cast.scan("actcue", (start, min(end + INTO, len(cast.text)))):
            if hit.span[0] < end and hit.value not in but and name in ACTORS[hit.value]:
                return hit.value, (hit.evidence,)
    if statement.directness == "indirect" and name in BENCH:
        return None
    said = [hit for hit in _said(cast, statement, name) if hit.value not in but]
    if said:
        best = min(said, key=lambda hit: _rank(hit, name))
        return best.value, (best.evidence,)
    return None


def _said(cast: Cast, statement: Statement, role: str) -> list[Hit]:
    """The acts that the words said do; some are done only at the head of a statement or of a reported clause."""
    found = []
    for stretch in statement.content:
        for hit in cast.index.scan("act", stretch, _open_to(role)):
            late = hit.span[0] - stretch[0]
            if late < (AT_ONCE if hit.rule.id == "act.to_do" else LEAD if hit.value == "announce_outcome" else EVER):
                found.append(hit)
    return found


@cache
def _open_to(role: str) -> frozenset[str]:
    """The rules of `act` for acts that a speaker in this role may do."""
    return frozenset(rule.id for rule in family_rules("act") if role in ONLY.get(rule.id, ACTORS[rule.value or ""]))


def _rank(hit: Hit, role: str) -> int:
    order = BENCH_ORDER if role in BENCH else ORDER
    return order.index(hit.value) if hit.value in order else len(order)


def default_act(statement: Statement, speaker: Role, stance: str, themes: Themes, channel: str) -> tuple[str, Proof]:
    """What people in this seat do with such arguments; a court hears facts, and who was struck tells them to it."""
    role = speaker[0]
    if (channel == "court" and role in STRUCK) or any(e.rule == HEARD for e in speaker[1]):
        return "assert_fact", ()
    for usual in USUAL:
        if role in usual.roles and statement.directness in usual.forms and stance in usual.stances:
            shown = [theme for theme in usual.themes if theme in themes]
            if shown or not usual.themes:
                return usual.act, tuple(themes[shown[0]] if shown else next(iter(themes.values()), ()))
    return "assert_fact", ()
