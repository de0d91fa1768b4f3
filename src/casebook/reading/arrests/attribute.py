"""Tell the figures of a sentence what befell them: outcomes, offences, prison terms, bail dates."""

import re
from collections.abc import Sequence

from casebook.reading.arrests.cast import Cast
from casebook.reading.arrests.figures import Fact, Figure, everybody
from casebook.reading.arrests.mentions import NAME, PRONOUN
from casebook.reading.arrests.offences import CHARGED, GUILTY, LEVEL, SUSPECTED, tie
from casebook.reading.arrests.outcomes import Outcome
from casebook.reading.arrests.patients import elliptic, patients
from casebook.reading.arrests.prison_terms import prison_months, terms_apart
from casebook.reading.arrests.scene import Scene
from casebook.reading.arrests.words import COUNTS
from casebook.reading.index import Index
from casebook.reading.rules import Hit, rulebook
from casebook.records import Date, Evidence

ARRESTS_REACH = 5  # sentences in which those are told of whom "Police made five arrests" speaks
HELD = frozenset(("arrest", "release", "charge", "plea", "verdict"))
# "So were two onlookers", "So, too, was his brother"
SO_WERE = re.compile(r"So(?:,? too,?)? (?:was|were|has|have|did|is|are)\s")
LIKEWISE = HELD | {"sentence", SUSPECTED, CHARGED, GUILTY}
UNTIL = re.compile(r"\b(?:until|till|to|for|answer|return\w*|appear\w*|sentenc\w+|hearing|next)\b")
LED_TO = re.compile(
    r"\b(?:led|leading|resulted|resulting|ended|ending|culminated|culminating)\s+(?:to|in|with)\s+(?:[\w-]+\s+){0,2}[\w-]*$"
)
TERM_OF = re.compile(
    r",?\s+(?:(?:for|to|got|received|was given|to serve)\s+)?(?:[0-9]+|\w+)[\s-](?:and a half\s+)?"
    r"(?:years?|months?|weeks?)\b(?!['’]?\s(?:community|supervision|probation|driving|ban))"
    r"|,?\s+for\s+(?:[0-9]+|\w+)(?=[;,.]|\sand\b)|(?<=[0-9]),\s(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[;.])"
)
TOTAL = re.compile(r"\b(?:total of|totalling|between them|more than)\b")
# "and given a further six months": on top of the first term, if they do not run at the same time and were not added up
CHANGED = "sentence.changed"  # the new term stands behind the words
ON_TOP, AT_ONCE = re.compile(r"\b(?:further|extra|additional)\b"), re.compile(r"\bconcurrent|\bsame time\b")
UNITS, BARE_REACH = re.compile(r"\b(year|month)s?\b"), 12
# "denied the charge", "was acquitted of the same offence"
SAME_REACH = 70
BOTH = re.compile(r",? (?:both|all|each)(?: terms| of them)?(?: were| being)? suspended")
THE_SAME = re.compile(
    r"\s(?:the|both|all|those|these|that)\s+(?:same\s+|two\s+|three\s+)?(?:charges?|offences?|counts?|grounds|suspicion|basis)\b"
)
# "adjourned the case until 3 May and allowed him bail"
PUT_OFF = re.compile(
    r"\b(?:adjourned|deferred|put\s(?:off|back)|postponed|continued|case|hearing|trial|sentenc\w+)\s(?:until|till|to|for)\s$"
    r"|\b(?:return|returns|back|reappear|appear|sentenced|tried|trial)\s(?:[\w’'-]+\s){0,4}on\s$"
)
UNTIL_THEN = re.compile(
    r"[^.;]{0,60}\b(?:until|till|on|to) (?:then|(?:that|the same|the trial) (?:date|day)|(?:the|(?:his|her|their)) trial)\b"
)
# "the driver over possession of a knife", "Moss for burglary": an offence tied to a person without a verb of its own
FOR_WHAT = re.compile(r",?\s+(?:over|for|with|on suspicion of|in connection with)\s+(?:[\w’'-]+\s+){0,4}")


