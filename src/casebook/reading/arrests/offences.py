"""Read offences and tie each to the arrest, charge, plea or verdict it is told with."""

import re
from collections.abc import Sequence

from casebook.reading.arrests.outcomes import Outcome
from casebook.reading.rules import Hit
from casebook.records import Span

CONDUCT, SUSPECTED, CHARGED, GUILTY = "offence0", "offence1", "offence2", "offence3"
LEVEL = {
    **dict.fromkeys(("arrested", "voluntary_interview", "sought", "custody", "cautioned", "suspected"), SUSPECTED),
    **dict.fromkeys(("charged", "not_guilty", "to_be_tried", "tried", "acquitted", "discontinued"), CHARGED),
    **dict.fromkeys(("guilty", "convicted", "awaiting", "sentenced", "appealed"), GUILTY),
    **dict.fromkeys(("immediate_custody", "suspended", "community", "fine_or_discharge", "hospital_order", "other"), GUILTY),
}
# "charged with attempted murder after a man was stabbed": no second charge
CIRCUMSTANCE = re.compile(r"\b(?:after|when|following|where|which|who|while|because|during|in connection)\b")


def tie(text: str, outcomes: Sequence[Outcome], offences: Sequence[Hit]) -> list[tuple[Outcome, Hit]]:
    """Each offence with the outcome told before it, else with the one after it; not what only tells the circumstances."""
    steps = [o for o in outcomes if o.value in LEVEL]
    tied: list[tuple[Outcome, Hit]] = []
    for hit in offences:
        outcome = _nearest(steps, hit.span)
        before = [h for o, h in tied if o is outcome and outcome and h.span[0] > outcome.span[0]]
        if outcome and not (before and CIRCUMSTANCE.search(text, before[-1].span[1], hit.span[0])):
            tied.append((outcome, hit))
    return tied


def _nearest(steps: Sequence[Outcome], span: Span) -> Outcome | None:
    """The last before the offence, of those that begin together ("|admitted| two counts") the furthest; else the first of all."""
    before = [o for o in steps if o.span[0] < span[1]]
    together = [o for o in before if o.span[0] == before[-1].span[0]]
    return max(together, key=lambda o: LEVEL[o.value]) if together else steps[0] if steps else None
