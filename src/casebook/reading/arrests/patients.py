"""Say to whom an outcome was done: its object, its subject, or somebody carried over from before."""

import re

from casebook.reading.arrests.cast import Cast
from casebook.reading.arrests.figures import Figure, everybody
from casebook.reading.arrests.grammar import (
    AGENT,
    ALONGSIDE,
    AND_DONE,
    BE,
    BEHIND,
    BY_OFFICE,
    BY_TRADE,
    COLON,
    DIRECT,
    DOER,
    DOES,
    ELLIPSIS,
    GIVEN,
    GIVES,
    HEAD,
    HER_ALONE,
    JOINTLY,
    LINK,
    MATRIX,
    OF_A,
    OVER,
    OVER_AND,
    PARTICIPLE,
    REST,
    SINGULAR,
    TRANSITIVE,
    VERB_GROUP,
    WHERE,
    WHOM_CLAUSE,
    WHOM_THEY,
)  # fmt: skip
from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention
from casebook.reading.arrests.outcomes import Outcome
from casebook.reading.arrests.salience import is_of_its_subject
from casebook.reading.arrests.scene import Scene, Told
from casebook.reading.arrests.words import ANYBODY, OBJECT_PRONOUNS, OBLIQUE, OPENERS, POSSESSIVE, SUBJECT_PRONOUNS
from casebook.reading.rules import rulebook

CHARGED_BY = frozenset(("charged", "not_guilty"))
REGISTER = 4  # sentences without a subject in which a court's list tells of somebody
LISTED = ("Admitted", "Denied", "Pleaded", "Convicted", "Fined", "Jailed", "Remanded")
OF_SUBJECT = "stage_met.door"  # "Jo Vane opened the door to find five of them"
NOTHING_DONE = frozenset(("not_arrested", "not_charged", "confronted"))  # said of the wronged too


# "was held on suspicion of affray, a man of 52 for theft, and a youth of 19 for arson"
GAPPED = re.compile(
    r",?\s(?:on\ssuspicion\sof|over|for|of|with|after)\s[^.;,]{3,70}?[,;]?(?:\s(?:and|while))?\s"
    r"(?:an?\s|the\s)?(?:[\w-]+\s)?"
)
FOR_THIS = re.compile(r",?\s(?:on\ssuspicion\sof|over|for|with|after)\s")


def subject_like(mention: Mention) -> bool:
    """Does the mention stand where a subject stands, not behind a preposition or a verb?"""
    if mention.kind == PRONOUN:
        return mention.noun not in OBJECT_PRONOUNS
    word = mention.word_before
    if mention.kind == NAME and word and rulebook()["person_described.noun"].pattern.fullmatch(word):
        return True  # "shopkeeper Jo Vane"
    if mention.kind == NAME and word in ("co-accused", "co-defendant"):
        return True
    if mention.kind == NAME and mention.lead == (word,) and word not in OBLIQUE and not word.endswith(("ed", "ing", "held")):
        return True  # "Director Jo Vane", with nothing before it
    return not word or word in OPENERS or word[0].isdigit() or word.endswith("ly")


def _may_govern(mention: Mention) -> bool:
    """May the mention be the subject of a verb that follows at once?"""
    if mention.kind == PRONOUN:
        return mention.noun not in OBJECT_PRONOUNS
    word = mention.word_before
    return word not in OBLIQUE and not word.endswith("ing")


def patients(scene: Scene, outcome: Outcome, cast: Cast) -> tuple[Figure, ...]:
    """The figures an outcome befell, none where the article does not say."""
    passive = _is_passive(scene, outcome)
    chosen = _objects(scene, outcome, passive)
    if not chosen and (_is_active(scene, outcome) or (outcome.value == "confronted" and not passive)):
        return ()
    chosen = chosen or _of_relative_clause(scene, outcome) or _subjects(scene, outcome, cast, passive)
    met = outcome.value == "confronted"
    opening = _opening(scene, outcome, cast) if not chosen and (passive or not met) else ()
    chosen = chosen or ([] if opening or (met and passive) else _following(scene, outcome, cast))
    if chosen or (met and not opening):
        return everybody(_mean(scene, t, cast, outcome) for t in chosen)
    return opening or _carried(cast, scene, outcome)