def attribute(scene: Scene, cast: Cast, outcomes: list[Outcome], offences: Sequence[Hit], dates: Sequence[Date]) -> None:
    """Tell everybody in a sentence what it says was done to them."""
    if cast.foretold:
        _tell_foretold(scene, cast)
    if SO_WERE.match(scene.text, *scene.span):
        _tell_likewise(scene, cast)
    if not outcomes:
        return
    if any(o.value in LEVEL and o.hit.rule.id != "charge.counts" for o in outcomes):
        outcomes = [o for o in outcomes if o.hit.rule.id != "charge.counts"]
    whom: dict[Outcome, tuple[Figure, ...]] = {}
    for outcome in outcomes:
        whom[outcome] = _whom(scene, outcome, cast, whom)
        cast.remember(whom[outcome])
        _tell(scene, outcome, whom[outcome], dates)
    _tell_offences(scene, cast, whom, offences)


def _whom(scene: Scene, outcome: Outcome, cast: Cast, whom: dict[Outcome, tuple[Figure, ...]]) -> tuple[Figure, ...]:
    """Those an outcome befell; "18 months, suspended for a year": the second befell whoever got the first."""
    if _is_foretold(scene, outcome):
        cast.foretold.append((scene, outcome))
        return ()
    both = _all_given_terms(scene) if outcome.value == "suspended" and BOTH.search(outcome.words) else ()
    found = both or patients(scene, outcome, cast) + elliptic(scene, outcome)
    if found or outcome.family != "sentence":
        return found
    return next((whom[o] for o in reversed(list(whom)) if o.family == "sentence" and whom[o]), ())


def _all_given_terms(scene: Scene) -> tuple[Figure, ...]:
    """ "|He| was given 16 months and |she| got 12, both suspended"."""
    single = dict.fromkeys(f for t in scene.told for f in t.figures if f.count == 1 and _has_own_term(f, scene))
    return tuple(single) if len(single) > 1 else ()


def _tell_offences(scene: Scene, cast: Cast, whom: dict[Outcome, tuple[Figure, ...]], offences: Sequence[Hit]) -> None:
    """Tie each offence to the outcome it is told with, and so to those it befell."""
    tied = tie(scene.text, list(whom), offences)
    for outcome, hit in tied:
        for figure in _charged_apart(scene, outcome, hit) or _respectively(scene, tied, outcome, hit, whom[outcome]):
            figure.tell(LEVEL[outcome.value], Fact(hit.value, hit.evidence, scene.number))
    for outcome, figures in whom.items():
        if (
            outcome.value in LEVEL
            and THE_SAME.search(scene.text, outcome.span[0], outcome.span[1] + SAME_REACH)
            and all(o is not outcome for o, _ in tied)
        ):
            for figure in figures:
                figure.facts.setdefault(LEVEL[outcome.value], []).extend(cast.last_offences)
    cast.last_offences = [Fact(hit.value, hit.evidence, scene.number) for _, hit in tied] or cast.last_offences


def _tell(scene: Scene, outcome: Outcome, figures: Sequence[Figure], dates: Sequence[Date]) -> None:
    for figure in figures:
        figure.tell(outcome.family, Fact(outcome.value, outcome.hit.evidence, scene.number))
    _tell_term(scene, outcome, [f for f in figures if not (BOTH.search(outcome.words) and _has_own_term(f, scene))])
    _tell_bail(scene, outcome, figures, dates)


def _is_foretold(scene: Scene, outcome: Outcome) -> bool:
    """Does a sentence that names nobody tell where a case led? The next may say whose it was."""
    nobody = not any(t.figures and t.mention.count == 1 for t in scene.told)
    return nobody and LED_TO.search(scene.before(outcome.span[0])) is not None


