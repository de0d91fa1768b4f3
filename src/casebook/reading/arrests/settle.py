"""Decide which figures become rows: one who was told twice is one, a set that was told one by one is none."""

from dataclasses import replace

from casebook.reading.arrests.cast import Cast
from casebook.reading.arrests.figures import OUTCOMES, Figure
from casebook.reading.arrests.fold import SENTENCE
from casebook.reading.arrests.offences import CHARGED, GUILTY, SUSPECTED
from casebook.reading.arrests.outcomes import WEAK, WEAK_RULES
from casebook.reading.arrests.roles import came_with_them, is_held_as_target
from casebook.reading.arrests.words import KIN, POSSESSIVE

CHARGING = frozenset(("charge", "plea", "verdict"))
TRIED = frozenset(("plea", "verdict", "sentence"))
UNDONE = frozenset(
    ("not_arrested", "not_charged", "confronted", "none_reported", "released_no_action", "appealed", "tried", "to_be_tried")
)
OFFENCES = (SUSPECTED, CHARGED, GUILTY)
SEVERAL = 3  # so many are listed anywhere behind
NAMED_WITHIN = 2  # sentences in which "the 19-year-old woman accused of murder" is named
OPENING = 3  # sentences in which an article introduces whom it is about
ENDED = frozenset(("verdict", "sentence", "stage"))
CLOSED = frozenset(("convicted", "acquitted", "discontinued", "cautioned", *SENTENCE))
TWO = 2  # before one court
ORDINALS = {word: n for n, word in enumerate(("third", "fourth", "fifth", "sixth", "seventh", "eighth"), 3)}
CONFLICTS = (
    ("charge", "not_charged", "charged"),
    ("arrest", "not_arrested", "arrested"),
    ("arrest", "voluntary_interview", "arrested"),
)


def settle(cast: Cast, long_ago: frozenset[int] = frozenset()) -> list[Figure]:
    """The figures the law has dealt with, each person once, in order of appearance, and apart from it any older case of his."""
    suspects = [f for f in cast.figures if _dealt_with(f)]
    for figure in [f for f in suspects if f.count == 1 and not f.named]:
        heirs = _namesakes(figure, cast.figures) if figure.known else _heirs(figure, suspects, cast.figures)
        heirs = heirs or _wronged(figure, cast.figures)
        heirs = _kinsman(figure, suspects) or heirs
        if heirs:
            _inherit(heirs[0], figure, alone=len(heirs) == 1)
            suspects[suspects.index(figure)] = heirs[0]
    suspects = sorted(dict.fromkeys(suspects), key=lambda f: f.start)
    _join_the_opening(suspects, cast.figures)
    for group in [f for f in suspects if f.count != 1]:
        _share_out(group, suspects, cast.figures)
    suspects.sort(key=lambda f: f.start)
    for told_together in cast.groups:
        _share_offences(told_together)
    return [part for f in suspects if f.count > 0 for now in _past_apart(f, long_ago) for part in _flight_apart(now)]


def _join_the_opening(suspects: list[Figure], everybody: list[Figure]) -> None:
    """ "A judge has sent |a Rhyl man| to a unit. Jo Vane, 24, …": of whom nothing else is told is whoever is named next."""
    told = [f for f in everybody if f.mentions and f.count == 1 and not (f.seen[0].sentence or f.named or f.official or f.victim)]
    new = [f for f in suspects if f.mentions and f.mentions[0].opens and 0 < f.seen[0].sentence <= NAMED_WITHIN]
    alone = len(told) == 1 and told[0] not in suspects and not (told[0].known or told[0].suspect)
    if alone and new and told[0].mentions[0].determiner in ("a", "an", "one") and _may_be_one(new[0], told[0]):
        new[0].mentions = sorted([*new[0].mentions, *told[0].mentions], key=lambda m: m.span)