def _is_passive(scene: Scene, outcome: Outcome) -> bool:
    begin, end = outcome.span
    return (
        bool(BE.search(scene.before(begin)))
        or (outcome.value == "confronted" and _is_reduced(scene, outcome))
        or outcome.hit.rule.id == OF_SUBJECT
        or outcome.words.startswith(("was ", "were ", "is ", "are ", "been ", "being "))
        or (outcome.family == "stage" and bool(AGENT.match(scene.text, end, min(end + 60, scene.span[1]))))
    )


def _is_reduced(scene: Scene, outcome: Outcome) -> bool:
    """ "A vicar's husband, |accosted| in his greenhouse", "a joiner |cornered| at a tram stop"."""
    begin, end = outcome.span
    behind = PARTICIPLE.match(outcome.words) and WHERE.match(scene.text, end)
    single = (t.mention for t in scene.told if t.mention.kind == DESCRIPTION and t.mention.count == 1)
    return bool(behind) and any(scene.text[m.tail : begin] in (" ", ", ") for m in single if m.tail <= begin)


def _is_active(scene: Scene, outcome: Outcome) -> bool:
    return bool(TRANSITIVE.match(outcome.words) and DOER.search(scene.before(outcome.span[0])))


def _objects(scene: Scene, outcome: Outcome, passive: bool) -> list[Told]:
    """Those who stand inside the words ("released Vane on bail") or right behind them ("arrested Vane")."""
    begin, end = outcome.span
    jointly = "jointly" in scene.text[max(0, begin - 10) : end]
    if outcome.words.startswith(("his ", "her ", "their ", "Neither ", "neither ")):
        return [t for t in scene.told if t.mention.span[0] == begin]
    within = [i for i, t in enumerate(scene.told) if begin < t.mention.span[0] < end and not _is_owner(scene, t.mention)]
    inside = [i for i in within if scene.told[i].mention.word_before != "by"]  # "taken away by officers"
    inside = [i for i in inside if not _is_judge(scene.told[i])]
    inside = inside or [i for i, t in enumerate(scene.told) if _is_sentenced(scene, t.mention, begin)]
    if inside:
        return chain_after(scene, inside[0])
    if passive and not jointly and not scene.before(begin).rstrip().endswith("and"):
        return []
    gap = JOINTLY if jointly else OF_A if outcome.words.endswith("rrest of") else DIRECT
    both = AND_DONE.match(scene.text, end) if gap is DIRECT and not passive else None
    end = both.end() if both else end
    behind = [
        i
        for i, t in enumerate(scene.told)
        if t.mention.span[0] >= end
        and not (gap is DIRECT and _is_judge(t))
        and (gap.fullmatch(scene.text, end, t.mention.span[0]) or (gap is DIRECT and _is_by_trade(scene, end, t.mention)))
    ]
    if not behind or scene.told[behind[0]].mention.noun in SUBJECT_PRONOUNS | POSSESSIVE - {"her"}:
        return []
    if scene.told[behind[0]].mention.noun == "her" and not HER_ALONE.match(scene.text, scene.told[behind[0]].mention.span[1]):
        behind = behind[1:]
        if not behind:
            return []
    subject = [t for t in scene.told if t.mention.span[1] <= begin and t.figures][-1:] if jointly else []
    return subject + chain_after(scene, behind[0])


def _is_judge(told: Told) -> bool:
    """ "Judge |Jo Vane| gave them bail": who did it, not whom it befell."""
    return told.mention.kind == NAME and bool(told.figures) and all(f.official and not f.suspect for f in told.figures)