def _tell_foretold(scene: Scene, cast: Cast) -> None:
    """What a case led to befell whoever the next sentence introduces by name."""
    for earlier, outcome in cast.foretold:
        first = next((t for t in scene.told if t.figures), None)
        new = first is not None and first.mention.kind == NAME and first.figures[0].seen[0].sentence == scene.number
        _tell(earlier, outcome, first.figures if first and new and scene.number == earlier.number + 1 else (), ())
    cast.foretold.clear()


def _tell_likewise(scene: Scene, cast: Cast) -> None:
    """ "So were two onlookers, a man of 22 and a youth": what the sentence before tells of somebody befell them too."""
    model = next((f for f in reversed(cast.figures) if any(s.sentence == scene.number - 1 for s in f.seen) and f.suspect), None)
    if model is None:
        return
    before = [(n, f) for n in sorted(LIKEWISE & model.facts.keys()) for f in model.facts[n] if f.sentence == scene.number - 1]
    for figure in everybody(t.figures for t in scene.told if t.mention.kind != PRONOUN):
        for name, fact in before:
            figure.tell(name, Fact(fact.value, fact.evidence, scene.number))


def _charged_apart(scene: Scene, outcome: Outcome, hit: Hit) -> tuple[Figure, ...]:
    """Whoever stands right before an offence, where somebody else stands before the verb."""
    for told in scene.told:
        between = outcome.span[1] <= told.mention.span[0] and told.mention.tail <= hit.span[0]
        if between and told.figures and FOR_WHAT.fullmatch(scene.text, told.mention.tail, hit.span[0]):
            return told.figures
    return ()


