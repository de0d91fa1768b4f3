"""Tell a suspect from a member of the group or of the crowd."""

from collections.abc import Mapping, Sequence

from casebook.reading.figures import Cast, Fact, Figure
from casebook.reading.offences import CHARGED, GUILTY, SUSPECTED
from casebook.reading.patients import Told
from casebook.reading.rules import Hit

# what those who come to confront are arrested for; a target is arrested for other things
OF_THE_CROWD = {
    *("false_imprisonment", "assault_wounding", "harassment_stalking", "public_order_affray"),
    *("criminal_damage_arson", "blackmail", "robbery", "breach_order"),
}


def tell_roles(hits: Sequence[Hit], told: Sequence[Told], number: int) -> None:
    """Give the role that the words of a sentence say to the figure they stand with."""
    for hit in hits:
        near = [t for t in told if t.figures and t.mention.span[0] < hit.span[1]]
        if near and hit.rule.id != "person_role.crowd":
            for figure in near[-1].figures:
                figure.tell("role", Fact(hit.value, hit.evidence, number))


def infer_roles(cast: Cast, figures: Sequence[Figure], crowd: Mapping[int, Sequence[Hit]]) -> None:
    """Where hunters are told of: whoever is held for violence came with the group, or with the crowd where there was one."""
    mob = next((h for hits in crowd.values() for h in hits if h.rule.id == "person_role.crowd"), None)
    for figure in figures:
        facts = next((f for level in (GUILTY, CHARGED, SUSPECTED) if (f := figure.facts.get(level))), [])
        if facts and "role" not in figure.facts and all(f.value in OF_THE_CROWD for f in facts):
            proof = mob.evidence if mob else facts[0].evidence
            figure.tell("role", Fact("crowd_member" if mob else "group_member", proof, facts[0].sentence))
    for group in cast.groups:
        roles = [f.facts["role"][0] for f in group if "role" in f.facts]
        for figure in group if roles else ():
            if "role" not in figure.facts and not any(level in figure.facts for level in (GUILTY, CHARGED, SUSPECTED)):
                figure.tell("role", roles[0])