def _past_apart(figure: Figure, long_ago: frozenset[int]) -> list[Figure]:
    """ "Vane was charged yesterday. In 2009 he was fined for theft": the older case is another, and ended long ago."""
    told = [(n, f) for n in (*OUTCOMES, *OFFENCES, "custody_months") for f in figure.facts.get(n, ())]
    past = [(n, f) for n, f in told if f.sentence in long_ago]
    ended = any(n in ENDED and f.value in CLOSED for n, f in past)
    now = {n for n, f in told if f.sentence not in long_ago}
    if (
        not ended
        or figure.count != 1
        or not {"arrest", "charge"} & now
        or now & {"verdict", "sentence"}
        or "appealed" in figure.values("stage")
    ):
        return [figure]
    own = {n: f for n, f in figure.facts.items() if n in ("age", "residence", "home", "role")}
    before = replace(figure, facts=dict(own))
    for name, fact in past:
        before.tell(name, fact)
        figure.facts[name] = [f for f in figure.facts[name] if f is not fact]
    figure.facts = {n: f for n, f in figure.facts.items() if f}
    return [figure, before]


def _flight_apart(figure: Figure) -> list[Figure]:
    """Whoever is sought for fleeing a charge stands twice: for the charge, and for the flight."""
    sought = [f for f in figure.facts.get("arrest", ()) if f.value == "sought"]
    flight = [f for f in figure.facts.get("flight", ()) if any(abs(f.sentence - s.sentence) <= 1 for s in sought)]
    if not flight or not TRIED & figure.facts.keys():
        return [figure]
    fugitive = replace(figure, facts={n: f for n, f in figure.facts.items() if n in ("age", "residence", "home", "role")})
    fugitive.facts |= {"arrest": sought, SUSPECTED: flight[:1]}
    figure.facts["arrest"] = [f for f in figure.facts["arrest"] if f.value != "sought"]
    return [figure, fugitive]


def _share_offences(group: tuple[Figure, ...]) -> None:
    """Those who are charged together, and of whom no offence is told, are charged with what the others are."""
    for level in (CHARGED, GUILTY):
        told = next((f.facts[level] for f in group if level in f.facts), None)
        for figure in group if told else ():
            if not any(name in figure.facts for name in (SUSPECTED, CHARGED, GUILTY)) and CHARGING & figure.facts.keys():
                figure.facts[level] = list(told or ())


def _dealt_with(figure: Figure) -> bool:
    """Did the law deal with him for certain? A trial, an appeal or a ban alone may be anybody's."""
    told = [(name, f) for name in OUTCOMES for f in figure.facts.get(name, ())]
    return any(
        ((name, f.value) not in WEAK and f.evidence.rule not in WEAK_RULES) or {CHARGED, GUILTY} & figure.facts.keys()
        for name, f in told
    )


def _share_out(group: Figure, suspects: list[Figure], everybody: list[Figure]) -> None:
    """Pass what was told of a set on to its members; the set keeps the rest."""
    members = list(group.members)
    if len(members) != group.count:  # "The second wore a cap": nothing else is told of him
        members = [m for m in members if m in suspects]
    if not members and not group.distinct:
        single = [
            f
            for f in suspects
            if f.count == 1
            and f.seen[-1].start > group.start
            and (f.known or f.start > group.start)
            and f.fits(group.sex)
            and _may_be_of(f, group)
        ]
        listed = _listed_behind(group, everybody)
        known = listed if any(f in suspects for f in listed) else single[: group.count]
        sets = _smaller_sets(group, suspects, group.count)
        members = sets or known or _told_before(group, suspects) or listed
        suspects += [f for f in members if f not in suspects]
    members = members or _left_over(group, suspects)
    members += _smaller_sets(group, suspects, group.count - len(members)) or _last_of(group, members, suspects, everybody)
    suspects += [m for m in members if m not in suspects]  # all of them are told one by one
    for member in members:
        _pass_on(group, member)
        member.sets += group.mentions
        member.sex = member.sex or group.sex
    group.members = tuple(members)
    group.count = max(0, group.count - sum(f.count for f in members))


def _smaller_sets(group: Figure, suspects: list[Figure], left: int) -> list[Figure]:
    """The sets that a larger one is told to consist of: "seven people", then "five men and two women"."""
    sets = [f for f in suspects if f.count > 1 and f is not group and f.start > group.start and (not f.distinct or _is_rest(f))]
    return sets if left > 0 and sum(f.count for f in sets) == left else []


