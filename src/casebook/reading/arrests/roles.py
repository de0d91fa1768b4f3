"""Tell a suspect from a member of the group or of the crowd."""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from casebook.reading.arrests.cast import Cast
from casebook.reading.arrests.figures import Fact, Figure
from casebook.reading.arrests.mentions import DESCRIPTION, PRONOUN, Mention
from casebook.reading.arrests.offences import CHARGED, GUILTY, SUSPECTED
from casebook.reading.arrests.patients import chain_after, chain_before
from casebook.reading.arrests.scene import Scene, Told
from casebook.reading.arrests.words import COUNTS, OBJECT_PRONOUNS
from casebook.reading.rules import Hit
from casebook.records import Evidence

# what those who come to confront are arrested for; a target is arrested for other things
OF_THE_CROWD = {
    *("false_imprisonment", "assault_wounding", "harassment_stalking", "public_order_affray"),
    *("criminal_damage_arson", "blackmail", "robbery", "breach_order"),
}

# what only a target is arrested for
OF_TARGETS = {"grooming_meeting", "sexual_communication", "cause_incite", "indecent_images", "contact_sexual", "rape"}

VIOLENCE = OF_THE_CROWD - {"breach_order"} | {"murder_manslaughter"}

# what neither a target nor the crowd is held for, and what neither side is
OF_THE_GROUP = frozenset(("perverting_justice",))
OF_NEITHER = frozenset(("misconduct_office", "terrorism"))

VANDALISM = "criminal_damage_arson"  # done to a home afterwards, by those who saw a film
HELD = frozenset(("arrest", "charge"))
PASSING = frozenset(
    (
        *("passenger", "shopper", "customer", "neighbour", "resident", "commuter", "relative", "local", "patient", "reveller"),
        *("bystander", "onlooker", "passer-by", "viewer", "drinker", "diner", "jogger", "villager", "stallholder"),
        *("protester", "follower"),
    )
)
HUNTER = frozenset(("vigilante", "hunter", "activist"))
UNLISTED = "person_met."  # how the rules begin that read a calling by what stands around it
COUNTING = frozenset(("third", "fourth", "fifth", "sixth", "seventh", "eighth"))
SOME = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|by)\s$")
LISTED_WITHIN = 2  # sentences in which the members of a set are listed
COUNT_REACH = 10  # characters that hold such a word
APPOSED = re.compile(r"[,:]?\s+(?:an?\s+|the\s+)?")
# "Vane and Moss, both members of Fen Patrol", "He was described as the leader of Ash Talons": what may stand before the group
NAMED_AS = re.compile(
    r"(?:\s*[,–—(-]?\s*(?:who\s+)?(?:(?:is|are|was|were|has|have|had|been|both|all|each|also|then|now|described|said|believed|understood|"
    r"thought|alleged|as|to|be|a|an|the|two|one|of|its|leading|founding|founder|former|senior|prominent|self-styled|self-described|from|head)"
    r"[\s,]+)*)?"
)
ONE, OF_A_SET = "person_rare.one", re.compile(r"\w+\sof\sthe\s(?:[\w-]+\s)?(?P<n>two|three|four|five|six|trio|pair|duo)\b")
OF_A_GROUP = ("person_role.of_group", "person_role.group_who")
DEED = "person_role.deed"  # done by one who came by: says a role only where nothing else does
ASIDE = "person_role.aside"  # "posed as hunters"
OF_ONE = (DEED, "person_role.joined")  # said of one, not of those told of with him
BESIDE = (*OF_A_GROUP, "person_role.hunter", "person_role.its")  # said only of whoever stands right beside it