def _is_by_trade(scene: Scene, end: int, mention: Mention) -> bool:
    """ "convicted |nursery worker Jo Vane|", "accused the owner, |Al Hale|": a name behind nothing but a calling."""
    if mention.kind == NAME and BY_OFFICE.fullmatch(scene.text, end, mention.span[0]):
        return True
    calling = mention.kind == NAME and rulebook()["person_described.noun"].pattern.fullmatch(mention.word_before)
    return bool(calling and BY_TRADE.fullmatch(scene.text, end, mention.span[0]))


def _is_sentenced(scene: Scene, mention: Mention, begin: int) -> bool:
    """ "Sentencing him to a two-year community order, Sheriff Hale said": whom the judge speaks to."""
    gives = mention.span[1] <= begin and GIVES.search(scene.before(mention.span[0]))
    return bool(gives and GIVEN.fullmatch(scene.text, mention.tail, begin))


def _of_relative_clause(scene: Scene, outcome: Outcome) -> list[Told]:
    """ "A man who stabbed a boy has been jailed": the man with whom the sentence opens."""
    for i, told in enumerate(scene.told[:2]):
        clause = (
            told.figures
            and told.mention.tail <= outcome.span[0]
            and HEAD.fullmatch(scene.text, scene.span[0], told.mention.span[0])
        )
        if clause and MATRIX.fullmatch(scene.text, told.mention.tail, outcome.span[0]):
            return chain_before(scene, i)
    return []


def _is_owner(scene: Scene, mention: Mention) -> bool:
    """Does "her" stand before what is hers ("sentenced her son"), not alone ("sentenced her to a year")?"""
    return mention.noun in POSSESSIVE and not (mention.noun == "her" and HER_ALONE.match(scene.text, mention.span[1]))


def _subjects(scene: Scene, outcome: Outcome, cast: Cast, passive: bool) -> list[Told]:
    """The subject of the words with all it is listed with; "was" and "has" have but one."""
    before = [i for i, t in enumerate(scene.told) if t.mention.span[1] <= outcome.span[0] and (t.figures or _may_be_new(t))]
    before = [i for i in before if not _is_oblique(scene, scene.told[i].mention)]
    subject = _governing(scene, before, outcome, cast, passive)
    if subject is None:
        return []
    single = SINGULAR.search(scene.before(outcome.span[0])) or outcome.words.startswith(("was ", "is ", "has "))
    return [scene.told[subject]] if single else chain_before(scene, subject)


def _is_oblique(scene: Scene, mention: Mention) -> bool:
    """ "Vane, who ran errands for the pair, admitted it": the pair admitted nothing."""
    plural = mention.kind == PRONOUN and mention.noun not in SUBJECT_PRONOUNS and mention.count != 1
    return plural and BEHIND.search(scene.before(mention.span[0])) is not None


def _may_be_new(told: Told) -> bool:
    """ "He was taken into custody": he may be somebody of whom nothing has been told."""
    return told.mention.noun in ("he", "she")


def _governing(scene: Scene, before: list[int], outcome: Outcome, cast: Cast, passive: bool) -> int | None:
    """The nearest mention that touches the verb, else the nearest that is no object, else the nearest suspect."""
    nearest = before[::-1]
    for i in nearest:
        if _touches(scene, scene.told[i], outcome, passive):
            return i
    for i in nearest:
        if subject_like(scene.told[i].mention) and any(
            _can_be(f) or _may_stand_trial(f, outcome) for f in _mean(scene, scene.told[i], cast, outcome)
        ):
            return i
    for i in nearest:
        if any(f.suspect for f in _mean(scene, scene.told[i], cast, outcome)):
            return i
    subjects = [i for i in nearest if passive and subject_like(scene.told[i].mention)]
    return next((i for i in subjects if not any(f.official for f in scene.told[i].figures)), None)


