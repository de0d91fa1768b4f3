"""Find what police and courts did, sentence by sentence."""

import re
from dataclasses import dataclass

from casebook.reading.index import Index
from casebook.reading.rules import Hit
from casebook.records import Span

FAMILIES = ("arrest", "arrest_sought", "release", "charge", "plea", "verdict", "sentence", "restriction", "stage")
# These count only where an offence follows: much else is admitted, denied and alleged.
NEEDS_OFFENCE = frozenset(("plea.admits", "plea.denies", "charge.accused", "charge.counts"))


DISCIPLINED = frozenset(("charge", "plea", "verdict"))
# These count only where police are told of before: many look for a man.
NEEDS_POLICE = frozenset(("arrest_sought.looked_for",))
POLICE = re.compile(r"[Pp]olice|[Oo]fficers?|[Dd]etectives?|[Ii]nvestigators|[Cc]onstabulary|Yard")


@dataclass(frozen=True)
class Outcome:
    """One thing done by the law, in one sentence."""

    hit: Hit
    sentence: int

    @property
    def family(self) -> str:
        return self.hit.rule.family.partition("_")[0]

    @property
    def value(self) -> str:
        return self.hit.value

    @property
    def span(self) -> Span:
        return self.hit.span


def find_outcomes(index: Index, hunters: bool) -> dict[int, list[Outcome]]:
    """The outcomes told in each sentence, by place; a confrontation counts only where hunters are told of."""
    found: dict[int, list[Outcome]] = {}
    for family in FAMILIES:
        for number, hits in index.find(family).items():
            kept = [
                h for h in hits if h.value != "ignore" and (hunters or h.value != "confronted") and _by_police(index, h, number)
            ]
            found.setdefault(number, []).extend(Outcome(h, number) for h in kept)
    others = {number: {h.rule.id for h in hits} for number, hits in index.find("stage_other", found).items()}
    left = {number: [o for o in told if not _of_others(o, others.get(number, set()))] for number, told in found.items()}
    return {number: sorted(told, key=lambda o: o.span) for number, told in left.items() if told}


def _of_others(outcome: Outcome, others: set[str]) -> bool:
    """Is it said of nobody in particular, or a charge of a ruling body of sport?"""
    return "stage_other.general" in others or ("stage_other.discipline" in others and outcome.family in DISCIPLINED)


def _by_police(index: Index, hit: Hit, number: int) -> bool:
    return hit.rule.id not in NEEDS_POLICE or POLICE.search(index.text, index.spans[number][0], hit.span[0]) is not None
