"""Fold what was told of a figure into one row: the furthest and the latest, with fields that agree."""

import re
from collections.abc import Sequence
from itertools import pairwise

from casebook.reading.arrests.facts import sex_proof, townsman
from casebook.reading.arrests.figures import Fact, Figure
from casebook.reading.arrests.mentions import NAME
from casebook.reading.arrests.offences import CHARGED, CONDUCT, GUILTY, SUSPECTED
from casebook.reading.arrests.words import PLAIN, SUBJECT_PRONOUNS
from casebook.records import Arrest, Evidence, Span

NONE = "not_reported"
ARREST = ("arrested", "voluntary_interview", "sought", "not_arrested")
SENTENCE = ("immediate_custody", "hospital_order", "suspended", "community", "fine_or_discharge", "other")
LIFE = "999"
FINAL = frozenset(SENTENCE) - {"other"}
PRISON = ("immediate_custody", "suspended")
AFTER_ARREST = ("custody", "bail", "police_bail", "released_under_investigation")
FREED = frozenset(("police_bail", "released_under_investigation"))
COURT_STEPS = frozenset(
    (
        "charge.court",
        "charge.is_before",
        "charge.first_step",
        "charge.sent_up",
        "verdict.to_be_tried",
        "verdict.tried",
        "verdict.awaiting",
    )
)
CHARGING = frozenset(("charge", "plea", "verdict", "sentence"))
APPOSED = (", a ", ", an ", ", the ")  # "a second suspect, a man in his fifties": either says who he is
TITLE = 6  # "Mr", "Mrs" and the spaces
# "killed a cyclist", "stole from her mother": the deed in a verb, not the charge
DEED = re.compile(
    r"(?:stole|shot|robbed|killed|stabbed|attacked|raped|abused|sexually (?:assaulted|abused)|assaulted|kidnapped|abducted|"
    r"burgled|defrauded|hacked|stalked|harassed|molested|murdered|tortured|vandalised|laundered|blackmailed|groomed)\b"
    r"|(?:rapist|burglar|thief|shoplifter|drugs? (?:\w+er|mule)\b|fraudster|con(?:wo)?man|arsonist|murderer|killer|robber|mugger|"
    r"stalker|\w+[ -]driver)\b"
    r"|(?<=\bthe )(?:stabbing|shooting|attack\w*)\b"
)
TO_APPEAR = re.compile(r"to\s+(?:appear(?!\s+again)|attend|return)|by\s+(?:police|officers)")  # bailed by the police to a court
BAIL_SUM = re.compile(r"\s+(?:of|in\s+the\s+sum\s+of)\s+£")  # police take no money
GRANTED = re.compile(r"(?:granted|allowed|refused)\b(?![^.;]{0,40}\b(?:police|officers|station)\b)")  # only a court is asked
BAIL_REACH = 30
TELLING = re.compile(
    r"\s(?:whom?|that|they|he|she|whose|at the cent|in the (?:film|video|footage|clip))\b"
)  # "the man they had filmed"
# "The suspect in question, |a retired bus inspector|, was held": says more than "suspect"
WHAT_HE_IS = re.compile(
    r"(?:\s(?:in|at|on|they|he|she|whom|from)\s[^.;,]{2,40})?,\san?\s(?!(?:day|week|month|year|few|couple|short|little|matter|"
    r"court|judge|jury|spokes\w+)\b)(?P<value>[^.;,]{3,50}?)(?=,|\.|;|\sand\s|\swho\s)"
)
STABBING = re.compile(r"stabb|beat|attack")
KILLING = re.compile(r"kill|fatal")

Picked = tuple[str, tuple[Fact, ...]]


def fold(text: str, figure: Figure) -> Arrest:
    """One row of one figure; every field that says something carries its proof."""
    fields: dict[str, Picked] = {
        "age": _age(figure),
        "sex": _sex(text, figure),
        "residence": _home(text, figure),
        "arrest": _arrest(figure),
        "sentence": _sentence(figure),
        "plea": _plea(figure),
        "role": _role(figure),
    }
    fields["verdict"] = _verdict(figure, fields)
    fields["charge"] = _charge(figure, fields)
    fields["release"] = _release(text, figure, fields)
    fields["offences"] = ("", _offences(text, figure))
    fields["stage"] = _stage(figure, fields)
    fields["bail_until"] = _latest(figure, "bail_until") if fields["release"][0].endswith("_bail") else ("", ())
    fields["custody_months"] = _term(figure) if fields["sentence"][0] in PRISON else ("", ())
    fields["restriction"] = _first(figure, "restriction")
    return _row(text, figure, fields)


