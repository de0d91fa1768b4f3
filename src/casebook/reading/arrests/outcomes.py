"""Find what police and courts did, sentence by sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.reading.index import Index
from casebook.reading.rules import Hit
from casebook.records import Span

FAMILIES = ("arrest", "arrest_sought", "release", "charge", "plea", "verdict", "sentence", "restriction", "stage")
LESSER = ("restriction", "stage")  # of what they tell alone nobody becomes a row
HUNTED = (*FAMILIES, "stage_met")  # being confronted counts only where hunters are told of
# These count only where an offence follows: much else is admitted, denied and alleged.
NEEDS_OFFENCE = frozenset(
    (
        "plea.admits",
        "plea.denies",
        "charge.accused",
        "charge.counts",
        "charge.reported_for",
        "stage.caution_for",
        "stage.suspected",
    )
)
# Of these alone nobody becomes a row, unless an offence is told with them: a trial or a ban may be anybody's.
WEAK = frozenset(
    (
        ("stage", "appealed"),
        ("verdict", "tried"),
        ("verdict", "to_be_tried"),
        ("sentence", "other"),
        ("stage", "reported"),
    )
)
WEAK_RULES = frozenset(("charge.relates", "charge.defendant"))
CHARGES = frozenset(("tried", "to_be_tried", "other"))  # what is weak by itself and yet ties an offence as charged

DISCIPLINED = frozenset(("charge", "plea", "verdict"))
# "No arrests have been made" is said of somebody only where hunters came for him.
OF_TARGETS = frozenset(("arrest.no_arrests", "arrest.driven_home"))
# These count only where police are told of before: many look for a man.
NEEDS_POLICE = frozenset(("arrest_sought.looked_for", "stage.cautioned"))
POLICE = re.compile(
    r"[Pp]olice|[Oo]fficers?|[Dd]etectives?|[Ii]nvestigators|[Cc]onstab(?:le|ulary)|Yard|\b[Ff]orce\b|Inspector|Sergeant|Sgt\b|"
    r"Superintendent|Supt\b|\b(?:PC|DC|DS|DI|DCI|PSNI|CID)\b|\bthe Met\b"
)
COUNT_WORDS = re.compile(
    r"\b(?:charges?|counts?|offences?|allegations?|crimes?|(?:his|her|their) (?:part|role|involvement)|being part|"
    r"(?:the|that) conspiracy\b|conspir(?:acy|ing) to\b|"
    r"all of (?:them|it)\b|both of them\b|all (?:two|three|four|five|six|seven|eight|nine|ten)\b|"
    r"(?:it|both|all)\b(?:[.,;]|\s(?:and|but)\b))"
)
COUNT_REACH = 60


@dataclass(eq=False, slots=True)
class Outcome:
    """One thing done by the law, in one sentence; `family` is the field it fills."""

    hit: Hit
    family: str
    value: str
    span: Span
    words: str


Told = Mapping[int, Sequence[Hit]]


def find_outcomes(index: Index, hunters: bool) -> tuple[dict[int, list[Outcome]], dict[int, list[Hit]]]:
    """The outcomes told in each sentence, by place, and the offences told with them; nothing where nobody can be a row."""
    found: dict[int, list[Outcome]] = {}
    spared = frozenset[str]() if hunters else OF_TARGETS
    for family in HUNTED if hunters else FAMILIES:
        if family in LESSER and not hunters and not _may_count(found):
            return {}, {}
        for number, hits in index.find(family).items():
            kept = [h for h in hits if h.value != "ignore" and h.rule.id not in spared and _by_police(index, h, number)]
            if kept:
                found.setdefault(number, []).extend(map(_outcome, kept))
    found = _without_others(index, found) if found else found
    if not _may_count(found):
        return {}, {}
    offences = {n: kept for n, told in index.find("offence", found).items() if (kept := [h for h in told if h.value != "ignore"])}
    answered = {n: [o for o in told if _answers_a_charge(index, o, offences.get(n, ()), n)] for n, told in found.items()}
    answered = {n: sorted(told, key=lambda o: o.span) for n, told in answered.items() if told}
    may_be_row = any(_is_strong(o) or (o.value in CHARGES and n in offences) for n, told in answered.items() for o in told)
    return (answered, offences) if may_be_row else ({}, {})


def _may_count(found: Mapping[int, Sequence[Outcome]]) -> bool:
    """Is anything told that makes somebody a row, by itself or with an offence?"""
    return any(_is_strong(o) or o.value in CHARGES for told in found.values() for o in told)


def _outcome(hit: Hit) -> Outcome:
    span = hit.match.span("term") if hit.rule.id == "sentence.listed" else hit.span
    return Outcome(hit, hit.rule.family.partition("_")[0], hit.value, span, hit.match.string[slice(*span)])


def _is_strong(outcome: Outcome) -> bool:
    weak = outcome.family == "restriction" or (outcome.family, outcome.value) in WEAK
    return not weak and outcome.hit.rule.id not in WEAK_RULES


def _without_others(index: Index, found: dict[int, list[Outcome]]) -> dict[int, list[Outcome]]:
    others = index.find("stage_other", found)
    left = {number: [o for o in told if not _of_others(o, others.get(number, ()))] for number, told in found.items()}
    return {number: told for number, told in left.items() if told}


def _of_others(outcome: Outcome, others: Sequence[Hit]) -> bool:
    """Is it said of nobody in particular, or a charge of a ruling body of sport?"""
    for hit in others:
        if hit.value == "discipline" and outcome.family in DISCIPLINED:
            return True
        if hit.value == "general" or (hit.value == "whoever" and hit.span[0] < outcome.span[0]):
            return True
    return False


def _by_police(index: Index, hit: Hit, number: int) -> bool:
    return hit.rule.id not in NEEDS_POLICE or POLICE.search(index.text, index.spans[number][0], hit.span[0]) is not None


def _answers_a_charge(index: Index, outcome: Outcome, offences: Sequence[Hit], number: int) -> bool:
    """Is "admitted", "denies" or "accused of" said of a charge? An offence or a word for charges must follow."""
    if outcome.hit.rule.id not in NEEDS_OFFENCE:
        return True
    end, stop = outcome.span[1], index.spans[number][1]
    return any(end <= h.span[0] < stop for h in offences) or bool(
        COUNT_WORDS.search(index.text, end, min(stop, end + COUNT_REACH))
    )