def _touches(scene: Scene, told: Told, outcome: Outcome, passive: bool) -> bool:
    """Is this the subject that stands right before the verb?"""
    if outcome.value == "sought" and WHOM_THEY.fullmatch(scene.text, told.mention.tail, outcome.span[0]):
        return True
    between = (scene.text, told.mention.tail, outcome.span[0])
    if told.mention.kind == DESCRIPTION and outcome.value in NOTHING_DONE and WHOM_CLAUSE.fullmatch(*between):
        return True
    gap = VERB_GROUP.fullmatch(*between)
    if not gap:
        return False
    if gap.group().isspace() and told.mention.kind == DESCRIPTION and PARTICIPLE.match(outcome.words):
        return True
    if "who" in gap.group().split() or gap.group().split()[:1] == ["being"]:
        return True
    official = bool(told.figures) and all(f.official and not f.suspect for f in told.figures)
    return _may_govern(told.mention) and (not official or passive or not DOES.match(outcome.words))


def _following(scene: Scene, outcome: Outcome, cast: Cast) -> list[Told]:
    """Whoever the sentence names next ("Following his arrest, Vane moved away")."""
    for i, t in enumerate(scene.told):
        behind = t.mention.span[0] >= outcome.span[1] and not _is_owner(scene, t.mention)
        if behind and any(map(_can_be, _mean(scene, t, cast, outcome))):
            return chain_after(scene, i)
    return []


def _opening(scene: Scene, outcome: Outcome, cast: Cast) -> tuple[Figure, ...]:
    """Somebody whose calling no list knows: "A school archivist has been jailed"."""
    rule = rulebook()["person_opening.subject"]
    found = rule.pattern.match(scene.text, *scene.span)
    if not found or found.end() > outcome.span[0]:
        return ()
    already = next((t.figures for t in scene.told if t.mention.span == found.span("value")), None)
    noun = found["value"].split()[-1]
    mention = Mention(found.span("value"), DESCRIPTION, rule.id, noun, found["determiner"].lower(), tail=found.end("value"))
    figures = already or cast.meet(mention, scene.number, subject=True)
    if not already:
        scene.told.insert(0, Told(mention, figures))
    return figures


def _carried(cast: Cast, scene: Scene, outcome: Outcome) -> tuple[Figure, ...]:
    """The suspect of the sentence before, where a sentence names nobody ("No pleas were taken")."""
    if any(t.mention.kind == NAME and not all(f.official for f in t.figures) for t in scene.told):
        return ()
    if outcome.span[0] == scene.span[0] and outcome.words.startswith(
        LISTED
    ):  # "Jo Vane, 45, of Mold. Admitted theft. Fined £90."
        named = [f for f in cast.figures if f.named and not f.official and 0 < scene.number - f.seen[-1].sentence <= REGISTER]
        return tuple(sorted(named, key=lambda f: f.seen[-1].start)[-1:])
    near = [f for f in cast.figures if f.suspect and f.seen[-1].sentence >= scene.number - 1]
    if outcome.value == "tried":  # "The trial goes on": of whoever is charged
        charged = [f for f in cast.figures if CHARGED_BY & (f.values("charge") | f.values("plea"))]
        near = [f for f in charged if f in near] or charged or near
    return tuple(sorted(near, key=lambda f: f.seen[-1].start)[-1:])


def elliptic(scene: Scene, outcome: Outcome) -> tuple[Figure, ...]:
    """Those of whom the verb is not said again: "were arrested in Hove and a 61-year-old in Rhyl"."""
    for i, t in enumerate(scene.told):
        if t.mention.kind == PRONOUN or t.mention.span[0] <= outcome.span[1]:
            continue
        gap = (scene.text, outcome.span[1], t.mention.span[0])
        if ALONGSIDE.fullmatch(*gap):
            return everybody(other.figures for other in chain_after(scene, i))
        if GAPPED.fullmatch(*gap) and FOR_THIS.match(scene.text, t.mention.tail, scene.span[1]):
            return everybody(other.figures for other in _each_for_his_own(scene, i))
        if REST.match(scene.text, t.mention.tail, scene.span[1]) and ELLIPSIS.fullmatch(*gap):
            return t.figures
    return ()