def tell_roles(hits: Sequence[Hit], scene: Scene) -> None:
    """Give the role that the words of a sentence say to the figures they stand with, or right before."""
    for hit in hits:
        if hit.rule.id == "person_role.crowd" or _are_others(hit, scene):
            continue
        stop = hit.span[0] if hit.rule.id in (DEED, ASIDE) else hit.span[1] - 1
        before = [
            i for i, t in enumerate(scene.told) if t.figures and t.mention.span[0] <= stop and not _is_object(t.mention, hit)
        ]
        if hit.rule.id in BESIDE:
            before = before[-1:] if before and _is_of(hit, scene.told[before[-1]]) else []
        listed = [i for i in before if scene.told[i].mention.kind != PRONOUN]
        before = listed if before and scene.told[before[-1]].mention.noun == "both" and listed else before
        behind = next((i for i, t in enumerate(scene.told) if _apposed(scene, hit, t)), None) if not before else None
        behind = (
            before[-1] if before and scene.told[before[-1]].mention.count != 1 else behind
        )  # "Two of the team, Vane and Moss"
        near = [*(chain_before(scene, before[-1]) if before else ()), *(chain_after(scene, behind) if behind is not None else ())]
        name = "deed" if hit.rule.id == DEED else "role"
        for figure in (f for t in near for f in t.figures):
            figure.tell(name, Fact(hit.value, hit.evidence, scene.number))


def _is_object(mention: Mention, hit: Hit) -> bool:
    """ "who spent |his| evenings catching predators": a pronoun within the words, for none of whom they tell a role."""
    return mention.kind == PRONOUN and mention.noun in OBJECT_PRONOUNS and mention.span[0] > hit.span[0]


def of_groups(hits: Sequence[Hit], groups: Container[str]) -> list[Hit]:
    """Without what is said of any other body's members."""
    return [h for h in hits if h.rule.id not in OF_A_GROUP or (h["group"] or "").removesuffix("'s").removesuffix("’s") in groups]


def _is_of(hit: Hit, told: Told) -> bool:
    """Is the group named right behind somebody: "Vane and Moss, both members of Fen Patrol"?"""
    start, end = told.mention.span[0], told.mention.tail
    return hit.span[0] <= start or NAMED_AS.fullmatch(hit.match.string, end, max(end, hit.span[0])) is not None


def _are_others(hit: Hit, scene: Scene) -> bool:
    """ "What Vane found was four members of a team": they are a set of their own, and nobody told of."""
    begin = hit.span[0]
    counted = SOME.search(scene.text, max(scene.span[0], begin - COUNT_REACH), begin)
    return counted is not None and not any(t.mention.span[0] <= begin < t.mention.span[1] for t in scene.told)


def _apposed(scene: Scene, hit: Hit, told: Told) -> bool:
    """ "A third member of the team, a man aged 51": the words stand before the man."""
    return APPOSED.fullmatch(scene.text, hit.span[1], max(hit.span[1], told.mention.span[0])) is not None


def infer_roles(text: str, cast: Cast, figures: Sequence[Figure], crowd: Mapping[int, Sequence[Hit]]) -> None:
    """Where hunters are told of: whoever is held for violence came with the group, or with the crowd where there was one."""
    for heading in [f for f in cast.figures if f.count != 1 and "role" in f.facts]:
        _share_role((heading, *_listed_after(heading, figures)))
    for figure in figures:
        _called_a_hunter(figure)
        _join_the_set(cast, figure, text)
        _infer_from_deeds(figure)
    for group in cast.groups:
        _share_role(group)
    mob = next((h for hits in crowd.values() for h in hits if h.rule.id == "person_role.crowd"), None)
    for figure in figures:
        if "role" not in figure.facts:
            _infer_from_offences(figure, mob, crowd)
    for group in cast.groups:
        _share_role(group)
    _join_the_accused(figures)
    _join_the_counted(figures)
    for before, figure in pairwise(sorted(figures, key=lambda f: f.start)):
        alike = ("sentence" in figure.facts) == ("sentence" in before.facts)
        close = alike and figure.seen[0].sentence - before.seen[0].sentence <= 1
        free = "stage" not in figure.facts and not figure.values("arrest") & {"not_arrested", "voluntary_interview"}
        if close and free and "crowd_member" in before.values("role"):
            _share_role((before, figure))


