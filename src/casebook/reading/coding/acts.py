"""Say what a speaker in other news does by speaking: by the verb of saying, else by the words said, else by the seat.

Not everybody does everything with words: "had been arrested" announces an outcome when the police say
it, and tells a fact when a court hears it. Who may do what is told below.
"""

from functools import cache

from casebook.reading.coding.cast import Cast
from casebook.reading.coding.grades import Proof
from casebook.reading.coding.roles import Role
from casebook.reading.coding.seats import BENCH, BODIES, GROUP, POLICE, STRUCK, TALK
from casebook.reading.rules import Hit, family_rules
from casebook.records import Span, Statement

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
INTO = 30  # characters by which a verb of saying may reach into what is said: "appealed for | witnesses"
AT_ONCE, LEAD, EVER = 20, 80, 1_000_000  # how far into a stretch a demand, an outcome, any other act is looked for
# What speakers in some seats usually do by quoted or reported words, when no word of theirs tells; others assert a fact.
USUAL: dict[str, dict[str, tuple[str, ...]]] = {
    "criticise": {"direct": (*BENCH, "politician"), "partial": BENCH},
    "justify": dict.fromkeys(("direct", "partial", "indirect"), ("defence",)),
}


def read_act(cast: Cast, around: list[Span], statement: Statement, role: Role) -> tuple[str, Proof]:
    """What a statement does, with the words that tell it."""
    name = role[0]
    for start, end in around:
        for hit in cast.scan("actcue", (start, min(end + INTO, len(cast.text)))):
            if hit.span[0] < end and name in ACTORS[hit.value]:
                return hit.value, (hit.evidence,)
    said = [] if statement.directness == "indirect" and name in BENCH else _said(cast, statement, name)
    if said:
        best = min(said, key=lambda hit: _rank(hit, name))
        return best.value, (best.evidence,)
    return _usual(statement, role), ()


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


def _usual(statement: Statement, role: Role) -> str:
    """What people in this seat do with such words; what a court heard is a fact."""
    if any(e.rule == HEARD for e in role[1]):
        return "assert_fact"
    return next((act for act, forms in USUAL.items() if role[0] in forms.get(statement.directness, ())), "assert_fact")