def _respectively(
    scene: Scene, tied: list[tuple[Outcome, Hit]], outcome: Outcome, hit: Hit, figures: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """ "Vane and Moss, of theft and arson respectively": to each his own offence."""
    own = [h for o, h in tied if o is outcome]
    if len(own) != len(figures) or "respectively" not in scene.text[own[-1].span[1] : scene.span[1]]:
        return figures
    return (figures[own.index(hit)],)


def _tell_term(scene: Scene, outcome: Outcome, figures: Sequence[Figure]) -> None:
    """The months of each one's prison term: "was jailed for five years and his brother Al, 27, for one"."""
    if outcome.value not in ("immediate_custody", "suspended"):
        return
    each = [
        t for t in scene.told if t.mention.span[0] >= outcome.span[1] and TERM_OF.match(scene.text, t.mention.tail, scene.span[1])
    ]
    if len(figures) > 1 and (apart := terms_apart(scene.text, (outcome.span[0], scene.span[1]), len(figures))):
        for figure, (own, said) in zip(figures, apart, strict=True):
            figure.tell("custody_months", Fact(str(own), said, scene.number))
        return
    begin = outcome.span[1] if outcome.hit.rule.id == CHANGED else outcome.span[0] - 20
    starts = [(begin, tuple(figures)), *((t.mention.tail, t.figures) for t in each)]
    stops = [t.mention.span[0] for t in each] + [scene.span[1]]
    extra = ON_TOP.search(outcome.words) is not None
    if extra and (AT_ONCE.search(scene.text, *scene.span) or any(_has_term(f, scene) for f in figures)):
        return
    if (len(figures) > 1 or any(f.count > 1 for f in figures)) and TOTAL.search(scene.text, *scene.span):
        return
    for (start, whose), stop in zip(starts, stops, strict=True):
        months, proof = (
            prison_months(scene.text, (max(scene.span[0], start), stop), outcome.span[0])
            or _bare_years(scene, outcome, start)
            or (None, ())
        )
        for figure in whose:
            if figure not in figures:
                figure.tell(outcome.family, Fact(outcome.value, outcome.hit.evidence, scene.number))
            for evidence in proof:
                figure.tell("custody_extra" if extra else "custody_months", Fact(str(months), evidence, scene.number))


def _has_own_term(figure: Figure, scene: Scene) -> bool:
    """Was a term told of him in this sentence: "|16 months| and she got 12, both suspended"?"""
    return any(f.sentence == scene.number for f in figure.facts.get("custody_months", ()))


def _has_term(figure: Figure, scene: Scene) -> bool:
    """Was a term told in this sentence already, with all that runs after it?"""
    consecutive = "consecutive" in scene.text[slice(*scene.span)]
    return consecutive and _has_own_term(figure, scene)


def _bare_years(scene: Scene, outcome: Outcome, start: int) -> tuple[int, tuple[Evidence, ...]] | None:
    """ "Vane was jailed for five years, Moss for three": of the unit told last."""
    hit = next(iter(rulebook()["sentence_bare.number"].hits(scene.text, (start, start + BARE_REACH))), None)
    units = UNITS.findall(scene.text, outcome.span[0], start) if hit else []
    if not hit or not units or start < outcome.span[1]:
        return None
    count = COUNTS.get(hit.value, 0) if not hit.value.isdigit() else int(hit.value)
    return (count * (12 if units[-1] == "year" else 1), (hit.evidence,)) if count else None


def _tell_bail(scene: Scene, outcome: Outcome, figures: Sequence[Figure], dates: Sequence[Date]) -> None:
    """The day bail runs to: the first date told behind it, or one each, "respectively"."""
    if outcome.family != "release" or "bail" not in outcome.value:
        return
    days = _days(scene, outcome, dates)
    each = "respectively" in scene.text[slice(*scene.span)]
    for i, figure in enumerate(figures if days else ()):
        day = days[min(i, len(days) - 1) if each else 0]
        figure.tell("bail_until", Fact(day.value or "", Evidence(day.span, day.rule), scene.number))


def _days(scene: Scene, outcome: Outcome, dates: Sequence[Date]) -> list[Date]:
    start, end = outcome.span
    if UNTIL_THEN.match(scene.text, end):
        return [d for d in [d for d in dates if d.span[1] <= start and d.value][-1:] if d.precision == "day"]
    behind = [d for d in dates if end - 1 <= d.span[0] < scene.span[1] and d.value and UNTIL.search(scene.text, start, d.span[0])]
    before = [d for d in dates if scene.span[0] <= d.span[0] < start and d.value and PUT_OFF.search(scene.before(d.span[0]))]
    return behind or before[-1:]


def tell_flight(scene: Scene, hits: Sequence[Hit]) -> None:
    """Let the figures of a sentence that tells of flight from the law know it."""
    for hit in hits:
        before = [t for t in scene.told if t.mention.span[0] < hit.span[0] and any(f.suspect for f in t.figures)]
        for figure in before[-1].figures if before else ():
            figure.tell("flight", Fact(hit.value, hit.evidence, scene.number))


def tell_inquiry(index: Index, figures: Sequence[Figure]) -> None:
    """Whoever was arrested, and for nothing that is told, was arrested in the murder inquiry that is."""
    bare = [
        f
        for f in figures
        if "arrested" in f.values("arrest") and not any(level in f.facts for level in (SUSPECTED, CHARGED, GUILTY))
    ]
    hits = [h for told in index.find("offence_inquiry").values() for h in told] if bare else []
    for figure in bare if hits else ():
        figure.tell(SUSPECTED, Fact(hits[0].value, hits[0].evidence, figure.seen[0].sentence))


def tell_arrests_made(index: Index, figures: Sequence[Figure]) -> None:
    """ "Police made five arrests": so many of those whom the next sentences introduce were arrested."""
    for number, hits in index.find("arrest_made").items():
        word = (hits[0]["n"] or hits[0]["n2"] or "").lower()
        left = int(word) if word.isdigit() else COUNTS.get(word, 0)
        near = [f for f in figures if 0 < f.seen[0].sentence - number <= ARRESTS_REACH and HELD & f.facts.keys()]
        for figure in sorted(near, key=lambda f: f.start):
            left -= figure.count
            if left >= 0 and "arrest" not in figure.facts:
                figure.tell("arrest", Fact(hits[0].value, hits[0].evidence, number))