def _called_a_hunter(figure: Figure) -> None:
    """ "The alleged |vigilante| answered not guilty", "As for |the activist|, she was fined"."""
    said = next((m for m in figure.mentions if m.kind == DESCRIPTION and m.noun in HUNTER and m.determiner), None)
    if said and figure.count == 1 and "role" not in figure.facts:
        figure.tell("role", Fact("group_member", Evidence(said.span, said.rule), figure.seen[0].sentence))


def _join_the_set(cast: Cast, figure: Figure, text: str) -> None:
    """ "He was met by four people from a team. |One of the four|, Jo Vane, 51, was fined": he is one of those who came."""
    first = next((m for m in figure.mentions if m.rule == ONE), None)
    said = OF_A_SET.match(text, first.span[0]) if first else None
    count = COUNTS.get(said["n"], 0) if said else 0
    sets = [f for f in cast.figures if count and f.count == count and f.start < figure.start]
    if sets:
        _share_role((sets[-1], figure))


def _infer_from_deeds(figure: Figure) -> None:
    """ "A second man, 20, punched the cameraman": he came by, if no group met him and he is held for no target's offence."""
    deeds = figure.facts.get("deed", [])
    free = "role" not in figure.facts and not _was_met(figure) and not {f.value for f in _held_for(figure)} & OF_TARGETS
    if deeds and free:
        figure.tell("role", deeds[0])
    elif free and _passed_by(figure) and _is_violence(_held_for(figure)):
        figure.tell("role", Fact("crowd_member", _proof_of(figure), figure.seen[0].sentence))


def _infer_from_offences(figure: Figure, mob: Hit | None, crowd: Mapping[int, Sequence[Hit]]) -> None:
    """What somebody is held for says on whose side he was; where a mob came, so does that nothing else is told of him."""
    facts, number = _held_for(figure), figure.seen[0].sentence
    met = _was_met(figure)
    if _is_violence(facts):
        seen = mob or next((h for h in crowd.get(number - 1, ()) if h.value == "crowd_member"), None)
        proof = seen.evidence if seen else facts[0].evidence
        by = seen or _passed_by(figure) or {f.value for f in facts} == {VANDALISM}
        figure.tell("role", Fact("crowd_member" if by else "group_member", proof, facts[0].sentence))
    elif not met and (aside := _of_neither_or_group(facts)):
        figure.tell("role", Fact(aside, facts[0].evidence, facts[0].sentence))
    elif not facts and not met and HELD & figure.facts.keys() and _passed_by(figure):
        figure.tell("role", Fact("crowd_member", _proof_of(figure), number))
    elif mob and not facts and (_are_several(figure) or (not met and _is_beside(figure, crowd))):
        figure.tell("role", Fact("crowd_member", mob.evidence, number))


def _of_neither_or_group(facts: Sequence[Fact]) -> str:
    """The role of whoever is held for what no target is: "charged with misconduct in public office"."""
    offences = {f.value for f in facts}
    if offences & OF_NEITHER:
        return "other"
    return "group_member" if offences & OF_THE_GROUP and not offences & OF_TARGETS else ""


def _was_met(figure: Figure) -> bool:
    """Was he confronted, or handed over to police? An appeal says nothing of that."""
    return bool(figure.values("stage") - {"appealed"})


def _held_for(figure: Figure) -> list[Fact]:
    """What the furthest stage says that somebody did."""
    return next((facts for level in (GUILTY, CHARGED, SUSPECTED) if (facts := figure.facts.get(level))), [])


def _is_beside(figure: Figure, crowd: Mapping[int, Sequence[Hit]]) -> bool:
    """Was somebody arrested where the words tell of a crowd: "some 40 people gathered. A lad of 19 was arrested"?"""
    near = (h for f in figure.facts.get("arrest", ()) for n in (f.sentence, f.sentence - 1) for h in crowd.get(n, ()))
    return "arrested" in figure.values("arrest") and any(h.rule.id == "person_role.crowd" for h in near)


