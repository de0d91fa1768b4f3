"""Tell a suspect from a member of the group or of the crowd."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from casebook.reading.arrests.figures import Cast, Fact, Figure
from casebook.reading.arrests.mentions import PRONOUN
from casebook.reading.arrests.offences import CHARGED, GUILTY, SUSPECTED
from casebook.reading.arrests.patients import Scene, Told, chain_before
from casebook.reading.rules import Hit

# what those who come to confront are arrested for; a target is arrested for other things
OF_THE_CROWD = {
    *("false_imprisonment", "assault_wounding", "harassment_stalking", "public_order_affray"),
    *("criminal_damage_arson", "blackmail", "robbery", "breach_order"),
}

SOME = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|by)\s$")
COUNT_REACH = 10  # characters that hold such a word
APPOSED = re.compile(r",\s+(?:an?\s+|the\s+)?")


def tell_roles(hits: Sequence[Hit], scene: Scene) -> None:
    """Give the role that the words of a sentence say to the figures they stand with, or right before."""
    for hit in hits:
        if hit.rule.id == "person_role.crowd" or _are_others(hit, scene):
            continue
        before = [i for i, t in enumerate(scene.told) if t.figures and t.mention.span[0] < hit.span[1]]
        listed = [i for i in before if scene.told[i].mention.kind != PRONOUN]
        before = listed if before and scene.told[before[-1]].mention.noun == "both" and listed else before
        near = chain_before(scene, before[-1]) if before else [t for t in scene.told if _apposed(scene, hit, t)]
        for figure in (f for t in near for f in t.figures):
            figure.tell("role", Fact(hit.value, hit.evidence, scene.number))


def _are_others(hit: Hit, scene: Scene) -> bool:
    """ "What Vane found was four members of a team": they are a set of their own, and nobody told of."""
    begin = hit.span[0]
    counted = SOME.search(scene.text, max(scene.span[0], begin - COUNT_REACH), begin)
    return counted is not None and not any(t.mention.span[0] <= begin < t.mention.span[1] for t in scene.told)


def _apposed(scene: Scene, hit: Hit, told: Told) -> bool:
    """ "A third member of the team, a man aged 51": the words stand before the man."""
    return APPOSED.fullmatch(scene.text, hit.span[1], max(hit.span[1], told.mention.span[0])) is not None


def infer_roles(cast: Cast, figures: Sequence[Figure], crowd: Mapping[int, Sequence[Hit]]) -> None:
    """Where hunters are told of: whoever is held for violence came with the group, or with the crowd where there was one."""
    mob = next((h for hits in crowd.values() for h in hits if h.rule.id == "person_role.crowd"), None)
    for figure in figures:
        facts = next((f for level in (GUILTY, CHARGED, SUSPECTED) if (f := figure.facts.get(level))), [])
        if facts and "role" not in figure.facts and all(f.value in OF_THE_CROWD for f in facts):
            seen = mob or next((h for h in crowd.get(figure.seen[0].sentence - 1, ()) if h.value == "crowd_member"), None)
            proof = seen.evidence if seen else facts[0].evidence
            figure.tell("role", Fact("crowd_member" if seen else "group_member", proof, facts[0].sentence))
        elif mob and not facts and "role" not in figure.facts and _are_several(figure):
            figure.tell("role", Fact("crowd_member", mob.evidence, figure.seen[0].sentence))
    for group in cast.groups:
        _share_role(group)
    for before, figure in pairwise(sorted(figures, key=lambda f: f.start)):
        close = figure.seen[0].sentence - before.seen[0].sentence <= 1
        if close and "crowd_member" in before.values("role") and "stage" not in figure.facts:
            _share_role((before, figure))


def _are_several(figure: Figure) -> bool:
    """Were they arrested together: "Three men, aged 19, 24 and 51, were arrested"?"""
    return "arrest" in figure.facts and bool(figure.mentions) and figure.mentions[0].count != 1


def _share_role(figures: Sequence[Figure]) -> None:
    """Of whom no offence is told has the role of those he is told of with."""
    roles = [f.facts["role"][0] for f in figures if "role" in f.facts]
    for figure in figures if roles else ():
        if "role" not in figure.facts and not any(level in figure.facts for level in (GUILTY, CHARGED, SUSPECTED)):
            figure.tell("role", roles[0])