def _each_for_his_own(scene: Scene, first: int) -> list[Told]:
    """ "A woman was held for affray, |a man of 52| for theft and |a youth| for arson": all that follow, each with his offence."""
    chain = [scene.told[first]]
    for t in scene.told[first + 1 :]:
        apart = t.mention.kind != PRONOUN and GAPPED.fullmatch(scene.text, chain[-1].mention.tail, t.mention.span[0])
        chain += [t] if apart and FOR_THIS.match(scene.text, t.mention.tail, scene.span[1]) else []
    return chain


def _can_be(figure: Figure) -> bool:
    return figure.suspect or not (figure.official or figure.victim)


def _may_stand_trial(figure: Figure, outcome: Outcome) -> bool:
    """An official who is told with his age may be in the dock himself."""
    return figure.official and figure.age is not None and not DOES.match(outcome.words)


def _mean(scene: Scene, told: Told, cast: Cast, outcome: Outcome) -> tuple[Figure, ...]:
    """The figures meant where the law did something to them: a pronoun or "the man" hardly means the victim then."""
    mention = told.mention
    general = mention.points_back and mention.noun in ANYBODY and not any(map(_can_be, told.figures))
    own = outcome.value == "confronted" and is_of_its_subject(scene.text, told.figures, mention, scene.number)
    if own or (mention.kind != PRONOUN and not general):
        return told.figures
    found = cast.meant(mention, scene.number, harmed=outcome.value in NOTHING_DONE, sought=outcome.value == "sought")
    if found or mention.count != 1:
        return found or told.figures
    return (cast.introduce(mention, scene.number),) if general or mention.noun in SUBJECT_PRONOUNS else told.figures


def chain_before(scene: Scene, last: int) -> list[Told]:
    """Those of a list that ends with a mention: "Jo Vane, 34, Ty Moss, 29, and Al Hale"."""
    first = last
    while first > 0:
        left = first - 1 - (first > 1 and _possessive(scene, scene.told[first - 1]))
        if not _linked(scene.text, scene.told[left].mention, scene.told[first].mention):
            break
        first = left
    return [t for t in scene.told[first : last + 1] if not _possessive(scene, t)]


def _possessive(scene: Scene, told: Told) -> bool:
    """ "Jo Vane and his brother Al", "A fourth, Vane's cousin Al": "his" and "Vane's" are none of the list."""
    owner = told.mention.kind == NAME and scene.text.startswith(("'s ", "’s "), told.mention.span[1])
    return owner or (told.mention.kind == PRONOUN and told.mention.noun in POSSESSIVE)


def chain_after(scene: Scene, first: int) -> list[Told]:
    """Those of a list that begins with a mention: "a man over theft, Jo Vane, 34, and her husband"."""
    chain = [scene.told[first]]
    for right in scene.told[first + 1 :]:
        if _possessive(scene, right):
            continue
        left = chain[-1].mention
        if not (_linked(scene.text, left, right.mention) or _parallel(scene.text, left, right.mention)):
            break
        chain.append(right)
    return chain


def _parallel(text: str, left: Mention, right: Mention) -> bool:
    """ "arrested a man over theft and a woman over arson": two of whom the same is told, each with his own particulars."""
    one, two = OVER_AND.fullmatch(text, left.tail, right.span[0]), OVER.match(text, right.tail)
    return bool(one and two and one["over"] == two["over"]) or bool(one and ", and " in one.group())


def _linked(text: str, left: Mention, right: Mention) -> bool:
    if PRONOUN in (left.kind, right.kind) or (right.noun == "others" and "with" in text[left.tail : right.span[0]].split()):
        return False
    gap = (text, left.tail, right.span[0])
    if left.count != 1 and ((right.kind == NAME and text[left.tail : right.span[0]].isspace()) or COLON.fullmatch(*gap)):
        return True
    return right.joined or right.apposed > 0 or bool(LINK.fullmatch(*gap))