def _passed_by(figure: Figure) -> bool:
    """Is somebody called a neighbour, a shopper or the like?"""
    return any(map(_is_passing, (*figure.mentions, *figure.sets)))


def _is_passing(mention: Mention) -> bool:
    """Is it a word for those who pass by: "two passengers", "neighbour Jo Vane"?"""
    return any(mention.called(word) for noun in PASSING for word in (noun, noun + "s"))


def _proof_of(figure: Figure) -> Evidence:
    """The word for one who passes by, where a list knows it; else what he is held for."""
    known = (m for m in (*figure.mentions, *figure.sets) if _is_passing(m) and not m.rule.startswith(UNLISTED))
    held = _held_for(figure) or [fact for level in sorted(HELD) for fact in figure.facts.get(level, ())]
    return next((Evidence(m.span, m.rule) for m in known), held[0].evidence)


def _join_the_accused(figures: Sequence[Figure]) -> None:
    """ "A fourth man, Ty Moss, was cleared": beside members on trial, and of no offence of his own, he is one of them."""
    tried = [f for f in figures if f.before_court]
    members = [f for f in tried if "group_member" in f.values("role")]
    roles = [f.facts["role"][0] for f in members]
    ended = any("sentence" in f.facts for f in members)
    for figure in tried if roles else ():
        if (
            figure.named
            and ended >= ("sentence" in figure.facts)
            and "role" not in figure.facts
            and not _was_met(figure)
            and not {f.value for f in _held_for(figure)} & OF_TARGETS
        ):
            figure.tell("role", roles[0])


def _join_the_counted(figures: Sequence[Figure]) -> None:
    """ "A fifth person was held": one of those told of before, if no group met him."""
    before: Figure | None = None
    for figure in sorted(figures, key=lambda f: f.start):
        counted = bool(figure.mentions) and not COUNTING.isdisjoint(figure.mentions[0].lead[:2])
        if counted and before and not {"role", "stage"} & figure.facts.keys():
            _share_role((before, figure))
        before = figure if "role" in figure.facts and HELD & figure.facts.keys() else before


def _listed_after(heading: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """ "Five members of a team face prison. They are Jo Vane, Ty Moss…": those whom one of the next sentences lists."""
    number = heading.seen[0].sentence
    for step in range(LISTED_WITHIN + 1):
        listed = [f for f in figures if f.named and f.count == 1 and f.seen[0].sentence == number + step]
        if len(listed) > 1 and heading.count in (0, len(listed)):
            return listed
    return []


def _are_several(figure: Figure) -> bool:
    """Were they arrested together: "Three men, aged 19, 24 and 51, were arrested"?"""
    return "arrest" in figure.facts and bool(figure.mentions) and figure.mentions[0].count != 1


def came_with_them(figure: Figure) -> bool:
    """Is somebody held for nothing but what those do who come to confront?"""
    facts = _held_for(figure)
    return bool(facts) and all(f.value in OF_THE_CROWD for f in facts)


def is_held_as_target(figure: Figure) -> bool:
    """Is somebody held for what only a target is?"""
    return figure.count == 1 and any(f.value in OF_TARGETS for f in _held_for(figure))


def _is_violence(facts: Sequence[Fact]) -> bool:
    """Some offence of those who come to confront, and none of a target's: "blackmail and possessing a knife"."""
    offences = {f.value for f in facts}
    return bool(offences & VIOLENCE) and not offences & OF_TARGETS


def _share_role(figures: Sequence[Figure]) -> None:
    """Whoever is not held for what only a target is has the role of those he is told of with."""
    roles = [role for f in figures for role in f.facts.get("role", ())[:1] if role.evidence.rule not in OF_ONE]
    for figure in figures if roles else ():
        held = {f.value for level in (GUILTY, CHARGED, SUSPECTED) for f in figure.facts.get(level, ())}
        if "role" not in figure.facts and not held & OF_TARGETS:
            figure.tell("role", roles[0])