def _last_of(group: Figure, members: list[Figure], suspects: list[Figure], everybody: list[Figure]) -> list[Figure]:
    """ "Seven people were arrested: four men, two women. A seventh person, a boy of 15": one of whom nothing else is told."""
    last = [f for f in everybody if f not in suspects and f.distinct and f.known and f.count == 1 and f.start > group.start]
    last = [f for f in last if not (f.official or f.victim) and f.fits(group.sex)]
    sets = _smaller_sets(group, suspects, group.count - len(members) - len(last)) if last else []
    found = [*sets, *last]
    complete = bool(last) and sum(f.count for f in (*members, *found)) == group.count
    suspects += last if complete else []
    return found if complete else []


def _left_over(group: Figure, suspects: list[Figure]) -> list[Figure]:
    """ "Vane was remanded. The other two were bailed": those of a larger set of whom the same is not told."""
    for larger in reversed([f for f in suspects if f.members and len(f.members) > group.count and _is_rest(group)]):
        left = [m for m in larger.members if m.count == 1 and not any(n in m.facts for n in group.facts if n in OUTCOMES)]
        if len(left) == group.count:
            return left
    return []


def _is_rest(group: Figure) -> bool:
    """ "The other five" are those of a larger set who are left."""
    return bool(group.mentions) and group.mentions[0].rule == "person_rare.the_rest"


def _told_before(group: Figure, suspects: list[Figure]) -> list[Figure]:
    """The members of a set that only says again what was told of each ("members of the public held two men")."""
    single = [
        f for f in suspects if f.count == 1 and f.known and f.start < group.start and f.fits(group.sex) and _covers(f, group)
    ]
    return single if len(single) == group.count else []


def _listed_behind(group: Figure, everybody: list[Figure]) -> list[Figure]:
    """The members of a set whom one of the next sentences lists by name and age."""
    told = [f for f in everybody if f.named and f.age is not None and f.count == 1 and not (f.official or f.victim)]
    for step in range(NAMED_WITHIN + 1):
        listed = [f for f in told if f.seen[0].sentence == group.seen[0].sentence + step]
        if len(listed) > group.count:  # "Jo Vane, 30, and Ty Moss, 46, entered the home of Al Hale, 62": the two who did it
            listed = [f for f in listed if f.seen[0].subject]
        if len(listed) == group.count:
            return listed
    return _listed_late(group, [f for f in told if TRIED & f.facts.keys()]) if group.count >= SEVERAL else []


def _listed_late(group: Figure, tried: list[Figure]) -> list[Figure]:
    """ "Four men have been jailed", and at the end "Jo Vane, 34, Ty Moss, 31, … admitted conspiracy": just as many."""
    for number in sorted({f.seen[0].sentence for f in tried if f.start > group.start}):
        listed = [f for f in tried if f.seen[0].sentence == number]
        if len(listed) == group.count:
            return listed
    return []


def _may_be_of(figure: Figure, group: Figure) -> bool:
    """Does nothing that is told of a set speak against this member?"""
    if not figure.named and figure.seen[0].sentence == group.seen[0].sentence:
        return False  # "Three members of a group who chased a man": he is none of the three
    if (figure.distinct and figure.sets) or _is_one_more(figure, group):
        return False  # "a seventh person" is counted already
    if figure.values("arrest") == {"sought"} and "arrested" in group.values("arrest"):
        return False
    if group.values("verdict") == {"acquitted"} and "convicted" in figure.values("verdict"):
        return False  # "Two hunters have been cleared. A third was found guilty"
    sentenced = "sentence" not in group.facts or "sentence" in figure.facts
    agree = all(
        not (a and b) or a & b
        for a, b in ((figure.values(n), group.values(n) - {"custody"}) for n in ("custody_months", "release", *OFFENCES))
    )
    return sentenced and agree and not _clash(figure, group) and any(figure.values(n) - UNDONE for n in OUTCOMES)


def _is_one_more(figure: Figure, group: Figure) -> bool:
    """ "Police seek three men. |A fourth| was held": he is none of the three."""
    said = figure.mentions[0] if figure.mentions else None
    words = (said.noun, said.word_before, *said.lead[:2]) if said else ()
    return any(group.count < ORDINALS[word] for word in words if word in ORDINALS)