def _row(text: str, figure: Figure, fields: dict[str, Picked]) -> Arrest:
    value = {name: picked[0] or None for name, picked in fields.items()}
    code = {name: picked[0] or NONE for name, picked in fields.items()}
    return Arrest(
        incident="",
        mention=_mention(text, figure),
        role=value["role"] or "suspect",
        count=figure.count or 1,
        age=_number(value["age"]),
        sex=code["sex"],
        residence=value["residence"],
        arrest=code["arrest"],
        release=code["release"],
        bail_until=value["bail_until"],
        charge=code["charge"],
        offences=tuple(dict.fromkeys(f.value for f in fields["offences"][1])),
        plea=value["plea"] or "none_reported",
        verdict=code["verdict"],
        sentence=code["sentence"],
        custody_months=_number(value["custody_months"]),
        stage=value["stage"] or "confronted",
        restriction=value["restriction"] is not None,
        person=figure.person,
        evidence={name: _proof(picked[1]) for name, picked in sorted(fields.items()) if picked[1]},
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _proof(facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(f.evidence for f in facts))


def _told(figure: Figure, name: str, *values: str) -> tuple[Fact, ...]:
    facts = figure.facts.get(name)
    if not facts:
        return ()
    return tuple([f for f in facts if f.value in values]) if values else tuple(facts)


def _first(figure: Figure, name: str) -> Picked:
    facts = _told(figure, name)[:1]
    return (facts[0].value, facts) if facts else ("", ())


def _latest(figure: Figure, name: str) -> Picked:
    facts = _told(figure, name)[-1:]
    return (facts[0].value, facts) if facts else ("", ())


def _furthest(figure: Figure, name: str, order: Sequence[str]) -> Picked:
    return next(((value, facts) for value in order if (facts := _told(figure, name, value))), ("", ()))


def _age(figure: Figure) -> Picked:
    """The age told first; "now 20" wins over the age at the time; one of a list stands in the list."""
    for mention in figure.mentions:
        if mention.ages and figure.age in mention.ages:
            return str(figure.age), (Fact(str(figure.age), Evidence(mention.span, mention.rule), 0),)
    return _first(figure, "age")


def _sex(text: str, figure: Figure) -> Picked:
    """The word of a noun or title, else of the pronouns by majority."""
    nouns = [m for m in (*figure.mentions, *figure.sets) if m.sex]
    said = [m for m in figure.pronouns if m.sex and m.noun in SUBJECT_PRONOUNS] or figure.pronouns  # "his" may be anybody's
    votes = [m.sex for m in nouns or said if m.sex]
    sex = nouns[0].sex or "" if nouns else max(sorted(set(votes)), key=votes.count) if votes else ""
    proofs = (sex_proof(text, m) for m in nouns or figure.pronouns if m.sex == sex)
    proof = next((p for p in proofs if p), None)
    return (sex, (Fact(sex, proof, 0),)) if proof else ("", ())


def _home(text: str, figure: Figure) -> Picked:
    """The home told first; else the town of "the Rhyl man"."""
    told = _first(figure, "residence")
    told = told if told[1] else _first(figure, "home")
    towns = (townsman(text, m) for m in figure.mentions if not told[1])
    hit = next((h for h in towns if h), None)
    return (hit.value, (Fact(hit.value, hit.evidence, 0),)) if hit else told


def _arrest(figure: Figure) -> Picked:
    """The furthest; whoever is in custody or bailed before any charge was arrested."""
    value, facts = _furthest(figure, "arrest", ARREST)
    held = () if value or CHARGING & figure.facts.keys() else _told(figure, "release", *AFTER_ARREST)
    return ("arrested", held) if held else (value, facts)


def _sentence(figure: Figure) -> Picked:
    """The gravest; prison that is suspended in the same sentence is suspended."""
    if _quashed(figure):
        return "", ()
    value, facts = _furthest(figure, "sentence", SENTENCE)
    lesser = _told(figure, "sentence", "community", "fine_or_discharge")
    if lesser and value == "suspended" and all(f.evidence.rule == "sentence.spared" for f in facts):
        return lesser[0].value, lesser
    suspended = tuple(f for f in _told(figure, "sentence", "suspended") if any(f.sentence == g.sentence for g in facts))
    return ("suspended", suspended) if value == "immediate_custody" and suspended else (value, facts)


def _term(figure: Figure) -> Picked:
    """The term told last, with what was given on top of it; a minimum does not shorten life."""
    life = _told(figure, "custody_months", LIFE)
    base, facts = (LIFE, life[:1]) if life else _latest(figure, "custody_months")
    extra = () if life else _told(figure, "custody_extra")
    if not extra:
        return base, facts
    return str(int(base or 0) + sum(int(f.value) for f in extra)), (*facts, *extra)


def _plea(figure: Figure) -> Picked:
    """Guilty to any count is guilty, unless it is only said and the plea in court is another."""
    guilty, denied = _told(figure, "plea", "guilty"), _told(figure, "plea", "not_guilty")
    formal = any(f.evidence.rule == "plea.not_guilty" for f in denied)
    said = all(f.evidence.rule == "plea.admits" for f in guilty)
    if guilty and not (formal and said and not _told(figure, "verdict", "convicted", "awaiting")):
        return "guilty", guilty
    return ("not_guilty", denied) if denied else ("", ())


def _verdict(figure: Figure, fields: dict[str, Picked]) -> Picked:
    """Convicted where told or implied by a plea or a sentence, even if other counts were lost; not where that was quashed."""
    if quashed := _quashed(figure):
        return "acquitted", quashed
    convicted = _told(figure, "verdict", "convicted", "awaiting")
    implied = fields["plea"][1] if fields["plea"][0] == "guilty" else fields["sentence"][1] or _told(figure, "sentence")
    if convicted or implied:
        return "convicted", convicted or implied
    return _furthest(figure, "verdict", ("acquitted", "discontinued"))


def _quashed(figure: Figure) -> tuple[Fact, ...]:
    """ "She had her conviction quashed": what undoes plea, verdict and sentence."""
    return tuple(f for f in _told(figure, "verdict", "acquitted") if f.evidence.rule == "verdict.quashed")


def _charge(figure: Figure, fields: dict[str, Picked]) -> Picked:
    told = _told(figure, "charge", "charged")
    held = _told(figure, "release", "remanded")
    implied = fields["verdict"][1] or fields["plea"][1] or _told(figure, "verdict", "tried", "to_be_tried") or held
    if told or implied:
        return "charged", told or implied
    freed = _told(figure, "release", "released_no_action")
    return ("not_charged", freed) if freed else _furthest(figure, "charge", ("not_charged",))


def _release(text: str, figure: Figure, fields: dict[str, Picked]) -> Picked:
    """The latest, of nobody who is sentenced; bail is the court's once the case is before it, and where only a charge is told."""
    if fields["sentence"][0] in FINAL:
        return "", ()
    told = [f for f in figure.facts.get("release", ()) if f.value != "custody" or fields["charge"][0] == "charged"]
    value, facts = (told[-1].value, (told[-1],)) if told else ("", ())
    if not told and fields["arrest"][0] == "arrested" and fields["charge"][0] == "not_charged":
        ended = tuple(f for f in fields["charge"][1] if f.evidence.rule == "charge.no_case")
        return ("released_no_action", ended) if ended else ("", ())
    if value == "custody":
        return "remanded", facts
    by = (
        [f for f in told if f.value in ("court_bail", "police_bail") and f.sentence == told[-1].sentence]
        if value == "bail"
        else []
    )
    if by:
        return by[-1].value, (by[-1],)
    if value == "bail":
        steps = (*_told(figure, "charge"), *_told(figure, "verdict"))
        court = fields["plea"][1] or fields["verdict"][1] or any(f.evidence.rule in COURT_STEPS for f in steps)
        asked = BAIL_SUM.match(text, *_behind(told[-1])) or GRANTED.match(text, told[-1].evidence.span[0])
        own = fields["charge"][0] == "charged" and not fields["arrest"][0] and not _is_to_appear(text, told[-1])
        return ("court_bail" if court or asked or own else "police_bail"), facts
    return ("", ()) if value == "released_no_action" and fields["charge"][0] == "charged" else (value, facts)


def _is_to_appear(text: str, bail: Fact) -> bool:
    """ "He has been charged and bailed to appear at Mold Crown Court": the bail was the police's."""
    return TO_APPEAR.search(text, bail.evidence.span[0], _behind(bail)[1]) is not None


def _behind(bail: Fact) -> Span:
    """The words that follow "released on bail"."""
    end = bail.evidence.span[1]
    return end, end + BAIL_REACH


def _offences(text: str, figure: Figure) -> tuple[Fact, ...]:
    """Those of the furthest stage; what only tells the deed ("who killed a cyclist") where no charge is told."""
    facts = next((facts for level in (GUILTY, CHARGED, SUSPECTED, CONDUCT) if (facts := _told(figure, level))), ())
    formal = tuple(f for f in facts if not DEED.match(text, *f.evidence.span))
    if any(f.value == "driving" for f in formal):  # "crashed, killing a boy"
        formal = tuple(f for f in formal if not KILLING.match(text, *f.evidence.span))
    if any(f.value == "murder_manslaughter" for f in formal):  # "charged with murder, |stabbing| a man to death"
        formal = tuple(f for f in formal if not STABBING.match(text, *f.evidence.span))
    return formal or facts


def _stage(figure: Figure, fields: dict[str, Picked]) -> Picked:
    quashed = _quashed(figure)
    verdict, sentence = fields["verdict"], fields["sentence"][1] or (() if quashed else _told(figure, "sentence"))
    appealed = _told(figure, "stage", "appealed") if quashed or verdict[0] == "convicted" else ()
    tried = (*_told(figure, "verdict", "tried"), *(fields["plea"][1] if fields["plea"][0] == "not_guilty" else ()))
    dropped = tuple(f for f in fields["charge"][1] if f.evidence.rule == "charge.no_case")
    freed = fields["release"][1] if fields["release"][0] == "released_no_action" else dropped
    steps: tuple[Picked, ...] = (
        ("appealed", appealed),
        ("sentenced", sentence),
        ("convicted", verdict[1] if verdict[0] == "convicted" else ()),
        ("tried", (*(verdict[1] if verdict[0] == "acquitted" else ()), *tried)),
        ("charged", fields["charge"][1] if fields["charge"][0] == "charged" else ()),
        ("released_no_action", freed),
        (
            "arrested",
            (fields["arrest"][1] if fields["arrest"][0] == "arrested" else ())
            or (fields["release"][1] if fields["release"][0] in FREED else ()),
        ),
        ("sought", _told(figure, "arrest", "sought")),
        (
            "confronted",
            (*_told(figure, "stage", "confronted"), *_told(figure, "arrest"), *fields["charge"][1], *fields["release"][1]),
        ),
    )
    return next(((value, facts) for value, facts in steps if facts), ("", ()))


def _role(figure: Figure) -> Picked:
    return _first(figure, "role")


def _mention(text: str, figure: Figure) -> Span:
    """The first name or age, else the first noun that says more than "man", else the man of whom more is said."""
    said = figure.mentions
    for mention, after in pairwise(said):
        if mention.age is not None and after.joined and after.kind == NAME and after.span[0] - mention.span[1] < TITLE:
            return mention.span[0], after.span[1]  # "44-year-old Jo Vane"
    telling = [m for m in said if m.kind == NAME or m.age is not None or m.ages] or [
        m for m in said if m.noun not in PLAIN or m.decade
    ]
    full = [m for m in telling if m.surname] if telling and telling[0].kind == NAME else []
    first = (full or telling or [m for m in said if TELLING.match(text, m.span[1])] or said)[0]
    what = WHAT_HE_IS.match(text, first.span[1]) if not telling and first.count == 1 else None
    if what:
        return first.span[0], what.end("value")
    apposed = next((m for m in said if first.joined and text[m.span[1] : first.span[0]] in APPOSED), first)
    return apposed.span[0], first.span[1]