def _heirs(figure: Figure, suspects: list[Figure], everybody: list[Figure]) -> list[Figure]:
    """The known persons that "a man" or "the driver" may turn out to be, the likeliest first."""
    others = [f for f in suspects if f.count == 1 and f.known and _may_be_one(f, figure)]
    if not OUTCOMES - {"stage"} & figure.facts.keys() or "confronted" in figure.values(
        "stage"
    ):  # whom they came for is none of them
        others = [f for f in others if not (came_with_them(f) or _is_co_accused(f, suspects))]
    if "group_member" in figure.values("role"):  # "The leader of the team was held": not whom they had met
        others = [f for f in others if "confronted" not in f.values("stage")]
    back = figure.mentions[0].points_back
    new = figure.mentions[0].determiner in ("a", "an") and "confronted" in figure.values("stage")
    earlier = [f for f in others if f.start < figure.start and (back or (not (new or figure.distinct) and _covers(f, figure)))]
    earlier = [f for f in earlier if not _is_called_else(figure, f)]
    later = [f for f in others if f.start > figure.start and (not figure.distinct or _covers(f, figure))]
    told = min((fact.sentence for name in OUTCOMES for fact in figure.facts.get(name, ())), default=0)
    later = [f for f in later if told <= f.seen[0].sentence + NAMED_WITHIN or _covers(f, figure)]
    later = [f for f in later if f.named or (not back and (figure.values("charge") <= {"not_charged"} or "charge" in f.facts))]
    later = [f for f in later if not _is_somebody_else(figure, f, _is_sole_target(f, suspects))]
    others = [f for f in everybody if f not in suspects and _is_introduced_by(f, figure)]
    earlier += [f for f in others if back and f.start < figure.start]
    later += [f for f in others if not figure.distinct and f.start > figure.start]
    later.sort(key=lambda f: f.start)
    return earlier[::-1] if back and earlier else later + earlier[::-1]


def _kinsman(figure: Figure, suspects: list[Figure]) -> list[Figure]:
    """ "Al and Bo Vane admitted it. … Al was jailed, |his brother| fined": who bears another's surname, and lacks it."""
    said = figure.mentions[0]
    if said.determiner not in POSSESSIVE or said.noun not in KIN or figure.known:
        return []
    both = [f for f in suspects if f.named and f.count == 1]
    named = [f for f in both if f.fits(figure.sex)]
    beside = [f for f in named if len(both) == TWO and _may_be_one(f, figure) and f.start < figure.start]
    if len(beside) == 1 and all(_together(f, figure) for f in both if f is not beside[0]):
        return beside  # "Jo Vane and Ty Moss admitted it. Vane was jailed, while |her partner| was fined"
    alike = [f for f in named if any(f.surnames & other.surnames for other in named if other is not f)]
    lacking = [f for f in alike if not any(n in f.facts for n in figure.facts if n in OUTCOMES) and _may_be_one(f, figure)]
    return lacking if len(lacking) == 1 else []


def _is_co_accused(figure: Figure, suspects: list[Figure]) -> bool:
    """Is somebody before a court, for nothing that is told of him alone, beside those who came to confront?"""
    charged = bool((TRIED | CHARGING) & figure.facts.keys()) and not any(level in figure.facts for level in OFFENCES)
    return charged and figure.named and any(came_with_them(f) and (TRIED | CHARGING) & f.facts.keys() for f in suspects)


def _is_called_else(figure: Figure, earlier: Figure) -> bool:
    """ "Lee, a roofer, was held. |A neighbour| was arrested": told as new and by another calling."""
    one, other = figure.callings, earlier.callings
    return figure.mentions[0].determiner in ("a", "an") and bool(one and other) and not one & other


def _is_sole_target(figure: Figure, suspects: list[Figure]) -> bool:
    """Is he the only one who is held for what only a target is?"""
    return [f for f in suspects if is_held_as_target(f)] == [figure]


def _is_somebody_else(figure: Figure, later: Figure, sole: bool) -> bool:
    """Has the article, past its opening, gone on to somebody new: "a chef was tackled. ... A neighbour, 45, was held"?"""
    one, other = figure.callings, later.callings
    apart = bool(one and other and not one & other)
    new = apart or (later.mentions[0].determiner in ("a", "an") and not sole)
    return new and figure.seen[0].sentence >= OPENING and later.seen[0].sentence > figure.seen[0].sentence + 1


def _namesakes(figure: Figure, everybody: list[Figure]) -> list[Figure]:
    """Whoever "the 19-year-old woman accused of murder" is named as in the next sentences, if only one can be."""
    first = figure.mentions[0]
    if first.determiner in POSSESSIVE and first.noun in KIN:
        return []  # "her partner, who is 32"
    new = first.determiner in ("a", "an")  # "a man of 44 was held. Jo Vane is on trial"
    near = [f for f in everybody if f.named and f.age is None and f.count == 1 and f.start > figure.start]
    near = [f for f in near if f.suspect or ("residence" in f.facts and not (f.official or f.victim))]
    within = NAMED_WITHIN - new if figure.seen[0].sentence < OPENING or not new else 0
    near = [f for f in near if f.seen[0].sentence - figure.seen[0].sentence <= within and _may_be_one(f, figure)]
    return near if len(near) == 1 else []


def _is_introduced_by(figure: Figure, other: Figure) -> bool:
    """Is this a person whom the sentences near by introduce with name and age or home, and of whom nothing else is told?"""
    near = 0 < abs(figure.seen[0].sentence - other.seen[0].sentence) <= NAMED_WITHIN
    told = figure.named and figure.count == 1 and bool({"age", "residence"} & figure.facts.keys())
    return near and told and not (figure.official or figure.victim) and _may_be_one(figure, other)


def _wronged(figure: Figure, everybody: list[Figure]) -> list[Figure]:
    """Whoever the article opens with, where "the driver" was never arrested and only one person can be meant."""
    innocent = "not_arrested" in figure.values("arrest") and all(figure.values(n) <= UNDONE for n in OUTCOMES)
    if not innocent or not figure.mentions or not figure.mentions[0].points_back:
        return []
    told = [f for f in everybody if f.named and f.start < figure.start and f.seen[0].sentence <= OPENING and not f.official]
    return told if len(told) == 1 and _may_be_one(told[0], figure) else []


def _may_be_one(figure: Figure, other: Figure) -> bool:
    return figure is not other and figure.fits(other.sex) and not _together(figure, other) and not _clash(figure, other)


def _together(figure: Figure, other: Figure) -> bool:
    """Were they told of in one sentence, side by side? Then they are two."""
    return bool({s.sentence for s in figure.seen if s.named} & {s.sentence for s in other.seen if s.named})


def _meant(figure: Figure, field: str) -> frozenset[str]:
    """What a field says; that evidence was wanting is said of the charged and the uncharged."""
    return frozenset(f.value for f in figure.facts.get(field, ()) if f.evidence.rule != "charge.no_case")


def _clash(figure: Figure, other: Figure) -> bool:
    return any(
        a in _meant(one, field) and b not in one.values(field) and b in two.values(field)
        for field, a, b in CONFLICTS
        for one, two in ((figure, other), (other, figure))
    )


def _covers(figure: Figure, other: Figure) -> bool:
    """Was everything that is told of one told of the other too?"""
    return all(other.values(name) - {"custody"} <= figure.values(name) for name in OUTCOMES if name in other.facts)


def _inherit(heir: Figure, figure: Figure, alone: bool) -> None:
    """Make one person of two figures; the sex passes on where nobody else can be meant."""
    heir.sex = heir.sex or (figure.sex if alone else None)
    if heir.age is None and figure.age is not None:
        heir.age, heir.facts["age"] = figure.age, figure.facts.get("age", [])
    _pass_on(figure, heir)
    said = [m for m in figure.mentions if not m.sex or m.sex == heir.sex]
    heir.mentions = sorted([*heir.mentions, *said], key=lambda m: m.span)
    heir.pronouns += figure.pronouns


def _pass_on(figure: Figure, heir: Figure) -> None:
    for name, facts in figure.facts.items():
        if name != "age":
            heir.facts[name] = sorted([*heir.facts.get(name, ()), *facts], key=lambda f: f.sentence)
